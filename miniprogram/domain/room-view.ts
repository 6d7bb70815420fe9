import { goodsView } from './goods-view'
import { codeOf } from './live-status-code'
import type { LiveStatus, LiveStatusCode } from './live-status-code'
import type { Room } from './room'
import { text } from './text'
import { clockText, dayText, momentText, startText } from './time'
import type { BadgeView, RoomAction, RoomView } from './view'

export interface RoomNow {
  /** The plugin's newer word on the room. Unknown says nothing: the back end's last word stays. */
  readonly live?: LiveStatus | undefined
  readonly subscribed?: boolean
}

/** A room as a card draws it at this moment. The table of docs/ux.md, and nothing beside it. */
export function roomView(room: Room, nowMs: number, now?: RoomNow): RoomView {
  const code = shownCode(room, nowMs, now?.live)
  const badge = badgeOf(code, room, nowMs)
  const action = actionOf(code, room)
  const subscribed = code === 102 && now?.subscribed === true
  const actionText = subscribed ? text.action.subscribed : actionTextOf(action)
  const timeText =
    code === 102 ? startText(room.startAtSec, nowMs) : momentText(room.startAtSec, nowMs)
  const goodsCountText = room.goodsCount > 0 ? text.card.goodsCount(room.goodsCount) : ''
  return {
    roomId: room.roomId,
    title: room.title,
    coverUrl: room.coverUrl,
    anchorName: room.anchorName,
    badge,
    timeText,
    clockText: clockText(room.startAtSec),
    dayText: dayText(room.startAtSec, nowMs),
    action,
    actionText,
    subscribed,
    goodsCountText,
    goods: room.goods.map(goodsView),
    ariaLabel: text.card.list([
      badge?.text ?? '',
      room.title,
      room.anchorName === '' ? '' : text.card.anchor(room.anchorName),
      // the badge of a room to come is its time: not twice
      code === 102 ? '' : timeText,
      goodsCountText,
      actionText,
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
      return { text: text.status.live, tone: 'live', moving: true }
    case 102:
      return still(startText(room.startAtSec, nowMs), 'soon')
    case 103:
      return still(room.hasReplay ? text.status.endedWithReplay : text.status.ended, 'mute')
    case 104:
      return still(text.status.banned, 'mute')
    case 105:
      return still(text.status.paused, 'away')
    case 106:
      return still(text.status.away, 'away')
    case 107:
      return still(text.status.expired, 'mute')
    case null:
      return null
  }
}

function still(words: string, tone: BadgeView['tone']): BadgeView {
  return { text: words, tone, moving: false }
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
