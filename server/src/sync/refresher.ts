import { readReplays } from '../catalog/replays'
import type { Clock } from '../clock'
import type { Log } from '../log'
import { explainGrant, explainUsage } from '../quota/explain'
import type { Purpose, QuotaLedger, Usage } from '../quota/types'
import type { ShopData } from '../store/shop-data'
import { goodsDroppedIn, type Snapshot } from '../store/snapshot'
import { adviceFor, codeOf } from '../wechat/advice'
import type { LiveInfo, LiveInfoFailure } from '../wechat/live-info'
import { explainPause, type Pause, type Pauses } from '../wechat/pauses'
import { mergePage, mergeReplays, mergeFullScan } from './merge'
import { nextListReadMs, planNextStep, type PlannerInput } from './planner'
import { readPage, scanAllRooms } from './full-scan'
import type { LastError, Page, Step } from './types'

export interface Refresher {
  /** Runs the step that is due, if any, and returns it. Must not run twice at once. */
  step(): Promise<Step>
  /**
   * Makes the next step a full scan, charged as `manual`. Resolves when the list was read or could
   * not be read. @param untilMs the request is dropped after this time, for example while another
   * instance holds the lock
   */
  requestFullScan(untilMs: number): Promise<void>
  /** Whether calls are paused because WeChat refuses them permanently, and no refresh was requested. */
  isPaused(): Promise<boolean>
  /** The last failure; undefined after a success. */
  lastError(): LastError | undefined
}

export interface RefresherParts {
  readonly liveInfo: LiveInfo
  readonly data: Pick<ShopData, 'current' | 'replace'>
  readonly ledger: QuotaLedger
  /** Without it, permanent refusals are retried like any failure. */
  readonly pauses?: Pauses
  readonly clock: Clock
  readonly log: Log
  readonly refreshMs: number
}

/** A list becomes stale when three reads in a row are overdue, but not before this time. */
const MIN_FRESH_MS = 10 * 60_000
const OVERDUE_READS = 3
/** More segments than any known broadcast has. */
const REPLAY_ROWS = 100
/** Maximum number of rooms named in one log line. */
const MAX_NAMED_ROOMS = 20

/** Keeps the snapshot up to date, one step at a time. A failed step keeps the last good list. */
export function createRefresher(parts: RefresherParts): Refresher {
  const { liveInfo, data, ledger, pauses, clock, log, refreshMs } = parts
  let failures: PlannerInput['failed']
  let lastError: LastError | undefined
  let reportedSpentDay: string | undefined
  let reportedPauseCode: number | undefined
  let reportedDropped = 0
  let requests: { readonly untilMs: number; readonly done: () => void }[] = []

  /** Logs once a day that shoppers see the last list until midnight. */
  const reportQuotaSpent = (usage: Usage): void => {
    const text = explainUsage(usage)
    if (text === undefined || reportedSpentDay === usage.day) return
    const { day, used, limit, closed, resetAtMs } = usage
    reportedSpentDay = day
    log.warn({ event: 'quota.spent', day, used, limit, closed, resetAtMs }, text)
  }

  /** Logs once for each code, until WeChat answers successfully. */
  const reportPause = (pause: Pause): void => {
    const { errcode, refusedAtMs: atMs, end, untilMs } = pause
    const whatToDo = explainPause(pause)
    lastError = { atMs, code: String(errcode), whatToDo, pause }
    if (reportedPauseCode === errcode) return
    reportedPauseCode = errcode
    log.error({ event: 'wechat.paused', code: errcode, end, untilMs, whatToDo }, whatToDo)
  }

  const isPaused = async (): Promise<boolean> => {
    const pause = await pauses?.current()
    if (pause !== undefined) reportPause(pause)
    // The pause has ended, by time or by a success of another instance.
    else if (lastError?.pause !== undefined) lastError = undefined
    return pause !== undefined
  }

  /** Logs each increase; such goods stay in WeChat's list until the merchant corrects them. */
  const reportDropped = ({ rooms }: Snapshot): void => {
    const goodsDropped = goodsDroppedIn({ rooms })
    if (goodsDropped > reportedDropped) {
      const affected = rooms.filter(({ room }) => room.goodsDropped > 0)
      const roomIds = affected.map(({ room }) => room.roomId).slice(0, MAX_NAMED_ROOMS)
      log.warn(
        { event: 'goods.dropped', goodsDropped, roomIds },
        'Goods without a readable price or url are not shown: correct them in the goods library',
      )
    }
    reportedDropped = goodsDropped
  }

  const reportFailure = async (doing: Step['kind'], failure: LiveInfoFailure): Promise<void> => {
    const { code, meaning, whatToDo } = explain(failure)
    const atMs = clock.nowMs()
    failures = { atMs, times: (failures?.times ?? 0) + 1 }
    lastError = { atMs, code, whatToDo }
    const rid = failure.kind === 'refused' ? { rid: failure.rid, errmsg: failure.errmsg } : {}
    log.warn({ event: 'sync.failed', doing, code, meaning, whatToDo, ...rid }, meaning)
    if (failure.kind === 'not-granted') return
    await pauses?.recordFailure(failure, doing === 'replays' ? 'room' : 'list')
    await isPaused()
  }

  const reportSuccess = async (): Promise<void> => {
    failures = undefined
    lastError = undefined
    await pauses?.recordSuccess()
    if (reportedPauseCode === undefined) return
    reportedPauseCode = undefined
    log.info({ event: 'wechat.resumed' }, 'WeChat answers again')
  }

  const save = async (next: Snapshot): Promise<void> => {
    try {
      await data.replace(next)
    } catch (error) {
      log.error({ event: 'store.failed', err: error }, 'The list is served but could not be stored')
    }
  }

  /** Stores the list and computes until when it counts as fresh. */
  const saveList = async (merged: Snapshot, usage: Usage): Promise<void> => {
    const nowMs = clock.nowMs()
    const input = { nowMs, snapshot: merged, failed: undefined, usage, refreshMs }
    const overdueMs = OVERDUE_READS * (nextListReadMs(input) - nowMs)
    await save({ ...merged, freshUntilMs: nowMs + Math.max(MIN_FRESH_MS, overdueMs) })
    reportDropped(merged)
  }

  const listRoomsFor =
    (purpose: Purpose): LiveInfo['listRooms'] =>
    (start, limit) =>
      liveInfo.listRooms(start, limit, purpose)
  const listRooms = listRoomsFor('sync')

  const readOnePage = async (range: Page, usage: Usage): Promise<void> => {
    const page = await readPage(listRooms, range)
    if (page.kind === 'failed') {
      await reportFailure('page', page.failure)
      return
    }
    await reportSuccess()
    await saveList(mergePage(data.current(), page, clock.nowMs()), usage)
    const { start, received, dropped } = page
    log.info({ event: 'sync.looked', start, rows: received, dropped }, 'Part of the list read')
  }

  const runFullScan = async (usage: Usage, purpose: Purpose = 'sync'): Promise<void> => {
    const scan = await scanAllRooms(listRoomsFor(purpose))
    const { calls, failure } = scan
    // The pages of an incomplete scan are merged as well.
    const merged = calls > 0 ? mergeFullScan(data.current(), scan, clock.nowMs()) : undefined
    if (merged !== undefined) await saveList(merged, usage)
    if (failure !== undefined) {
      await reportFailure('walk', failure)
      return
    }
    await reportSuccess()
    const { rooms = [], dropped } = merged ?? {}
    const goodsDropped = goodsDroppedIn({ rooms })
    log.info(
      { event: 'sync.walked', rooms: rooms.length, dropped, goodsDropped, calls },
      'List read',
    )
  }

  const readReplaysOf = async (roomId: number): Promise<void> => {
    const answer = await liveInfo.listReplays(roomId, 0, REPLAY_ROWS)
    const ok = answer.kind === 'page' || answer.kind === 'empty'
    const { items: found, dropped } = readReplays(answer.kind === 'page' ? answer.rows : [])
    const before = data.current()
    if (before !== undefined) {
      await save(mergeReplays(before, roomId, ok ? found : null, clock.nowMs()))
    }
    if (!ok) {
      await reportFailure('replays', answer)
      return
    }
    await reportSuccess()
    log.info({ event: 'sync.replays', roomId, found: found.length, dropped }, 'Replays read')
  }

  const step = async (isRequested: boolean): Promise<Step> => {
    const nowMs = clock.nowMs()
    const answer = await ledger.usage()
    if (answer.kind === 'ledger-down') {
      const whatToDo = explainGrant(answer)
      if (lastError?.code !== 'ledger-down') {
        log.error({ event: 'ledger.down', err: answer.cause }, whatToDo)
      }
      lastError = { atMs: nowMs, code: 'ledger-down', whatToDo }
      return { kind: 'wait', untilMs: nowMs }
    }
    const { usage } = answer
    reportQuotaSpent(usage)
    if (isRequested) {
      await runFullScan(usage, 'manual')
      return { kind: 'walk' }
    }
    const due = planNextStep({
      nowMs,
      snapshot: data.current(),
      failed: failures,
      usage,
      refreshMs,
    })
    if (due.kind === 'walk') await runFullScan(usage)
    if (due.kind === 'page') await readOnePage(due, usage)
    if (due.kind === 'replays') await readReplaysOf(due.roomId)
    return due
  }

  return {
    step: async () => {
      const accepted = requests.filter(({ untilMs }) => clock.nowMs() <= untilMs)
      requests = []
      try {
        return await step(accepted.length > 0)
      } finally {
        for (const { done } of accepted) done()
      }
    },
    requestFullScan: (untilMs) =>
      new Promise((done) => {
        requests.push({ untilMs, done })
      }),
    isPaused: async () => requests.length === 0 && (await isPaused()),
    lastError: () => lastError,
  }
}

function explain(failure: LiveInfoFailure): { code: string; meaning: string; whatToDo: string } {
  if (failure.kind === 'not-granted') {
    const whatToDo = explainGrant(failure.grant)
    return { code: `quota: ${failure.grant.kind}`, meaning: 'No call was granted', whatToDo }
  }
  const { meaning, whatToDo } = adviceFor(failure)
  return { code: codeOf(failure), meaning, whatToDo }
}
