import { text } from '../../domain/text'
import type { UserMessage } from '../../domain/text'
import { clockText } from '../../domain/time'
import type { Answer, CachedAnswer } from './client'

/** What a page draws of an answer: a skeleton, the thing itself, or words and a way on. */
export type Load<View> =
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'ready'
      readonly value: View
      /** '网络不佳，显示 20:15 的列表' over an old answer, else '' */
      readonly staleText: string
      /** Not drawn: by these an answer that changes nothing is known, and old data told. */
      readonly asOfSec: number
      readonly etag: string
    }
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly message: UserMessage }

/** What a page starts with. */
export function loading<View>(): Load<View> {
  return { kind: 'loading' }
}

/**
 * @param draw is not called where the very answer stands on the screen already.
 * @param shown what is on the screen: better than a failure to renew it.
 */
export function loadOf<T, View>(
  answer: Answer<T> | CachedAnswer<T>,
  draw: (value: T) => View,
  shown?: Load<View>,
): Load<View> {
  const before = shown?.kind === 'ready' ? shown : null
  if (answer.kind === 'missing') return answer
  if (answer.kind === 'failed')
    return before === null
      ? answer
      : Object.assign({}, before, { staleText: staleTextOf(before.asOfSec) })
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
 * What to send to the screen of a load that stands there under `key`: nothing again that it shows
 * already, the list least of all.
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
