import { parsePageUrl } from '../paths'
import type { WarmEntry } from '../sim'

const ROOM_PAGE = 'plugin-private://wx2b03c6e691cd7370/pages/live-player-plugin'
const DOORWAY = 'packageA/pages/room/room'
const GOODS = 'pages/product-detail/product-detail'

/** A way to open the mini-program. */
export interface EntryOption {
  readonly scene: number
  readonly name: string
  readonly description: string
  /** Null: not available now. */
  readonly entry: WarmEntry | null
}

export interface EntryContext {
  readonly firstPage: string
  readonly liveRoom: { readonly roomId: number; readonly title: string } | null
  /** Whether the shop has Channels accounts. Their broadcasts add entries. */
  readonly hasChannels: boolean
  /** The first prefix in the app's config.ts, or null. */
  readonly qrLinkPrefix: string | null
  /** From the plugin stand-in: the last shared card and the last reminder. */
  readonly lastShare: Card | null
  readonly lastReminder: Card | null
}

export interface Card {
  readonly scene: number
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly shareTicket?: string
}

export function entryOptions(leads: EntryContext): EntryOption[] {
  const { firstPage, liveRoom, lastShare, lastReminder, hasChannels, qrLinkPrefix } = leads
  const room = liveRoom === null ? null : String(liveRoom.roomId)
  const inRoom = liveRoom === null ? '现在没有直播' : liveRoom.title
  return [
    {
      scene: 1001,
      name: '首页',
      description: '从最近使用进入；热启动时保留页面',
      entry: { scene: 1001, path: firstPage },
    },
    {
      scene: 1044,
      name: '群聊卡片',
      description: `带 shareTicket，进直播间：${inRoom}`,
      entry:
        room === null
          ? null
          : {
              scene: 1044,
              path: ROOM_PAGE,
              query: { room_id: room },
              shareTicket: 'sandbox-share-ticket',
            },
    },
    {
      scene: 1047,
      name: '直播间小程序码',
      description: `scene=room_id%3D${room ?? '…'}，打开门厅页：${inRoom}`,
      entry:
        room === null
          ? null
          : { scene: 1047, path: DOORWAY, query: { scene: `room_id%3D${room}` } },
    },
    qrLinkEntry(firstPage, qrLinkPrefix, room),
    {
      scene: 1058,
      name: '公众号文章卡片',
      description: `type=10，进直播间：${inRoom}`,
      entry:
        room === null
          ? null
          : { scene: 1058, path: ROOM_PAGE, query: { room_id: room, type: '10' } },
    },
    {
      scene: 1154,
      name: '朋友圈',
      description: `单页模式，不能跳转：${inRoom}`,
      entry: room === null ? null : { scene: 1154, path: DOORWAY, query: { room_id: room } },
    },
    {
      scene: lastShare?.scene ?? 1007,
      name: '刚分享的卡片',
      description: lastShare?.path ?? '先在小程序里点一次分享',
      entry: lastShare === null ? null : asEntry(lastShare),
    },
    {
      scene: 1014,
      name: '开播提醒',
      description: lastReminder === null ? '先订阅一场预告' : '订阅过的直播开播了',
      entry: lastReminder === null ? null : asEntry(lastReminder),
    },
    ...(hasChannels ? channelsEntries(firstPage) : []),
  ]
}

const EXAMPLE_PREFIX = 'https://shop.example/live'
/** A fixed time: a changing value would redraw the entry under the pointer. */
const SCANNED_AT_SEC = String(Math.floor(Date.now() / 1000))

/**
 * A QR code with a plain link. WeChat opens the page configured in its console, here the first page, and
 * passes the encoded link. @see introduction/qrcode
 */
function qrLinkEntry(firstPage: string, prefix: string | null, room: string | null): EntryOption {
  const url = `${prefix ?? EXAMPLE_PREFIX}${prefix?.includes('?') === true ? '&' : '?'}room_id=${room ?? '…'}`
  const ends = prefix === null ? '；config.ts 未配置该前缀，小程序会忽略它' : ''
  return {
    scene: 1011,
    name: '普通链接二维码',
    description: `${url}，打开后台配置的页面${ends}`,
    entry:
      room === null
        ? null
        : {
            scene: 1011,
            path: firstPage,
            query: {
              q: encodeURIComponent(url),
              scancode_time: SCANNED_AT_SEC,
            },
          },
  }
}

/** Entries from a Channels broadcast; both have the sharer's data (wx.getChannelsShareKey). */
function channelsEntries(firstPage: string): EntryOption[] {
  return [
    {
      scene: 1177,
      name: '视频号直播间的商品',
      description: '带分享信息，进商品页',
      entry: { scene: 1177, path: GOODS, query: { product_id: '1026001' } },
    },
    {
      scene: 1184,
      name: '视频号直播间的小程序',
      description: '带分享信息，进首页',
      entry: { scene: 1184, path: firstPage },
    },
  ]
}

/** The address for a cold start. The number makes every start a new page load. */
export function coldUrl(
  { scene, path, query = {}, shareTicket }: WarmEntry,
  start: number,
): string {
  const search = new URLSearchParams({ scene: String(scene) })
  if (shareTicket !== undefined) search.set('shareTicket', shareTicket)
  search.set('start', String(start))
  const pairs = Object.entries(query).map(([key, value]) => `${key}=${value}`)
  const hash = pairs.length === 0 ? path : `${path}?${pairs.join('&')}`
  return `app.html?${search.toString()}#${hash}`
}

function asEntry({ scene, path, query, shareTicket }: Card): WarmEntry {
  const parsed = parsePageUrl(path)
  return {
    scene,
    path: parsed.path,
    query: { ...parsed.query, ...query },
    ...(shareTicket === undefined ? {} : { shareTicket }),
  }
}
