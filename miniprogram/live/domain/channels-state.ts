import { noticeToReserve, phaseOf, replaysOf } from './channels'
import type { ChannelsLive, ChannelsPhase } from './channels'
import type { ReplayStatus } from './channels'
import type { RoomState } from './room-state'

type PhaseWithOneState = Exclude<ChannelsPhase, 'ended' | 'unknown'>

const STATES: Readonly<Record<PhaseWithOneState, RoomState>> = {
  live: { label: 'live', tone: 'live', action: 'enter' },
  preparing: { label: 'preparing', tone: 'soon', action: 'none' },
  announced: { label: 'soon', tone: 'soon', action: 'none' },
  cancelled: { label: 'cancelled', tone: 'mute', action: 'none' },
  never: { label: 'never', tone: 'mute', action: 'none' },
}

const ENDED_LABELS: Readonly<Record<ReplayStatus, RoomState['label']>> = {
  none: 'ended',
  ready: 'endedWithReplay',
  generating: 'replayComing',
  expired: 'replayExpired',
  unknown: 'ended',
}

/** The card state of a Channels account. null: WeChat sent an undocumented status. */
export function channelsState(live: ChannelsLive, nowMs: number): RoomState | null {
  const phase = phaseOf(live, nowMs)
  if (phase === 'unknown') return null
  const state: RoomState =
    phase === 'ended'
      ? { label: ENDED_LABELS[live.latest.replay], tone: 'mute', action: 'none' }
      : STATES[phase]
  if (noticeToReserve(live, nowMs) !== null) return { ...state, action: 'reserve' }
  // an account with an upcoming broadcast does not offer replays
  return state.tone === 'mute' && replaysOf(live).length > 0
    ? { ...state, action: 'replay' }
    : state
}
