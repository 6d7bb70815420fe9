import { text } from '../../domain/text'
import type { UserMessage } from '../../domain/text'
import { clockText } from '../../domain/time'
import type { Answer, CachedAnswer } from './client'

/** The state of data on a page: loading, the view to draw, or a failure with a message. */
export type Load<View> =
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'ready'
      readonly value: View
      /** '网络不佳，显示 20:15 的列表' over an old answer, else '' */
      readonly staleText: string
      /** Not drawn. They identify an unchanged answer and the age of old data. */
      readonly asOfSec: number
      readonly etag: string
    }
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly message: UserMessage }

/** The initial state of a page. */
export function loading<View>(): Load<View> {
  return { kind: 'loading' }
}

/**
 * Converts an answer to the state to draw.
 * @param draw not called if the same answer is already on the screen
 * @param shown the state on the screen; it stays if a refresh fails
 */
export function loadOf<T, View>(
  answer: Answer<T> | CachedAnswer<T>,
  draw: (value: T) => View,
  shown?: Load<View>,
): Load<View> {
  const before = shown?.kind === 'ready' ? shown : null
  if (answer.kind === 'missing') return answer
  if (answer.kind === 'failed')
    return before === null ? answer : { ...before, staleText: staleTextOf(before.asOfSec) }
  const { value, asOfSec, etag } = answer
  const isOld = answer.kind === 'stored' || (answer.kind === 'fresh' && answer.stale)
  const staleText = isOld ? staleTextOf(asOfSec) : ''
  const isShown = before !== null && etag !== '' && before.etag === etag
  return { kind: 'ready', value: isShown ? before.value : draw(value), staleText, asOfSec, etag }
}

function staleTextOf(asOfSec: number): string {
  return asOfSec === 0 ? text.load.staleUntimed : text.load.stale(clockText(asOfSec))
}

/**
 * The setData changes from one state to the next at `key`. A value that is already shown is not sent
 * again.
 */
export function changesOf<View>(
  key: string,
  next: Load<View>,
  shown: Load<View>,
): Record<string, unknown> {
  const changes: Record<string, unknown> = {}
  if (next.kind !== 'ready' || shown.kind !== 'ready' || next.value !== shown.value)
    changes[key] = next
  else if (next.staleText !== shown.staleText) changes[`${key}.staleText`] = next.staleText
  return changes
}
