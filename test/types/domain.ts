import type { CustomParams, PackedParams } from '../../miniprogram/live/domain/custom-params'
import { doorwayPath, hallPath } from '../../miniprogram/live/domain/live-link'
import type { LiveStatus } from '../../miniprogram/live/domain/live-status-code'
import { roomUrl } from '../../miniprogram/live/domain/plugin-link'
import type { Answer } from '../../miniprogram/live/services/backend/client'

/** A link accepts only parameters whose length is checked. */
export function linksTakePackedParams(packed: PackedParams, params: CustomParams): void {
  roomUrl({ roomId: 7, customParams: packed })
  doorwayPath({ roomId: 7, customParams: packed })
  // @ts-expect-error -- a plain text may be too long or not encoded
  roomUrl({ roomId: 7, customParams: '%7B%7D' })
  // @ts-expect-error -- the parameters themselves are no text
  doorwayPath({ roomId: 7, customParams: params })
}

export function linksKnowTheirWords(): void {
  // @ts-expect-error -- 9 is a code, 10 a card; no other value is documented
  roomUrl({ roomId: 7, type: 1 })
  // @ts-expect-error -- a tab that the hall does not have
  hallPath('ended')
}

export const travels: CustomParams = { pid: 7, tags: ['a', null, { deep: true }] }
// @ts-expect-error -- a function does not
export const stays: CustomParams = { onBuy: () => undefined }

// @ts-expect-error -- 0 is not one of the seven
export const notOneOfSeven: LiveStatus = { kind: 'known', code: 0 }

/** A state must be narrowed before its value is read. */
export type StatesAreNotMixedUp = [
  // @ts-expect-error -- an unknown status has no code
  LiveStatus['code'],
  // @ts-expect-error -- a missing or failed answer has no value
  Answer<string>['value'],
]
