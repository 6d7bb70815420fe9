import { text } from '../domain/text'
import type { Tell } from '../domain/text'
import { clockText } from '../domain/time'
import type { Answer } from './api'

/** What a page draws of an answer: a skeleton, the thing itself, or words and a way on. */
export type Load<View> =
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'ready'
      readonly value: View
      /** '网络不佳，显示 20:15 的列表' over an old answer, else '' */
      readonly staleText: string
    }
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly tell: Tell }

/** What a page starts with. */
export function loading<View>(): Load<View> {
  return { kind: 'loading' }
}

/** @param shown what is on the screen: better than a failure to renew it. */
export function loadOf<T, View>(
  answer: Answer<T>,
  draw: (value: T) => View,
  shown?: Load<View>,
): Load<View> {
  switch (answer.kind) {
    case 'fresh':
      return ready(draw(answer.value), answer.stale ? answer.asOfSec : null)
    case 'stored':
      return ready(draw(answer.value), answer.asOfSec)
    case 'missing':
      return answer
    case 'failed':
      return shown?.kind === 'ready' ? shown : answer
  }
}

function ready<View>(value: View, oldAsOfSec: number | null): Load<View> {
  const staleText = oldAsOfSec === null ? '' : text.load.stale(clockText(oldAsOfSec))
  return { kind: 'ready', value, staleText }
}
