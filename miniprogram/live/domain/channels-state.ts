import { noticeToReserve, phaseOf, replaysOf } from './channels'
import type { ChannelsLive, ChannelsPhase } from './channels'
import type { ReplayStatus } from './channels'
import type { RoomState } from './room-state'

type Still = Exclude<ChannelsPhase, 'ended' | 'unknown'>

const STATES: Readonly<Record<Still, RoomState>> = {
  live: { words: 'live', tone: 'live', action: 'enter' },
  preparing: { words: 'preparing', tone: 'soon', action: 'none' },
  announced: { words: 'soon', tone: 'soon', action: 'none' },
  cancelled: { words: 'cancelled', tone: 'mute', action: 'none' },
  never: { words: 'never', tone: 'mute', action: 'none' },
}

const ENDED: Readonly<Record<ReplayStatus, RoomState['words']>> = {
  none: 'ended',
  ready: 'endedWithReplay',
  generating: 'replayComing',
  expired: 'replayExpired',
  unknown: 'ended',
}

/** A Channels account as its card says it; null: WeChat said what nobody documented. */
export function channelsState(live: ChannelsLive, nowMs: number): RoomState | null {
  const phase = phaseOf(live, nowMs)
  if (phase === 'unknown') return null
  const state: RoomState =
    phase === 'ended'
      ? { words: ENDED[live.latest.replay], tone: 'mute', action: 'none' }
      : STATES[phase]
  if (noticeToReserve(live, nowMs) !== null) return Object.assign({}, state, { action: 'reserve' })
  // what is to come has no time for what has been
  return state.tone === 'mute' && replaysOf(live).length > 0
    ? Object.assign({}, state, { action: 'replay' })
    : state
}
