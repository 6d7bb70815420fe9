import { createLedger } from '../../server/src/quota/ledger'
import type { Snapshot } from '../../server/src/store/snapshot'
import { createRefresher } from '../../server/src/sync/refresher'
import type { LiveInfo, LiveInfoAnswer } from '../../server/src/wechat/live-info'
import { watchOf } from './delays'
import type { Outcome } from './outcome'
import { DAY_END_MS, DAY_START_MS, type Trace } from './trace'
import { simulatedWechat } from './wechat'
import type { Purpose, QuotaState, QuotaStateStore } from '../../server/src/quota/types'

/** Duration of an answer, and the tick of the scheduler. */
const ANSWER_MS = 250
const TICK_MS = 1_000
/** Maximum wait, because the poll rate changes over time. */
const MAX_WAIT_MS = 60_000

/** The back end's refresher, planner, merge and ledger, starting at midnight without a snapshot. */
export async function ours(trace: Trace, refreshMs: number): Promise<Outcome> {
  let nowMs = DAY_START_MS + TICK_MS
  const clock = { nowMs: () => nowMs }
  const wechat = simulatedWechat(trace, clock)
  const ledger = createLedger(createMemoryStore(clock.nowMs), { limit: trace.limit, clock })
  const watch = watchOf(trace)
  let snapshot: Snapshot | undefined

  const granted = async (
    purpose: Purpose,
    call: () => Promise<LiveInfoAnswer>,
  ): Promise<LiveInfoAnswer> => {
    const grant = await ledger.reserve(purpose)
    if (grant.kind !== 'granted') return { kind: 'not-granted', grant }
    nowMs += ANSWER_MS
    return call()
  }
  const liveInfo: LiveInfo = {
    listRooms: (start, limit) => granted('sync', () => wechat.listRooms(start, limit)),
    listReplays: (roomId, start, limit) =>
      granted('replay', () => wechat.listReplays(roomId, start, limit)),
  }
  const data = {
    current: () => snapshot,
    replace: (next: Snapshot) => {
      snapshot = next
      watch.look(knownIn(next), nowMs)
      return Promise.resolve()
    },
  }
  const refresher = createRefresher({ liveInfo, data, ledger, clock, log: silent, refreshMs })

  while (nowMs < DAY_END_MS) {
    const step = await refresher.step()
    if (step.kind !== 'wait') continue
    const untilMs = Math.min(step.untilMs, nowMs + MAX_WAIT_MS)
    nowMs = Math.max(nowMs + TICK_MS, Math.ceil(untilMs / TICK_MS) * TICK_MS)
  }
  return { calls: wechat.calls(), overspent: wechat.overspent(), delays: watch.delays() }
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

function knownIn({ rooms, replays }: Snapshot) {
  const statusOf = new Map(rooms.map(({ room }) => [room.roomId, room.liveStatus]))
  const found = new Set(replays.filter((one) => one.replays.length > 0).map((one) => one.roomId))
  return (roomId: number) => {
    const liveStatus = statusOf.get(roomId)
    return liveStatus === undefined ? undefined : { liveStatus, hasReplay: found.has(roomId) }
  }
}

/** The ledger's state where nothing can be lost, and no disk is waited for. */
function createMemoryStore(nowMs: () => number): QuotaStateStore {
  let state: QuotaState = { days: [], upstreamLimit: null, settleUntilMs: 0 }
  return {
    change: (step) => {
      const { answer, state: next } = step(state, nowMs())
      state = next ?? state
      return Promise.resolve(answer)
    },
    read: () => Promise.resolve({ state, nowMs: nowMs() }),
  }
}
