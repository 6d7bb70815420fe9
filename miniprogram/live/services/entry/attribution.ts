import { liveConfig } from '../../config'
import { paramsOrEmpty, unpackCustomParams } from '../../domain/custom-params'
import type { CustomParams, Unpacked } from '../../domain/custom-params'
import { isRecord } from '../../domain/json'
import { isRoomId } from '../../domain/room-id'
import type { RoomId } from '../../domain/room-id'
import { isEntryType } from '../../domain/scene'
import type { EntryType } from '../../domain/scene'
import { readStored, writeStored } from '../phone/storage'

/** What a link, or WeChat of a share, says; all of it may be absent. */
export interface CreditSource {
  readonly roomId: RoomId | null
  /** Who shared the room, as the live component knows them. */
  readonly shareOpenid: string | null
  readonly customParams: Unpacked
  /** Whose promotion it is, by Channels' own number. */
  readonly promoterId?: string | null | undefined
}

/** Whom a sale goes back to: the last way in that named a room, a sharer or parameters. */
export interface Attribution extends Omit<CreditSource, 'customParams'> {
  readonly customParams: CustomParams
  readonly enteredBy: EntryType
  /** The WeChat group, once `packageA/services/group-entry` was asked for it. */
  readonly groupId: string | null
  readonly atMs: number
}

const KEY = 'attribution'
const HOUR_MS = 3_600_000

/** What is in the storage too, unless there is no space left in it. */
let latest: Attribution | null = null

/** Kept on the phone, so that it outlives the app: a gift is often bought the evening after. */
export function saveAttribution(kept: Attribution): void {
  latest = kept
  writeStored(KEY, kept)
}

/** null: nobody to thank, or it is longer ago than the merchant's `attributionHours`. */
export function currentAttribution(): Attribution | null {
  latest ??= readStored(KEY, parseAttribution)
  // either way: a phone whose clock was wrong must not remember for ever
  const ageMs = latest === null ? 0 : Math.abs(Date.now() - latest.atMs)
  return ageMs < liveConfig().attributionHours * HOUR_MS ? latest : null
}

/**
 * Takes down a way in; one that names nobody leaves the one before. What the link says goes before
 * what WeChat says of the share.
 */
export function recordAttribution(
  enteredBy: EntryType,
  atMs: number,
  link: CreditSource,
  share: CreditSource | null,
): void {
  const nobody = emptyAttribution(enteredBy, atMs)
  const credit = mergeCredit(share === null ? nobody : mergeCredit(nobody, share), link)
  if (isAttributed(credit)) saveAttribution(credit)
}

/**
 * For your own cart and checkout: whom to thank for goods that are being bought on this page. What
 * the page's link says goes before what the app remembers, because the room that led here is
 * nearer to the sale than the card of yesterday.
 * @returns null: the shopper came by themselves.
 * @see docs/extending.md
 */
export function creditFor(page: CreditSource): Attribution | null {
  const kept = currentAttribution()
  const own = mergeCredit(emptyAttribution('other', Date.now()), page)
  if (!isAttributed(own)) return kept
  return kept === null ? own : mergeCredit(kept, page)
}

/** Of whom no more is known than how they came. */
export function emptyAttribution(enteredBy: EntryType, atMs: number): Attribution {
  return { roomId: null, shareOpenid: null, customParams: {}, enteredBy, groupId: null, atMs }
}

function mergeCredit(known: Attribution, credit: CreditSource): Attribution {
  const promoterId = credit.promoterId ?? known.promoterId
  return Object.assign({}, known, promoterField(promoterId), {
    roomId: credit.roomId ?? known.roomId,
    shareOpenid: credit.shareOpenid ?? known.shareOpenid,
    customParams: Object.assign({}, known.customParams, paramsOrEmpty(credit.customParams)),
  })
}

function promoterField(promoterId: unknown): Pick<CreditSource, 'promoterId'> {
  return typeof promoterId === 'string' ? { promoterId } : {}
}

function isAttributed(credit: Attribution): boolean {
  const { roomId, shareOpenid, customParams, promoterId } = credit
  const isNamed = roomId !== null || shareOpenid !== null || typeof promoterId === 'string'
  return isNamed || Object.keys(customParams).length > 0
}

function parseAttribution(json: unknown): Attribution | null {
  if (!isRecord(json)) return null
  const { roomId, shareOpenid, customParams, promoterId, enteredBy, groupId, atMs } = json
  if (!isEntryType(enteredBy) || typeof atMs !== 'number') return null
  return Object.assign(promoterField(promoterId), {
    roomId: isRoomId(roomId) ? roomId : null,
    shareOpenid: typeof shareOpenid === 'string' ? shareOpenid : null,
    customParams: paramsOrEmpty(unpackCustomParams(customParams)),
    enteredBy,
    groupId: typeof groupId === 'string' ? groupId : null,
    atMs,
  })
}
