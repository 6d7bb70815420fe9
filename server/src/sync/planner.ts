import { shelfOf, statusAt } from '../catalog/shelf'
import type { Usage } from '../quota/ledger'
import type { KeptRoom, Snapshot } from '../store/snapshot'
import { isWalkTime } from './habits'
import { changeOf } from './likelihood'
import { paceOf } from './poll-rate'
import { clustersOf, frontPage, stalestPage, type Cluster } from './pages'
import { replayTasks } from './replay-tasks'
import { asPast, dueByPull, type Task } from './task'
import type { Pace, Step } from './types'

/** Everything the next step depends on. Nothing else does. */
export interface Situation {
  readonly nowMs: number
  readonly snapshot: Snapshot | undefined
  /** Answers that failed one after the other, up to now; undefined when the last one was good. */
  readonly failed: { readonly atMs: number; readonly times: number } | undefined
  readonly usage: Usage
  /** The shortest time between two looks at the same rows. */
  readonly refreshMs: number
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** After a failure, doubling: WeChat being down may not cost the day. */
const RETRY_MS = 30_000
const RETRY_MOST_MS = 8 * MINUTE_MS

/** One full walk a day, at night where that can be had. */
const WALK_AT_NIGHT_MS = 16 * HOUR_MS
const WALK_WHEN_QUIET_MS = 28 * HOUR_MS
const WALK_ANYHOW_MS = 36 * HOUR_MS
/** A room that was not where it should be is looked for everywhere, within this part of the limit. */
const SEARCH_MS = 30 * MINUTE_MS
const SEARCH_PART = 0.1
/** Rows that nothing calls attention to. */
const TAIL_MS = 8 * HOUR_MS
const TAIL_PART = 0.03

/** The one thing to do now; or until when nothing is due, as things stand. */
export function plan(situation: Situation): Step {
  const { nowMs, usage, failed } = situation
  const { closed, left, resetAtMs } = usage
  if (closed || (left.sync <= 0 && left.replay <= 0)) return { kind: 'wait', untilMs: resetAtMs }
  const retryMs = failed === undefined ? nowMs : retryAtMs(failed, nowMs)
  if (retryMs > nowMs) return { kind: 'wait', untilMs: retryMs }
  const tasks = tasksOf(situation).filter(({ step }) => payable(step, situation))
  const due = tasks.find(({ dueMs }) => dueMs <= nowMs)
  if (due !== undefined) return due.step
  return { kind: 'wait', untilMs: Math.min(resetAtMs, ...tasks.map(({ dueMs }) => dueMs)) }
}

/** When the list, or the part of it that matters, is meant to be read next. */
export function nextLookMs(situation: Situation): number {
  const looks = tasksOf(situation).filter(({ step }) => step.kind !== 'replays')
  return Math.min(situation.usage.resetAtMs, ...looks.map(({ dueMs }) => dueMs))
}

function retryAtMs(failed: { atMs: number; times: number }, nowMs: number): number {
  const waitMs = Math.min(RETRY_MOST_MS, RETRY_MS * 2 ** (failed.times - 1))
  return asPast(failed.atMs, nowMs) + waitMs
}

function payable(step: Task['step'], { snapshot, usage }: Situation): boolean {
  switch (step.kind) {
    case 'replays':
      return usage.left.replay > 0
    case 'page':
      return usage.left.sync > 0
    case 'walk':
      // A walk that cannot be finished would spend its calls for little.
      return usage.left.sync >= (snapshot?.walkCalls ?? 1)
  }
}

/** Whatever can be done, most urgent first. */
function tasksOf({ nowMs, snapshot, usage, refreshMs }: Situation): Task[] {
  if (snapshot === undefined) return [{ dueMs: nowMs, step: { kind: 'walk' } }]
  const pace = paceOf({ nowMs, snapshot, usage, refreshMs })
  const hot = hotTasks(snapshot, pace, refreshMs, nowMs)
  const { replay: left, sync: leftForList } = usage.left
  const replays = replayTasks({ snapshot, pace, left, leftForList, refreshMs, nowMs })
  const urgent = [...hot, ...replays.urgent].sort((a, b) => a.dueMs - b.dueMs)
  const isQuiet = !snapshot.rooms.some((one) => changeOf(one, nowMs) > 0)
  return [
    ...urgent,
    { dueMs: walkDueMs(snapshot, usage, isQuiet, nowMs), step: { kind: 'walk' } },
    frontTask(snapshot, pace, nowMs),
    ...replays.chores,
    ...tailTask(snapshot, usage),
  ]
}

/** The rows of rooms that may change at any moment. */
function hotTasks(snapshot: Snapshot, pace: Pace, refreshMs: number, nowMs: number): Task[] {
  const soonMs = nowMs + 30 * MINUTE_MS
  const rooms = snapshot.rooms.filter(
    (one) => changeOf(one, nowMs) > 0 || changeOf(one, soonMs) > 0 || justOver(one, nowMs),
  )
  return clustersOf(rooms, snapshot).map((cluster) => ({
    step: { kind: 'page', ...cluster.page },
    dueMs: dueByPull({
      pullAt: (atMs) => Math.sqrt(clusterChange(cluster, atMs, nowMs)),
      lastMs: Math.min(...cluster.rooms.map((one) => asPast(one.lookedAtMs, nowMs))),
      spacedFromMs: Math.max(...cluster.rooms.map((one) => asPast(one.lookedAtMs, nowMs))),
      perPull: pace.perPull,
      refreshMs,
      nowMs,
    }),
  }))
}

/** What may have happened to a room before our last look, that look has shown. */
function clusterChange({ rooms }: Cluster, atMs: number, nowMs: number): number {
  return rooms
    .filter((one) => atMs > asPast(one.lookedAtMs, nowMs))
    .reduce((sum, one) => sum + changeOf(one, atMs), 0)
}

/** A look that came due while the room was hot stays due after it. */
function justOver(one: KeptRoom, nowMs: number): boolean {
  return changeOf(one, nowMs - 5 * MINUTE_MS) > 0
}

function frontTask(snapshot: Snapshot, { frontEveryMs }: Pace, nowMs: number): Task {
  return {
    dueMs: asPast(snapshot.frontAtMs, nowMs) + frontEveryMs,
    step: { kind: 'page', ...frontPage(snapshot, nowMs) },
  }
}

function walkDueMs(snapshot: Snapshot, usage: Usage, isQuiet: boolean, nowMs: number): number {
  const lastMs = asPast(snapshot.walkedAtMs, nowMs, HOUR_MS)
  const afterMs = isQuiet
    ? isWalkTime(nowMs)
      ? WALK_AT_NIGHT_MS
      : WALK_WHEN_QUIET_MS
    : WALK_ANYHOW_MS
  const dayMs = 24 * HOUR_MS
  const searchMs = (snapshot.walkCalls * dayMs) / Math.max(1, SEARCH_PART * usage.limit)
  const mustSearch = snapshot.rooms.some(
    (one) => one.missedWalks > 0 || (one.place === null && isOffered(one, nowMs)),
  )
  return lastMs + Math.min(afterMs, mustSearch ? Math.max(SEARCH_MS, searchMs) : Infinity)
}

/** Shoppers are told of it, so that its absence matters. */
function isOffered(one: KeptRoom, nowMs: number): boolean {
  const shelf = shelfOf(statusAt(one.room, nowMs / 1000), false)
  return shelf === 'live' || shelf === 'upcoming'
}

/** One page after the other, spread by where they are in the list. */
function tailTask(snapshot: Snapshot, { limit }: Usage): Task[] {
  const stalest = stalestPage(snapshot)
  if (stalest === undefined) return []
  const pages = Math.max(1, Math.ceil(snapshot.rooms.length / snapshot.pageRows))
  const everyMs = Math.max(TAIL_MS, (pages * 24 * HOUR_MS) / Math.max(1, TAIL_PART * limit))
  const { page, seenAtMs } = stalest
  const lateMs = (everyMs * page.start) / (pages * snapshot.pageRows)
  return [{ dueMs: seenAtMs + everyMs + lateMs, step: { kind: 'page', ...page } }]
}
