import type { ChannelsLive } from './channels'
import { channelsRoom } from './channels-room'
import { channelsState } from './channels-state'
import { goodsView } from './goods-view'
import { codeOf } from './live-status-code'
import type { LiveStatus, LiveStatusCode } from './live-status-code'
import type { Room } from './room'
import type { RoomState } from './room-state'
import { joinForScreenReader, text } from './text'
import { clockText, dayText, startText } from './time'
import type { RoomAction, RoomView } from './view'

export interface RoomUpdates {
  /** A newer status from the poller. `unknown` is ignored: the back end's status stays. */
  readonly live?: LiveStatus | undefined
  readonly subscribed?: boolean
}

/** Label, colour and action of each status. */
const STATES: Readonly<Record<LiveStatusCode, RoomState>> = {
  101: { label: 'live', tone: 'live', action: 'enter' },
  102: { label: 'soon', tone: 'soon', action: 'subscribe' },
  103: { label: 'ended', tone: 'mute', action: 'goods' },
  104: { label: 'banned', tone: 'mute', action: 'none' },
  105: { label: 'paused', tone: 'away', action: 'enter' },
  106: { label: 'away', tone: 'away', action: 'enter' },
  107: { label: 'expired', tone: 'mute', action: 'none' },
}

const WITH_REPLAY: RoomState = { label: 'endedWithReplay', tone: 'mute', action: 'replay' }

/** The card of a room at this moment. */
export function roomView(given: Room, nowMs: number, now?: RoomUpdates): RoomView {
  const live = channelsLiveOf(now?.live) ?? channelsLiveOf(given.liveStatus)
  const room = live === null ? given : channelsRoom(live, nowMs)
  const state = live === null ? stateOf(room, nowMs, now?.live) : channelsState(live, nowMs)
  const action = actionOf(state, room)
  const subscribed = now?.subscribed === true
  const goodsCountText = room.goodsCount > 0 ? text.card.goodsCount(room.goodsCount) : ''
  const anchor = room.anchorName === '' ? '' : text.card.anchor(room.anchorName)
  const { startAtSec } = room
  const { comma } = text.card
  return {
    roomId: room.roomId,
    title: room.title,
    coverUrl: room.coverUrl,
    avatarUrl: room.avatarUrl ?? '',
    anchorName: room.anchorName,
    badge: state === null ? null : { text: badgeText(state, room, nowMs), tone: state.tone },
    clockText: startAtSec === null ? '' : clockText(startAtSec),
    dayText: startAtSec === null ? '' : dayText(startAtSec, nowMs),
    action,
    actionText:
      action === 'none' ? '' : text.action[subscribed ? REMINDER_SET_ACTIONS[action] : action],
    subscribed,
    goodsCountText,
    goods: room.goods.map(goodsView),
    about: comma + joinForScreenReader([room.title, anchor, goodsCountText]) + comma,
  }
}

/** The button text per action after the shopper has set a reminder. */
const REMINDER_SET_ACTIONS = {
  subscribe: 'subscribed',
  reserve: 'reserved',
  enter: 'enter',
  replay: 'replay',
  goods: 'goods',
} as const

/** The data of a Channels account; null for a room of the live component. */
export function channelsLiveOf(status: LiveStatus | undefined): ChannelsLive | null {
  return status?.kind === 'channels' ? status.live : null
}

/** null: unknown. */
function stateOf(room: Room, nowMs: number, live: LiveStatus | undefined): RoomState | null {
  const code = shownCode(room, nowMs, live)
  if (code === 103 && room.hasReplay) return WITH_REPLAY
  return code === null ? null : STATES[code]
}

/**
 * The status that the card shows, for pages that must decide as the card does. null: unknown.
 * @param live a newer status from the poller; `unknown` is ignored
 */
export function shownCode(room: Room, nowMs: number, live?: LiveStatus): LiveStatusCode | null {
  const code = (live === undefined ? null : codeOf(live)) ?? codeOf(room.liveStatus)
  // WeChat may list an expired room as not started long after its planned end (contract D12)
  return code === 102 && nowMs > room.endAtSec * 1000 ? 107 : code
}

function badgeText({ label }: RoomState, { startAtSec }: Room, nowMs: number): string {
  if (label !== 'soon') return text.status[label]
  return startAtSec === null ? text.time.soon : startText(startAtSec, nowMs)
}

/** A room of unknown status can be entered. Without goods there is no goods action. */
function actionOf(state: RoomState | null, room: Room): RoomAction {
  if (state === null) return 'enter'
  return state.action === 'goods' && room.goodsCount === 0 ? 'none' : state.action
}
