import { goodsView } from './goods-view'
import { codeOf } from './live-status-code'
import type { LiveStatus, LiveStatusCode } from './live-status-code'
import type { Room } from './room'
import { text } from './text'
import { clockText, dayText, startText } from './time'
import type { BadgeView, RoomAction, RoomView } from './view'

export interface RoomNow {
  /** The plugin's newer word on the room. Unknown says nothing: the back end's last word stays. */
  readonly live?: LiveStatus | undefined
  readonly subscribed?: boolean
}

/** A room as a card draws it at this moment. The table of docs/ux.md, and nothing beside it. */
export function roomView(room: Room, nowMs: number, now?: RoomNow): RoomView {
  const code = shownCode(room, nowMs, now?.live)
  const action = actionOf(code, room)
  const subscribed = now?.subscribed === true
  const goodsCountText = room.goodsCount > 0 ? text.card.goodsCount(room.goodsCount) : ''
  return {
    roomId: room.roomId,
    title: room.title,
    coverUrl: room.coverUrl,
    anchorName: room.anchorName,
    badge: badgeOf(code, room, nowMs),
    clockText: clockText(room.startAtSec),
    dayText: dayText(room.startAtSec, nowMs),
    action,
    actionText: code === 102 && subscribed ? text.action.subscribed : actionTextOf(action),
    subscribed,
    goodsCountText,
    goods: room.goods.map(goodsView),
    about: text.card.about([
      room.title,
      room.anchorName === '' ? '' : text.card.anchor(room.anchorName),
      goodsCountText,
    ]),
  }
}

/**
 * The status that a card goes by; for pages that must decide as the card does. null: unknown.
 * @param live the plugin's newer word. Unknown says nothing: the back end's last word stays.
 */
export function shownCode(room: Room, nowMs: number, live?: LiveStatus): LiveStatusCode | null {
  const code = (live === undefined ? null : codeOf(live)) ?? codeOf(room.liveStatus)
  // WeChat may list an expired room as not started for long after its planned end (contract D12)
  return code === 102 && nowMs > room.endAtSec * 1000 ? 107 : code
}

function badgeOf(code: LiveStatusCode | null, room: Room, nowMs: number): BadgeView | null {
  switch (code) {
    case 101:
      return { text: text.status.live, tone: 'live' }
    case 102:
      return { text: startText(room.startAtSec, nowMs), tone: 'soon' }
    case 103:
      return {
        text: room.hasReplay ? text.status.endedWithReplay : text.status.ended,
        tone: 'mute',
      }
    case 104:
      return { text: text.status.banned, tone: 'mute' }
    case 105:
      return { text: text.status.paused, tone: 'away' }
    case 106:
      return { text: text.status.away, tone: 'away' }
    case 107:
      return { text: text.status.expired, tone: 'mute' }
    case null:
      return null
  }
}

function actionOf(code: LiveStatusCode | null, room: Room): RoomAction {
  switch (code) {
    case 101:
    case 105:
    case 106:
    case null:
      return 'enter'
    case 102:
      return 'subscribe'
    case 103:
      if (room.hasReplay) return 'replay'
      return room.goodsCount > 0 ? 'goods' : 'none'
    case 104:
    case 107:
      return 'none'
  }
}

function actionTextOf(action: RoomAction): string {
  return action === 'none' ? '' : text.action[action]
}
