import { liveConfig } from '../../config'
import { paramsOrEmpty, unpackCustomParams } from '../../domain/custom-params'
import type { CustomParams, Unpacked } from '../../domain/custom-params'
import { isRecord } from '../../domain/json'
import { isRoomId } from '../../domain/room-id'
import type { RoomId } from '../../domain/room-id'
import { isEntryType } from '../../domain/scene'
import type { EntryType } from '../../domain/scene'
import { readStored, writeStored } from '../phone/storage'

/** Attribution data of a link or of WeChat's share params. Each field may be absent. */
export interface CreditSource {
  readonly roomId: RoomId | null
  /** The sharer's openid, from the live component. */
  readonly shareOpenid: string | null
  readonly customParams: Unpacked
  /** The promoter's id in Channels. */
  readonly promoterId?: string | null | undefined
}

/** The source of a sale: the last entry that had a room, a sharer or parameters. */
export interface Attribution extends Omit<CreditSource, 'customParams'> {
  readonly customParams: CustomParams
  readonly enteredBy: EntryType
  /** The WeChat group; set by `packageA/services/group-entry`. */
  readonly groupId: string | null
  readonly atMs: number
}

const KEY = 'attribution'
const HOUR_MS = 3_600_000

/** Equals the stored value, unless the storage is full. */
let latest: Attribution | null = null

/** Stores the attribution on the phone, because shoppers may buy after a restart. */
export function saveAttribution(given: Attribution): void {
  latest = given
  writeStored(KEY, given)
}

/** null: none, or it is older than `attributionHours`. */
export function currentAttribution(): Attribution | null {
  latest ??= readStored(KEY, parseAttribution)
  // absolute: with a wrong clock atMs may be in the future
  const ageMs = latest === null ? 0 : Math.abs(Date.now() - latest.atMs)
  return ageMs < liveConfig().attributionHours * HOUR_MS ? latest : null
}

/**
 * Stores the attribution of an entry. An entry without attribution data keeps the previous one. Data of the
 * link overrides data of WeChat's share params.
 */
export function recordAttribution(
  enteredBy: EntryType,
  atMs: number,
  link: CreditSource,
  share: CreditSource | null,
): void {
  const empty = emptyAttribution(enteredBy, atMs)
  const credit = mergeCredit(share === null ? empty : mergeCredit(empty, share), link)
  if (isAttributed(credit)) saveAttribution(credit)
}

/**
 * The attribution of goods bought on this page; for your cart and checkout. Data of the page's link
 * overrides the stored attribution, because it is closer to the sale.
 * @returns null if there is no attribution
 * @see docs/extending.md
 */
export function creditFor(page: CreditSource): Attribution | null {
  const stored = currentAttribution()
  const own = mergeCredit(emptyAttribution('other', Date.now()), page)
  if (!isAttributed(own)) return stored
  return stored === null ? own : mergeCredit(stored, page)
}

/** Attribution with the entry type only. */
export function emptyAttribution(enteredBy: EntryType, atMs: number): Attribution {
  return { roomId: null, shareOpenid: null, customParams: {}, enteredBy, groupId: null, atMs }
}

function mergeCredit(known: Attribution, credit: CreditSource): Attribution {
  const promoterId = credit.promoterId ?? known.promoterId
  return {
    ...known,
    ...promoterField(promoterId),
    roomId: credit.roomId ?? known.roomId,
    shareOpenid: credit.shareOpenid ?? known.shareOpenid,
    customParams: { ...known.customParams, ...paramsOrEmpty(credit.customParams) },
  }
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
  return {
    ...promoterField(promoterId),
    roomId: isRoomId(roomId) ? roomId : null,
    shareOpenid: typeof shareOpenid === 'string' ? shareOpenid : null,
    customParams: paramsOrEmpty(unpackCustomParams(customParams)),
    enteredBy,
    groupId: typeof groupId === 'string' ? groupId : null,
    atMs,
  }
}
