import type { CatalogueGoods, CatalogueReplay, CatalogueRoom } from './catalogue/types'
import { liveStatusOf } from './rooms'
import type { Wechat } from './wechat'

/** Converts the catalogue to WeChat's fields, units and spellings. @see contract B3 */
export function wireRoom(wechat: Wechat, room: CatalogueRoom): Record<string, unknown> {
  const { misspelledStatus, leaveOutOptional } = wechat.options
  const liveStatus = liveStatusOf(wechat, room)
  const optional = {
    feeds_img: image(wechat, `rooms/${room.roomId}/feeds`),
    live_type: room.liveType,
    close_like: 0,
    close_goods: 0,
    close_comment: 0,
    close_kf: 1,
    close_replay: room.replays.length > 0 ? 0 : 1,
    is_feeds_public: 1,
    creater_openid: 'oSandboxCreator0000000000001',
  }
  return {
    name: room.name,
    roomid: room.roomId,
    cover_img: image(wechat, `rooms/${room.roomId}/cover`),
    share_img: image(wechat, `rooms/${room.roomId}/share`),
    // Spellings of the sample of 2020, which merchants still receive (WxJava#1429).
    ...(misspelledStatus
      ? { live_satus: liveStatus, anchor_img: image(wechat, `rooms/${room.roomId}/feeds`) }
      : { live_status: liveStatus }),
    start_time: Math.floor(room.startAtMs / 1000),
    end_time: Math.floor(room.endAtMs / 1000),
    anchor_name: room.anchorName,
    ...(leaveOutOptional ? {} : optional),
    goods: wireGoodsList(wechat, room),
  }
}

/** Products in rooms of 2020 have no goods_id. */
export function wireGoodsList(wechat: Wechat, room: CatalogueRoom): Record<string, unknown>[] {
  const withoutIds = room.withoutGoodsIds || wechat.options.leaveOutGoodsIds
  return room.goods.map((goods) =>
    withoutIds
      ? wireGoods(wechat, goods)
      : { goods_id: goods.goodsId, ...wireGoods(wechat, goods) },
  )
}

function wireGoods(wechat: Wechat, goods: CatalogueGoods): Record<string, unknown> {
  return {
    name: goods.name,
    cover_img: image(wechat, `goods/${goods.goodsId}`),
    url: goods.url,
    ...wirePrice(goods),
    third_party_appid: goods.thirdPartyAppid,
  }
}

/** In fen. Type 1: `price`. Type 2: `price` to `price2`. Type 3: original `price`, current `price2`. */
function wirePrice({ price }: CatalogueGoods): Record<string, number> {
  switch (price.kind) {
    case 'single':
      return { price: price.priceFen, price2: 0, price_type: 1 }
    case 'range':
      return { price: price.minFen, price2: price.maxFen, price_type: 2 }
    case 'discount':
      return { price: price.originalFen, price2: price.priceFen, price_type: 3 }
  }
}

export function wireReplay(
  wechat: Wechat,
  room: CatalogueRoom,
  replay: CatalogueReplay,
  segment: number,
): Record<string, string> {
  return {
    ...replayDates(wechat, replay),
    media_url: `${wechat.baseUrl}/media/${room.roomId}/${segment}.${replay.format}`,
  }
}

function replayDates(wechat: Wechat, { createdAtMs, expiresAtMs }: CatalogueReplay) {
  switch (wechat.options.replayDates) {
    case 'right':
      return { create_time: isoSeconds(createdAtMs), expire_time: isoSeconds(expiresAtMs) }
    case 'out-of-range':
      return { create_time: '2106-02-07T14:28:15', expire_time: '2116-02-07T14:28:15Z' }
    case 'with-space':
      return { create_time: beijingWords(createdAtMs), expire_time: beijingWords(expiresAtMs) }
  }
}

/** @example '2019-11-12 11:49:55' */
function beijingWords(epochMs: number): string {
  return new Date(epochMs + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
}

/** @example '2019-11-12T03:49:55Z' */
function isoSeconds(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}Z`
}

/** Image addresses in the observed forms (D15). `escaped` is applied to the raw JSON in odd-body.ts. */
function image(wechat: Wechat, name: string): string {
  const url = `${wechat.baseUrl}/pictures/${name}.svg`
  switch (wechat.options.imageUrls) {
    case 'plain':
    case 'escaped':
      return url
    case 'doubled':
      return `http://${url}`
    case 'backslashes':
      return url.replaceAll('/', '\\/')
  }
}
