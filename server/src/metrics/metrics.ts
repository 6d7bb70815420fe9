import { Counter, Gauge, Registry } from 'prom-client'
import type { Clock } from '../clock'
import { PURPOSES, type QuotaLedger } from '../quota/types'
import { goodsDroppedIn, type Snapshot } from '../store/snapshot'
import type { Pause } from '../wechat/pauses'
import type { WechatEvents } from '../wechat/events'
import type { HttpMetrics } from './http-metrics'
import { createHistogram } from './histogram'

export interface Metrics extends HttpMetrics, WechatEvents {
  /** A step of the refresh ended. @param doing kind of the step */
  refreshed(doing: string, result: 'ok' | 'failed'): void
}

export interface MetricsParts {
  readonly clock: Clock
  readonly ledger: Pick<QuotaLedger, 'usage'>
  readonly current: () => Pick<Snapshot, 'asOfMs' | 'rooms' | 'dropped'> | undefined
  readonly tokenExpiresAtMs: () => number | undefined
  /** The current pause of calls, if any. */
  readonly pause?: () => Pick<Pause, 'errcode' | 'end'> | undefined
}

/** From an answer in memory to a request that waits for a refresh. */
const BUCKETS_SEC = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/**
 * Metrics in a registry of their own, so that two apps in one process stay apart. Labels have few
 * values, and none comes from a client.
 */
export function createMetrics(parts: MetricsParts): Metrics {
  const { clock, ledger, current, tokenExpiresAtMs, pause } = parts
  const registry = new Registry()
  const registers = [registry]
  const gauge = <L extends string = never>(name: string, help: string, labelNames: L[] = []) =>
    new Gauge({ name, help, labelNames, registers })
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter({ name, help, labelNames, registers })

  const ledgerUp = gauge('live_ledger_up', '1 if calls can be counted; 0: WeChat is not called')
  const used = gauge('live_quota_used', 'Calls of getliveinfo charged today (Beijing)')
  const limit = gauge('live_quota_limit', 'Calls of getliveinfo allowed today')
  const closed = gauge(
    'live_quota_closed',
    '1 after WeChat answered that the calls are used up (45009)',
  )
  const usedFor = gauge('live_quota_used_by_purpose', 'Calls charged today', ['purpose'])
  const leftFor = gauge('live_quota_left_by_purpose', 'Calls that each purpose could still make', [
    'purpose',
  ])
  const age = gauge(
    'live_snapshot_age_seconds',
    'Age of the last read from WeChat; absent before it',
  )
  const rooms = gauge('live_snapshot_rooms', 'Rooms that shoppers can see')
  const dropped = gauge(
    'live_snapshot_dropped',
    'Entries that cannot be shown: rooms of the last full scan, goods of the rooms shown',
    ['of'],
  )
  const tokenLife = gauge(
    'wechat_token_life_seconds',
    'Remaining life of the token; absent without one',
  )

  const paused = gauge('wechat_paused', '1 while calls are paused because WeChat refuses them', [
    'code',
    'end',
  ])

  const denied = counter('live_quota_denied_total', 'Calls that were not granted', [
    'purpose',
    'why',
  ])
  const refreshes = counter('live_refreshes_total', 'Steps of the refresh', ['doing', 'result'])
  const answers = counter('wechat_answers_total', 'Answers of WeChat: ok, errcode, or failure', [
    'path',
    'code',
  ])
  const mended = counter(
    'wechat_mended_total',
    'Characters removed from answers because JSON does not allow them: bom, control-character, escape, utf8',
    ['path', 'mend'],
  )
  const requests = createHistogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the arrival of a request to the last byte of its answer',
    bounds: BUCKETS_SEC,
  })
  // Start at 0, so that a rate includes the first refusal.
  for (const purpose of PURPOSES) denied.inc({ purpose, why: 'spent' }, 0)

  /** Reads the gauges on each scrape. An unknown value is left out, not reported as 0. */
  const updateGauges = async (): Promise<void> => {
    const nowMs = clock.nowMs()
    for (const one of [used, limit, closed, age, rooms, tokenLife]) one.remove()
    dropped.reset()
    usedFor.reset()
    leftFor.reset()
    paused.reset()
    const refusal = pause?.()
    if (refusal !== undefined) paused.set({ code: refusal.errcode, end: refusal.end }, 1)
    const answer = await ledger.usage()
    ledgerUp.set(answer.kind === 'known' ? 1 : 0)
    if (answer.kind === 'known') {
      const { usage } = answer
      used.set(usage.used)
      limit.set(usage.limit)
      closed.set(usage.closed ? 1 : 0)
      for (const purpose of PURPOSES) {
        usedFor.set({ purpose }, usage.byPurpose[purpose])
        leftFor.set({ purpose }, usage.left[purpose])
      }
    }
    const snapshot = current()
    if (snapshot !== undefined) {
      age.set(Math.max(0, (nowMs - snapshot.asOfMs) / 1000))
      rooms.set(snapshot.rooms.length)
      dropped.set({ of: 'rooms' }, snapshot.dropped)
      dropped.set({ of: 'goods' }, goodsDroppedIn(snapshot))
    }
    const expiresAtMs = tokenExpiresAtMs()
    if (expiresAtMs !== undefined) tokenLife.set(Math.max(0, (expiresAtMs - nowMs) / 1000))
  }

  return {
    contentType: registry.contentType,
    render: async () => {
      await updateGauges()
      return `${await registry.metrics()}\n${requests.text()}`
    },
    answersOf: ({ method, route, status }) => requests.of({ method, route, status }),
    wechatAnswered: (path, code) => answers.inc({ path, code }),
    repaired: (path, mend, count) => mended.inc({ path, mend }, count),
    denied: (purpose, why) => denied.inc({ purpose, why }),
    refreshed: (doing, result) => refreshes.inc({ doing, result }),
  }
}
