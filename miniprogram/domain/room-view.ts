import { goodsView } from './goods-view'
import { codeOf } from './live-status-code'
import type { LiveStatus, LiveStatusCode } from './live-status-code'
import type { Room } from './room'
import { aloud, text } from './text'
import type { Text } from './text/zh'
import { clockText, dayText, startText } from './time'
import type { BadgeView, RoomAction, RoomView } from './view'

export interface RoomNow {
  /** The plugin's newer word on the room. Unknown says nothing: the back end's last word stays. */
  readonly live?: LiveStatus | undefined
  readonly subscribed?: boolean
}

interface State {
  /** 'soon': how long until it starts. */
  readonly words: keyof Text['status'] | 'soon'
  readonly tone: BadgeView['tone']
  readonly action: RoomAction
}

/** The table of docs/ux.md, and nothing beside it. */
const STATES: Readonly<Record<LiveStatusCode, State>> = {
  101: { words: 'live', tone: 'live', action: 'enter' },
  102: { words: 'soon', tone: 'soon', action: 'subscribe' },
  103: { words: 'ended', tone: 'mute', action: 'goods' },
  104: { words: 'banned', tone: 'mute', action: 'none' },
  105: { words: 'paused', tone: 'away', action: 'enter' },
  106: { words: 'away', tone: 'away', action: 'enter' },
  107: { words: 'expired', tone: 'mute', action: 'none' },
}

const WITH_REPLAY: State = { words: 'endedWithReplay', tone: 'mute', action: 'replay' }

/** A room as a card draws it at this moment. */
export function roomView(room: Room, nowMs: number, now?: RoomNow): RoomView {
  const code = shownCode(room, nowMs, now?.live)
  const state = code === 103 && room.hasReplay ? WITH_REPLAY : code === null ? null : STATES[code]
  const action = actionOf(state, room)
  const subscribed = now?.subscribed === true
  const goodsCountText = room.goodsCount > 0 ? text.card.goodsCount(room.goodsCount) : ''
  const anchor = room.anchorName === '' ? '' : text.card.anchor(room.anchorName)
  const { comma } = text.card
  return {
    roomId: room.roomId,
    title: room.title,
    coverUrl: room.coverUrl,
    anchorName: room.anchorName,
    badge: state === null ? null : { text: wordsOf(state, room, nowMs), tone: state.tone },
    clockText: clockText(room.startAtSec),
    dayText: dayText(room.startAtSec, nowMs),
    action,
    actionText:
      code === 102 && subscribed
        ? text.action.subscribed
        : action === 'none'
          ? ''
          : text.action[action],
    subscribed,
    goodsCountText,
    goods: room.goods.map(goodsView),
    about: comma + aloud([room.title, anchor, goodsCountText]) + comma,
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

function wordsOf({ words }: State, room: Room, nowMs: number): string {
  return words === 'soon' ? startText(room.startAtSec, nowMs) : text.status[words]
}

/** A room whose status nobody knows may be entered; a shelf without goods is no way on. */
function actionOf(state: State | null, room: Room): RoomAction {
  if (state === null) return 'enter'
  return state.action === 'goods' && room.goodsCount === 0 ? 'none' : state.action
}
