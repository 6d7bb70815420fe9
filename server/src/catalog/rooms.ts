import { parseWholeNumber } from '../parse-number'
import { mediaUrl, pageAddress } from './address'
import { fieldsOf, flagOf, idOf, saneSec, textOf, type Fields } from './fields'
import {
  LIVE_STATUS_CODES,
  type CatalogGoods,
  type CatalogRoom,
  type LiveStatusCode,
  type LiveType,
  type RoomFeatures,
  type Understood,
} from './model'
import { readPrice } from './price'

/**
 * Parses `room_info` of getliveinfo. A room that cannot be parsed is dropped and counted.
 * @see contract B3
 */
export function readRooms(rows: readonly unknown[]): Understood<CatalogRoom> {
  const items = rows.map(readRoom).filter((room) => room !== undefined)
  return { items, dropped: rows.length - items.length }
}

/** A room needs an id to be opened and a time to be sorted. */
function readRoom(row: unknown): CatalogRoom | undefined {
  const fields = fieldsOf(row)
  if (fields === undefined) return undefined
  const roomId = idOf(fields['roomid'])
  const start = saneSec(fields['start_time'])
  const end = saneSec(fields['end_time'])
  const startAtSec = start ?? end
  if (roomId === undefined || startAtSec === null) return undefined
  return {
    roomId,
    title: textOf(fields['name']),
    coverUrl: mediaUrl(fields['cover_img']),
    shareImageUrl: mediaUrl(fields['share_img']),
    feedsImageUrl: mediaUrl(fields['feeds_img']),
    anchorName: textOf(fields['anchor_name']),
    liveStatus: readLiveStatus(fields),
    startAtSec,
    endAtSec: Math.max(startAtSec, end ?? startAtSec),
    liveType: readLiveType(fields['live_type']),
    features: readFeatures(fields),
    isFeedsPublic: flagOf(fields['is_feeds_public'], true),
    ...readGoods(fields['goods']),
  }
}

/** WeChat's sample misspells the field, and so did its servers (WxJava#1429). */
function readLiveStatus(fields: Fields): LiveStatusCode | null {
  const raw = parseWholeNumber(fields['live_status'] ?? fields['live_satus'])
  return LIVE_STATUS_CODES.find((code) => code === raw) ?? null
}

function readLiveType(value: unknown): LiveType | null {
  switch (parseWholeNumber(value)) {
    case 0:
      return 'phone'
    case 1:
      return 'push-stream'
    case undefined:
    default:
      return null
  }
}

/** A missing switch has the default of createRoom (contract B2). */
function readFeatures(fields: Fields): RoomFeatures {
  const isOpen = (name: string, isOpenByDefault: boolean) => !flagOf(fields[name], !isOpenByDefault)
  return {
    likes: isOpen('close_like', true),
    goodsShelf: isOpen('close_goods', true),
    comments: isOpen('close_comment', true),
    customerService: isOpen('close_kf', false),
    replay: isOpen('close_replay', false),
  }
}

/** Goods without duplicates, in WeChat's order. Goods that cannot be shown are left out and counted. */
function readGoods(rows: unknown): Pick<CatalogRoom, 'goods' | 'goodsDropped'> {
  const byKey = new Map<string, CatalogGoods>()
  let goodsDropped = 0
  for (const row of Array.isArray(rows) ? rows : []) {
    const goods = readOneGoods(row)
    if (goods === undefined) goodsDropped += 1
    else if (!byKey.has(keyOf(goods))) byKey.set(keyOf(goods), goods)
  }
  return { goods: [...byKey.values()], goodsDropped }
}

/** Rooms of 2020 have no goods_id; page and title identify their goods. */
function keyOf({ goodsId, path, query, title }: CatalogGoods): string {
  return goodsId === null ? JSON.stringify([path, query, title]) : String(goodsId)
}

/** Goods need a price to be shown and a page to be opened. */
function readOneGoods(row: unknown): CatalogGoods | undefined {
  const fields = fieldsOf(row)
  if (fields === undefined) return undefined
  const page = pageAddress(fields['url'])
  const price = readPrice(fields)
  if (page === undefined || price === undefined) return undefined
  return {
    goodsId: idOf(fields['goods_id']) ?? null,
    title: textOf(fields['name']),
    coverUrl: mediaUrl(fields['cover_img']),
    price,
    path: page.path,
    query: page.query,
    sellerAppId: textOf(fields['third_party_appid']),
  }
}
