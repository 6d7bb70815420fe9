import { readReplays } from '../catalog/replays'
import type { Clock } from '../clock'
import type { Log } from '../log'
import { explainGrant, explainUsage } from '../quota/explain'
import type { Purpose, QuotaLedger, Usage } from '../quota/ledger'
import type { ShopData } from '../store/shop-data'
import { goodsDroppedIn, type Snapshot } from '../store/snapshot'
import { adviceOn, codeOf } from '../wechat/advice'
import type { LiveInfo, LiveInfoFailure } from '../wechat/live-info'
import { explainPause, type Pause, type Pauses } from '../wechat/pauses'
import { mergeLook, mergeReplays, mergeWalk } from './merge'
import type { Page } from './pages'
import { nextLookMs, plan, type Situation } from './planner'
import { lookAt, walkRooms } from './full-scan'
import type { Step } from './types'

/** What stands between us and WeChat, in words for the merchant. */
export interface Trouble {
  readonly atMs: number
  readonly code: string
  readonly whatToDo: string
  /** WeChat refuses for good, and is not asked meanwhile. */
  readonly pause?: Pause
}

export interface Refresher {
  /** Does the one thing that is due, if any, and says what it was. Not to be called twice at once. */
  step(): Promise<Step>
  /**
   * Has the next step read the whole list, whatever is due; charged as manual. Resolves when it has
   * been read, or could not be.
   * @param untilMs an order that was not carried out by then, as another instance has the turn, is void
   */
  order(untilMs: number): Promise<void>
  /** Whether WeChat is not to be asked, as it refuses for good and nothing was ordered. */
  isPaused(): Promise<boolean>
  /** undefined once WeChat has answered well again. */
  trouble(): Trouble | undefined
}

export interface RefresherParts {
  readonly liveInfo: LiveInfo
  readonly data: Pick<ShopData, 'current' | 'replace'>
  readonly ledger: QuotaLedger
  /** Without them, a refusal for good is tried again as any failure. */
  readonly pauses?: Pauses
  readonly clock: Clock
  readonly log: Log
  readonly refreshMs: number
}

/** A list is called old once three looks in a row are overdue, but never sooner than this. */
const FRESH_AT_LEAST_MS = 10 * 60_000
const OVERDUE_LOOKS = 3
/** More segments than any broadcast was seen to have. */
const REPLAY_ROWS = 100
/** Rooms that one line of the log names. */
const MOST_NAMED = 20

/** Keeps the snapshot up to date, one step at a time. A step that fails leaves the last good list. */
export function createRefresher(parts: RefresherParts): Refresher {
  const { liveInfo, data, ledger, pauses, clock, log, refreshMs } = parts
  let failures: Situation['failed']
  let trouble: Trouble | undefined
  let toldSpentOn: string | undefined
  let toldPauseFor: number | undefined
  let reportedDropped = 0
  let orders: { readonly untilMs: number; readonly done: () => void }[] = []

  /** Once a day: from here on shoppers see the last list until midnight. */
  const tellSpent = (usage: Usage): void => {
    const words = explainUsage(usage)
    if (words === undefined || toldSpentOn === usage.day) return
    const { day, used, limit, closed, resetAtMs } = usage
    toldSpentOn = day
    log.warn({ event: 'quota.spent', day, used, limit, closed, resetAtMs }, words)
  }

  /** Once for each code, until WeChat answers well again. */
  const notePause = (pause: Pause): void => {
    const { errcode, refusedAtMs: atMs, end, untilMs } = pause
    const whatToDo = explainPause(pause)
    trouble = { atMs, code: String(errcode), whatToDo, pause }
    if (toldPauseFor === errcode) return
    toldPauseFor = errcode
    log.error({ event: 'wechat.paused', code: errcode, end, untilMs, whatToDo }, whatToDo)
  }

  const isPaused = async (): Promise<boolean> => {
    const pause = await pauses?.current()
    if (pause !== undefined) notePause(pause)
    // It has ended, by time or by a good answer to another instance.
    else if (trouble?.pause !== undefined) trouble = undefined
    return pause !== undefined
  }

  /** Once for each number of them: they stay in WeChat's list until the merchant corrects them. */
  const reportDropped = ({ rooms }: Snapshot): void => {
    const goodsDropped = goodsDroppedIn({ rooms })
    if (goodsDropped > reportedDropped) {
      const affected = rooms.filter(({ room }) => room.goodsDropped > 0)
      const roomIds = affected.map(({ room }) => room.roomId).slice(0, MOST_NAMED)
      log.warn(
        { event: 'goods.dropped', goodsDropped, roomIds },
        'Goods without a readable price or url are not shown: correct them in the goods library',
      )
    }
    reportedDropped = goodsDropped
  }

  const failed = async (doing: Step['kind'], failure: LiveInfoFailure): Promise<void> => {
    const { code, meaning, whatToDo } = explain(failure)
    const atMs = clock.nowMs()
    failures = { atMs, times: (failures?.times ?? 0) + 1 }
    trouble = { atMs, code, whatToDo }
    const rid = failure.kind === 'refused' ? { rid: failure.rid, errmsg: failure.errmsg } : {}
    log.warn({ event: 'sync.failed', doing, code, meaning, whatToDo, ...rid }, meaning)
    if (failure.kind === 'not-granted') return
    await pauses?.failed(failure, doing === 'replays' ? 'room' : 'list')
    await isPaused()
  }

  const answered = async (): Promise<void> => {
    failures = undefined
    trouble = undefined
    await pauses?.answered()
    if (toldPauseFor === undefined) return
    toldPauseFor = undefined
    log.info({ event: 'wechat.resumed' }, 'WeChat answers again')
  }

  const keep = async (next: Snapshot): Promise<void> => {
    try {
      await data.replace(next)
    } catch (error) {
      log.error({ event: 'store.failed', err: error }, 'The list is served but could not be stored')
    }
  }

  /** Keeps what the list has shown, and says until when that will do. */
  const keepList = async (merged: Snapshot, usage: Usage): Promise<void> => {
    const nowMs = clock.nowMs()
    const situation = { nowMs, snapshot: merged, failed: undefined, usage, refreshMs }
    const overdueMs = OVERDUE_LOOKS * (nextLookMs(situation) - nowMs)
    await keep({ ...merged, freshUntilMs: nowMs + Math.max(FRESH_AT_LEAST_MS, overdueMs) })
    reportDropped(merged)
  }

  const listRoomsFor =
    (purpose: Purpose): LiveInfo['listRooms'] =>
    (start, limit) =>
      liveInfo.listRooms(start, limit, purpose)
  const listRooms = listRoomsFor('sync')

  const page = async (asked: Page, usage: Usage): Promise<void> => {
    const look = await lookAt(listRooms, asked)
    if (look.kind === 'failed') {
      await failed('page', look.failure)
      return
    }
    await answered()
    await keepList(mergeLook(data.current(), look, clock.nowMs()), usage)
    const { start, received, dropped } = look
    log.info({ event: 'sync.looked', start, rows: received, dropped }, 'Part of the list read')
  }

  const walk = async (usage: Usage, purpose: Purpose = 'sync'): Promise<void> => {
    const walked = await walkRooms(listRoomsFor(purpose))
    const { calls, failure } = walked
    // The pages of a walk that was cut short are as good as any.
    const merged = calls > 0 ? mergeWalk(data.current(), walked, clock.nowMs()) : undefined
    if (merged !== undefined) await keepList(merged, usage)
    if (failure !== undefined) {
      await failed('walk', failure)
      return
    }
    await answered()
    const { rooms = [], dropped } = merged ?? {}
    const goodsDropped = goodsDroppedIn({ rooms })
    log.info(
      { event: 'sync.walked', rooms: rooms.length, dropped, goodsDropped, calls },
      'List read',
    )
  }

  const replays = async (roomId: number): Promise<void> => {
    const answer = await liveInfo.listReplays(roomId, 0, REPLAY_ROWS)
    const ok = answer.kind === 'page' || answer.kind === 'empty'
    const { items: found, dropped } = readReplays(answer.kind === 'page' ? answer.rows : [])
    const before = data.current()
    if (before !== undefined) {
      await keep(mergeReplays(before, roomId, ok ? found : null, clock.nowMs()))
    }
    if (!ok) {
      await failed('replays', answer)
      return
    }
    await answered()
    log.info({ event: 'sync.replays', roomId, found: found.length, dropped }, 'Replays read')
  }

  const step = async (isOrdered: boolean): Promise<Step> => {
    const nowMs = clock.nowMs()
    const answer = await ledger.usage()
    if (answer.kind === 'ledger-down') {
      const whatToDo = explainGrant(answer)
      if (trouble?.code !== 'ledger-down') {
        log.error({ event: 'ledger.down', err: answer.cause }, whatToDo)
      }
      trouble = { atMs: nowMs, code: 'ledger-down', whatToDo }
      return { kind: 'wait', untilMs: nowMs }
    }
    const { usage } = answer
    tellSpent(usage)
    if (isOrdered) {
      await walk(usage, 'manual')
      return { kind: 'walk' }
    }
    const due = plan({ nowMs, snapshot: data.current(), failed: failures, usage, refreshMs })
    if (due.kind === 'walk') await walk(usage)
    if (due.kind === 'page') await page(due, usage)
    if (due.kind === 'replays') await replays(due.roomId)
    return due
  }

  return {
    step: async () => {
      const given = orders.filter(({ untilMs }) => clock.nowMs() <= untilMs)
      orders = []
      try {
        return await step(given.length > 0)
      } finally {
        for (const { done } of given) done()
      }
    },
    order: (untilMs) =>
      new Promise((done) => {
        orders.push({ untilMs, done })
      }),
    isPaused: async () => orders.length === 0 && (await isPaused()),
    trouble: () => trouble,
  }
}

function explain(failure: LiveInfoFailure): { code: string; meaning: string; whatToDo: string } {
  if (failure.kind === 'not-granted') {
    const whatToDo = explainGrant(failure.grant)
    return { code: `quota: ${failure.grant.kind}`, meaning: 'No call was granted', whatToDo }
  }
  const { meaning, whatToDo } = adviceOn(failure)
  return { code: codeOf(failure), meaning, whatToDo }
}
