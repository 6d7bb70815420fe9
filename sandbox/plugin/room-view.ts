import type { RoomAnswer, WireGoods, WireRoom } from './rooms'

/** The data of the room page, with all texts ready. */
export type RoomView =
  | { readonly kind: 'loading' }
  | { readonly kind: 'gone'; readonly title: string; readonly note: string }
  | {
      readonly kind: 'room'
      readonly title: string
      readonly coverUrl: string
      readonly anchorName: string
      readonly anchorInitial: string
      readonly anchorNote: string
      readonly stage: StageView
      readonly goods: readonly GoodsView[]
    }

/** `live`: the video is visible; `wait`: it may continue; `over`: it has ended; `silent`: unknown. */
export interface StageView {
  readonly tone: 'live' | 'wait' | 'over' | 'silent'
  readonly badge: string
  readonly title: string
  readonly note: string
  /** True only before the broadcast. */
  readonly canSubscribe: boolean
}

export interface GoodsView {
  /** WeChat's goods id, or the position in the list if there is none. */
  readonly key: string
  readonly url: string
  readonly appId: string
  readonly title: string
  readonly coverUrl: string
  readonly yuan: string
  /** For example '.90'; '' for whole yuan. */
  readonly fen: string
  /** Upper end of a range, for example '–39.90'; otherwise ''. */
  readonly upTo: string
  /** Original price, for example '¥39.90'; otherwise ''. */
  readonly before: string
  readonly ariaLabel: string
}

/** Keeps `previous` while the network is down, so that the screen does not become empty. */
export function roomView(answer: RoomAnswer, previous: RoomView, nowMs: number): RoomView {
  switch (answer.kind) {
    case 'room':
      return drawRoom(answer.room, nowMs)
    case 'no-room':
      return { kind: 'gone', title: '直播间不存在', note: '链接可能有误，或直播间已被删除' }
    case 'unreachable':
      return previous.kind === 'room'
        ? previous
        : { kind: 'gone', title: '进不了直播间', note: '网络不佳，正在重试' }
  }
}

function drawRoom(room: WireRoom, nowMs: number): RoomView {
  return {
    kind: 'room',
    title: room.name,
    coverUrl: cleanAddress(room.cover_img),
    anchorName: room.anchor_name,
    anchorInitial: Array.from(room.anchor_name)[0] ?? '播',
    anchorNote: `${startText(room.start_time, nowMs)} 开播`,
    stage: stageOf(room, nowMs),
    goods: room.goods.map(drawGoods),
  }
}

/** The seven status codes in WeChat's words. Any other code, such as 0, shows no status. */
function stageOf(room: WireRoom, nowMs: number): StageView {
  const stage = (tone: StageView['tone'], badge: string, title = '', note = ''): StageView => ({
    ...{ tone, badge, title, note, canSubscribe: false },
  })
  switch (room.live_status) {
    case 101:
      return stage('live', '直播中')
    case 102: {
      const start = startText(room.start_time, nowMs)
      return { ...stage('wait', '未开始', '直播还没开始', `${start} 开播`), canSubscribe: true }
    }
    case 103:
      return stage('over', '已结束', '直播已结束', '谢谢观看')
    case 104:
      return stage('over', '禁播', '直播已被停播', '商品仍可浏览')
    case 105:
      return stage('wait', '暂停中', '直播暂停中', '请稍候')
    case 106:
      return stage('wait', '主播暂时离开', '主播暂时离开', '请稍候，主播可能马上回来')
    case 107:
      return stage('over', '已过期', '直播已过期', '主播没有在约定的时间开播')
    default:
      return stage('silent', '')
  }
}

const SHANGHAI_MS = 8 * 3_600_000
const DAY_MS = 86_400_000

/** For example '今天 20:00', '明天 20:00', '11月28日 20:00': Shanghai time, whatever the phone's zone. */
export function startText(startSec: number, nowMs: number): string {
  const start = new Date(startSec * 1000 + SHANGHAI_MS)
  const pad = (value: number) => String(value).padStart(2, '0')
  const clock = `${pad(start.getUTCHours())}:${pad(start.getUTCMinutes())}`
  const days = Math.floor(start.getTime() / DAY_MS) - Math.floor((nowMs + SHANGHAI_MS) / DAY_MS)
  if (days === 0) return `今天 ${clock}`
  if (days === 1) return `明天 ${clock}`
  if (days === -1) return `昨天 ${clock}`
  return `${start.getUTCMonth() + 1}月${start.getUTCDate()}日 ${clock}`
}

function drawGoods(goods: WireGoods, index: number): GoodsView {
  const { price, price2, price_type: type } = goods
  const nowFen = type === 3 ? price2 : price
  const upTo = type === 2 ? `–${money(price2)}` : ''
  const before = type === 3 ? `¥${money(price)}` : ''
  const [yuan = '', fen] = money(nowFen).split('.')
  return {
    key: String(goods.goods_id ?? `at-${index}`),
    url: goods.url,
    appId: goods.third_party_appid,
    title: goods.name,
    coverUrl: cleanAddress(goods.cover_img),
    yuan,
    fen: fen === undefined ? '' : `.${fen}`,
    upTo,
    before,
    ariaLabel: `${goods.name}，${money(nowFen)}${upTo} 元`,
  }
}

/** For example '19.90', '59'. Integer arithmetic, so that 1990 分 is never 19.900000000000002. */
function money(fen: number): string {
  const yuan = String(Math.floor(fen / 100))
  const rest = fen % 100
  return rest === 0 ? yuan : `${yuan}.${String(rest).padStart(2, '0')}`
}

/** Some addresses have a doubled scheme or backslashes. */
function cleanAddress(address: string): string {
  return address.replaceAll('\\', '').replace(/^(?:https?:\/\/)+(?=https?:\/\/)/, '')
}
