import type { Clock } from '../clock'
import { explainGrant } from '../quota/explain'
import type { QuotaLedger } from '../quota/ledger'
import { goodsDroppedIn, type Snapshot, type SnapshotStore } from '../store/snapshot'
import type { Trouble } from '../sync/refresher'
import type { ReadHealth } from './routes/health'
import type { Readiness } from './schemas/health'

export interface HealthParts {
  /** `off`: there is no list to read and no call to count. */
  readonly liveRooms?: Readiness['liveRooms']
  readonly current: () => Snapshot | undefined
  readonly store: Pick<SnapshotStore, 'check'>
  readonly ledger: Pick<QuotaLedger, 'usage'>
  readonly trouble: () => Trouble | undefined
  readonly clock: Clock
}

const toSec = (ms: number) => Math.floor(ms / 1000)

/**
 * Ready means that the list can be read from storage and that calls can be counted; what is in memory
 * is served either way. WeChat being down, or refusing us, does not make this process unready: taking
 * it out of service would help nobody.
 */
export function createHealth(parts: HealthParts): ReadHealth {
  const { current, store, ledger, trouble, clock, liveRooms = 'on' } = parts
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
    const problem = trouble()
    return {
      liveRooms,
      ready: storage === 'ok' && usage.kind === 'known',
      storage: storage === 'ok' && usage.kind === 'ledger-down' ? explainGrant(usage) : storage,
      snapshot: aboutSnapshot(current(), nowMs),
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
              pause: problem.pause === undefined ? null : aboutPause(problem.pause),
            },
    }
  }
}

function aboutPause({ end, untilMs }: NonNullable<Trouble['pause']>) {
  return { end, nextTryAtSec: untilMs === null ? null : toSec(untilMs) }
}

function aboutSnapshot(snapshot: Snapshot | undefined, nowMs: number): Readiness['snapshot'] {
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
