import { liveConfig } from '../../config'
import { paramsOrEmpty, unpackCustomParams } from '../../domain/custom-params'
import type { CustomParams, Unpacked } from '../../domain/custom-params'
import { isRecord } from '../../domain/json'
import { isRoomId } from '../../domain/room-id'
import type { RoomId } from '../../domain/room-id'
import { isEnteredBy } from '../../domain/scene'
import type { EnteredBy } from '../../domain/scene'
import { readStored, writeStored } from '../phone/storage'

/** What a link, or WeChat of a share, says; all of it may be absent. */
export interface Credit {
  readonly roomId: RoomId | null
  /** Who shared the room, as the live component knows them. */
  readonly shareOpenid: string | null
  readonly customParams: Unpacked
  /** Whose promotion it is, by Channels' own number. */
  readonly promoterId?: string | null | undefined
}

/** Whom a sale goes back to: the last way in that named a room, a sharer or parameters. */
export interface Attribution extends Omit<Credit, 'customParams'> {
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
export function attribution(): Attribution | null {
  latest ??= readStored(KEY, parseAttribution)
  // either way: a phone whose clock was wrong must not remember for ever
  const ageMs = latest === null ? 0 : Math.abs(Date.now() - latest.atMs)
  return ageMs < liveConfig().attributionHours * HOUR_MS ? latest : null
}

/**
 * Takes down a way in; one that names nobody leaves the one before. What the link says goes before
 * what WeChat says of the share.
 */
export function thank(
  enteredBy: EnteredBy,
  atMs: number,
  link: Credit,
  share: Credit | null,
): void {
  const nobody = nobodyYet(enteredBy, atMs)
  const credit = withCredit(share === null ? nobody : withCredit(nobody, share), link)
  if (namesSomebody(credit)) keepAttribution(credit)
}

/**
 * For your own cart and checkout: whom to thank for goods that are being bought on this page. What
 * the page's link says goes before what the app remembers, because the room that led here is
 * nearer to the sale than the card of yesterday.
 * @returns null: the shopper came by themselves.
 * @see docs/extending.md
 */
export function creditFor(page: Credit): Attribution | null {
  const kept = attribution()
  const own = withCredit(nobodyYet('other', Date.now()), page)
  if (!namesSomebody(own)) return kept
  return kept === null ? own : withCredit(kept, page)
}

/** Of whom no more is known than how they came. */
export function nobodyYet(enteredBy: EnteredBy, atMs: number): Attribution {
  return { roomId: null, shareOpenid: null, customParams: {}, enteredBy, groupId: null, atMs }
}

function withCredit(known: Attribution, credit: Credit): Attribution {
  const promoterId = credit.promoterId ?? known.promoterId
  return Object.assign({}, known, promotedBy(promoterId), {
    roomId: credit.roomId ?? known.roomId,
    shareOpenid: credit.shareOpenid ?? known.shareOpenid,
    customParams: Object.assign({}, known.customParams, paramsOrEmpty(credit.customParams)),
  })
}

function promotedBy(promoterId: unknown): Pick<Credit, 'promoterId'> {
  return typeof promoterId === 'string' ? { promoterId } : {}
}

function namesSomebody(credit: Attribution): boolean {
  const { roomId, shareOpenid, customParams, promoterId } = credit
  const isNamed = roomId !== null || shareOpenid !== null || typeof promoterId === 'string'
  return isNamed || Object.keys(customParams).length > 0
}

function parseAttribution(json: unknown): Attribution | null {
  if (!isRecord(json)) return null
  const { roomId, shareOpenid, customParams, promoterId, enteredBy, groupId, atMs } = json
  if (!isEnteredBy(enteredBy) || typeof atMs !== 'number') return null
  return Object.assign(promotedBy(promoterId), {
    roomId: isRoomId(roomId) ? roomId : null,
    shareOpenid: typeof shareOpenid === 'string' ? shareOpenid : null,
    customParams: paramsOrEmpty(unpackCustomParams(customParams)),
    enteredBy,
    groupId: typeof groupId === 'string' ? groupId : null,
    atMs,
  })
}
