import { config } from '../config'
import { paramsOrEmpty, unpackCustomParams } from '../domain/custom-params'
import type { CustomParams, Unpacked } from '../domain/custom-params'
import { isRecord } from '../domain/json'
import { isEnteredBy } from '../domain/scene'
import type { EnteredBy } from '../domain/scene'
import { systemClock } from './clock'
import type { Clock } from './clock'
import { readStored, writeStored } from './storage'

/** Whom a sale goes back to: the last way in that named a room, a sharer or parameters. */
export interface Attribution {
  readonly roomId: number | null
  /** Who shared the room, as the live component knows them. */
  readonly shareOpenid: string | null
  readonly customParams: CustomParams
  readonly enteredBy: EnteredBy
  /** The WeChat group, once `packageA/services/group-entry` was asked for it. */
  readonly groupId: string | null
  readonly atMs: number
}

const KEY = 'attribution'
const HOUR_MS = 3_600_000

/** What is in the storage too, unless there is no space left in it. */
let latest: Attribution | null = null

/** Kept on the phone, so that it outlives the app: a gift is often bought the evening after. */
export function keepAttribution(kept: Attribution): void {
  latest = kept
  writeStored(KEY, kept)
}

/** null: nobody to thank, or it is longer ago than the merchant's `attributionHours`. */
export function attribution(clock: Clock = systemClock): Attribution | null {
  const kept = latest ?? (latest = readStored(KEY, parseAttribution))
  // either way: a phone whose clock was wrong must not remember for ever
  const ageMs = kept === null ? 0 : Math.abs(clock.nowMs() - kept.atMs)
  return ageMs < config.attributionHours * HOUR_MS ? kept : null
}

/** What the link of a goods page says; all of it may be absent. */
export interface PageCredit {
  readonly roomId: number | null
  readonly shareOpenid: string | null
  readonly customParams: Unpacked
}

/**
 * For your own cart and checkout: whom to thank for goods that are being bought on this page. What
 * the page's link says goes before what the app remembers, because the room that led here is
 * nearer to the sale than the card of yesterday.
 * @returns null: the shopper came by themselves.
 * @see docs/extending.md
 */
export function creditFor(page: PageCredit, clock: Clock = systemClock): Attribution | null {
  const kept = attribution(clock)
  const own = paramsOrEmpty(page.customParams)
  const { roomId, shareOpenid } = page
  if (roomId === null && shareOpenid === null && Object.keys(own).length === 0) return kept
  return {
    roomId: roomId ?? kept?.roomId ?? null,
    shareOpenid: shareOpenid ?? kept?.shareOpenid ?? null,
    customParams: Object.assign({}, kept?.customParams, own),
    enteredBy: kept?.enteredBy ?? 'other',
    groupId: kept?.groupId ?? null,
    atMs: kept?.atMs ?? clock.nowMs(),
  }
}

function parseAttribution(json: unknown): Attribution | null {
  if (!isRecord(json)) return null
  const { roomId, shareOpenid, customParams, enteredBy, groupId, atMs } = json
  if (!isEnteredBy(enteredBy) || typeof atMs !== 'number') return null
  return {
    roomId: typeof roomId === 'number' ? roomId : null,
    shareOpenid: typeof shareOpenid === 'string' ? shareOpenid : null,
    customParams: paramsOrEmpty(unpackCustomParams(customParams)),
    enteredBy,
    groupId: typeof groupId === 'string' ? groupId : null,
    atMs,
  }
}
