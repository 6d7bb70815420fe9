import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { CatalogGoods, CatalogReplay, CatalogRoom } from '../../../../server/src/catalog/model'
import type { Clock } from '../../../../server/src/clock'
import type { Log } from '../../../../server/src/log'
import type { Usage } from '../../../../server/src/quota/types'
import type { KeptReplays, KeptRoom, Snapshot } from '../../../../server/src/store/snapshot'

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS

/** Sunday noon in Beijing: a day's calls are half-way through. */
export const NOON_MS = Date.parse('2026-11-22T12:00:00+08:00')
export const NOON_SEC = NOON_MS / 1000

/** A clock that moves only on request. */
export function aClock(nowMs = NOON_MS): Clock & { pass(ms: number): void; set(ms: number): void } {
  let now = nowMs
  return {
    nowMs: () => now,
    pass: (ms) => {
      now += ms
    },
    set: (ms) => {
      now = ms
    },
  }
}

/** A room as getliveinfo lists it: live for 30 minutes, with 90 minutes left. */
export function aWechatRoom(over: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    name: '秋日羊绒专场',
    roomid: 7,
    cover_img: 'http://mmbiz.qpic.cn/cover.png',
    share_img: 'http://mmbiz.qpic.cn/share.png',
    feeds_img: 'http://mmbiz.qpic.cn/feeds.png',
    live_status: 101,
    start_time: NOON_SEC - 1800,
    end_time: NOON_SEC + 5400,
    anchor_name: '小满',
    live_type: 0,
    close_like: 0,
    close_goods: 0,
    close_comment: 0,
    close_kf: 1,
    close_replay: 1,
    is_feeds_public: 1,
    creater_openid: 'o0000000000000000000000000000',
    goods: [aWechatGoods()],
    ...over,
  }
}

export function aWechatGoods(over: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    goods_id: 11,
    name: '羊绒围巾',
    cover_img: 'http://mmbiz.qpic.cn/goods.png',
    url: 'pages/product-detail/product-detail.html?product_id=1026811',
    price: 9900,
    price2: 0,
    price_type: 1,
    third_party_appid: '',
    ...over,
  }
}

export function aGoods(over: Partial<CatalogGoods> = {}): CatalogGoods {
  return {
    goodsId: 11,
    title: '羊绒围巾',
    coverUrl: 'https://mmbiz.qpic.cn/goods.png',
    price: { kind: 'single', priceFen: 9900 },
    path: 'pages/product-detail/product-detail',
    query: 'product_id=1026811',
    sellerAppId: '',
    ...over,
  }
}

/** The shop's own goods by number; the merchant's id is P and the number. */
export const goodsNo = (number: number): CatalogGoods =>
  aGoods({ goodsId: number, query: `product_id=P${number}` })

export function aRoom(over: Partial<CatalogRoom> = {}): CatalogRoom {
  return {
    roomId: 7,
    title: '秋日羊绒专场',
    coverUrl: 'https://mmbiz.qpic.cn/cover.png',
    shareImageUrl: 'https://mmbiz.qpic.cn/share.png',
    feedsImageUrl: 'https://mmbiz.qpic.cn/feeds.png',
    anchorName: '小满',
    liveStatus: 101,
    startAtSec: NOON_SEC - 1800,
    endAtSec: NOON_SEC + 5400,
    liveType: 'phone',
    features: {
      likes: true,
      goodsShelf: true,
      comments: true,
      customerService: false,
      replay: false,
    },
    isFeedsPublic: true,
    goods: [aGoods()],
    goodsDropped: 0,
    ...over,
  }
}

export function aKeptRoom(room: Partial<CatalogRoom> = {}, over: Partial<KeptRoom> = {}): KeptRoom {
  return {
    room: aRoom(room),
    missedWalks: 0,
    endedAtMs: null,
    place: 0,
    seenAtMs: NOON_MS,
    lookedAtMs: NOON_MS,
    ...over,
  }
}

export function aReplay(over: Partial<CatalogReplay> = {}): CatalogReplay {
  return {
    url: 'https://1.vod2.myqcloud.com/f0.mp4',
    format: 'mp4',
    createdAtSec: NOON_SEC - 3600,
    expiresAtSec: NOON_SEC + 86_400,
    ...over,
  }
}

export function keptReplays(over: Partial<KeptReplays> = {}): KeptReplays {
  return { roomId: 7, replays: [aReplay()], answers: 1, triedAtMs: NOON_MS, ...over }
}

export function aSnapshot(over: Partial<Snapshot> = {}): Snapshot {
  return {
    asOfMs: NOON_MS,
    freshUntilMs: NOON_MS + 10 * MINUTE_MS,
    walkedAtMs: NOON_MS,
    walkCalls: 1,
    frontAtMs: NOON_MS,
    pageRows: 100,
    dropped: 0,
    rooms: [aKeptRoom()],
    replays: [],
    ...over,
  }
}

/** By default every purpose may use all remaining calls. */
export function aUsage(over: Partial<Usage> = {}): Usage {
  const { used = 0, limit = 500, closed = false } = over
  const left = closed ? 0 : Math.max(0, limit - used)
  return {
    day: '2026-11-22',
    used,
    byPurpose: { sync: 0, replay: 0, manual: 0, reserve: 0 },
    left: { sync: left, replay: left, manual: left, reserve: left },
    limit,
    closed,
    resetAtMs: NOON_MS + 12 * HOUR_MS,
    aheadMs: null,
    ...over,
  }
}

export interface Logged {
  readonly level: 'info' | 'warn' | 'error'
  readonly event: unknown
  readonly fields: Record<string, unknown>
}

/** Records log lines. */
export function aLog(): Log & { readonly lines: Logged[]; events(): unknown[] } {
  const lines: Logged[] = []
  const write = (level: Logged['level']) => (fields: unknown) => {
    const known = typeof fields === 'object' && fields !== null ? { ...fields } : { fields }
    lines.push({ level, event: Reflect.get(known, 'event'), fields: known })
  }
  return {
    lines,
    events: () => lines.map(({ event }) => event),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  }
}

/** A temporary folder for each test. */
export function useTemporaryFolder(): () => string {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'live-shop-server-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  })
  return () => folder
}
