import type { Clock } from '../clock'
import { explainGrant } from '../quota/explain'
import type { QuotaLedger } from '../quota/types'
import { goodsDroppedIn, type Snapshot, type SnapshotStore } from '../store/snapshot'
import type { ReadHealth } from './routes/health'
import type { Readiness } from './schemas/health'
import type { LastError } from '../sync/types'

export interface HealthParts {
  /** `off`: the list is empty and no call is counted. */
  readonly liveRooms?: Readiness['liveRooms']
  readonly current: () => Snapshot | undefined
  readonly store: Pick<SnapshotStore, 'check'>
  readonly ledger: Pick<QuotaLedger, 'usage'>
  readonly lastError: () => LastError | undefined
  readonly clock: Clock
}

const toSec = (ms: number) => Math.floor(ms / 1000)

/**
 * Ready means that the list can be read from storage and calls can be counted. The list in memory
 * is served in any case. An outage or a refusal of WeChat does not make this process unready,
 * because taking it out of service would not help.
 */
export function createHealth(parts: HealthParts): ReadHealth {
  const { current, store, ledger, lastError, clock, liveRooms = 'on' } = parts
  const checkStorage = () =>
    store.check().then(
      () => 'ok',
      () =>
        'The list cannot be read. Check DATABASE_FILE and its disk; with STORE=redis, check Redis.',
    )
  if (liveRooms === 'off')
    return async () => {
      const storage = await checkStorage()
      const ready = storage === 'ok'
      return { ready, liveRooms, storage, snapshot: null, quota: null, lastWechatError: null }
    }
  return async () => {
    const nowMs = clock.nowMs()
    const [usage, storage] = await Promise.all([ledger.usage(), checkStorage()])
    const problem = lastError()
    return {
      liveRooms,
      ready: storage === 'ok' && usage.kind === 'known',
      storage: storage === 'ok' && usage.kind === 'ledger-down' ? explainGrant(usage) : storage,
      snapshot: snapshotStatus(current(), nowMs),
      quota:
        usage.kind === 'known'
          ? {
              day: usage.usage.day,
              used: usage.usage.used,
              limit: usage.usage.limit,
              closed: usage.usage.closed,
              resetAtSec: toSec(usage.usage.resetAtMs),
            }
          : null,
      lastWechatError:
        problem === undefined
          ? null
          : {
              atSec: toSec(problem.atMs),
              code: problem.code,
              whatToDo: problem.whatToDo,
              pause: problem.pause === undefined ? null : pauseStatus(problem.pause),
            },
    }
  }
}

function pauseStatus({ end, untilMs }: NonNullable<LastError['pause']>) {
  return { end, nextTryAtSec: untilMs === null ? null : toSec(untilMs) }
}

function snapshotStatus(snapshot: Snapshot | undefined, nowMs: number): Readiness['snapshot'] {
  if (snapshot === undefined) return null
  return {
    asOfSec: toSec(snapshot.asOfMs),
    ageSec: Math.max(0, toSec(nowMs - snapshot.asOfMs)),
    stale: nowMs > snapshot.freshUntilMs,
    rooms: snapshot.rooms.length,
    dropped: snapshot.dropped,
    goodsDropped: goodsDroppedIn(snapshot),
  }
}
