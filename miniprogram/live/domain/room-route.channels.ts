import type { RoomLink } from './plugin-link'
import type { Query } from './query'

/** The channels flavour has no live component, so no path leads into it. */
export const isRoomRoute: (route: unknown) => boolean = () => false

export const parseRoomLink: (
  path: string,
  query: Query,
) => RoomLink | { readonly kind: 'unknown' } | null = () => null
