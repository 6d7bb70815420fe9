import type { UserMessage } from '../../domain/text'

/** The outcome of a request to open a page. */
export type NavigationResult =
  | { readonly kind: 'moved' }
  /** Dropped: the second tap of a double tap, or a request of a page that is no longer on top. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'failed'; readonly message: UserMessage; readonly cause: unknown }
