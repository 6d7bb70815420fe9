import { listKindOf, statusAt } from '../catalog/room-list-kind'
import type { Usage } from '../quota/types'
import type { KeptRoom, Snapshot } from '../store/snapshot'
import { isScanTime } from './habits'
import { changeLikelihood } from './likelihood'
import { pollRateOf } from './poll-rate'
import { clustersOf, frontPage, stalestPage, type Cluster } from './pages'
import { replayTasks } from './replay-tasks'
import { clampToPast, dueByWeight } from './task'
import type { PollRate, Step, Task } from './types'

/** Everything that the next step depends on. */
export interface PlannerInput {
  readonly nowMs: number
  readonly snapshot: Snapshot | undefined
  /** Consecutive failures up to now; undefined after a success. */
  readonly failed: { readonly atMs: number; readonly times: number } | undefined
  readonly usage: Usage
  /** Minimum time between two reads of the same rows. */
  readonly refreshMs: number
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** Retry interval after a failure; it doubles each time, to save calls during an outage. */
const RETRY_MS = 30_000
const MAX_RETRY_MS = 8 * MINUTE_MS

/** One full scan a day, at night if possible. */
const SCAN_AT_NIGHT_MS = 16 * HOUR_MS
const SCAN_WHEN_QUIET_MS = 28 * HOUR_MS
const SCAN_ALWAYS_MS = 36 * HOUR_MS
/** A room that is missing from its place is searched by a full scan, within this share of the limit. */
const SEARCH_MS = 30 * MINUTE_MS
const SEARCH_SHARE = 0.1
/** Interval for rows that no other task reads. */
const STALE_PAGE_MS = 8 * HOUR_MS
const STALE_PAGE_SHARE = 0.03

/** The next step, or how long to wait if nothing is due. */
export function planNextStep(input: PlannerInput): Step {
  const { nowMs, usage, failed } = input
  const { closed, left, resetAtMs } = usage
  if (closed || (left.sync <= 0 && left.replay <= 0)) return { kind: 'wait', untilMs: resetAtMs }
  const retryMs = failed === undefined ? nowMs : retryAtMs(failed, nowMs)
  if (retryMs > nowMs) return { kind: 'wait', untilMs: retryMs }
  const tasks = tasksOf(input).filter(({ step }) => isAffordable(step, input))
  const due = tasks.find(({ dueMs }) => dueMs <= nowMs)
  if (due !== undefined) return due.step
  return { kind: 'wait', untilMs: Math.min(resetAtMs, ...tasks.map(({ dueMs }) => dueMs)) }
}

/** When the list, or the part that may change soon, is due to be read next. */
export function nextListReadMs(input: PlannerInput): number {
  const reads = tasksOf(input).filter(({ step }) => step.kind !== 'replays')
  return Math.min(input.usage.resetAtMs, ...reads.map(({ dueMs }) => dueMs))
}

function retryAtMs(failed: { atMs: number; times: number }, nowMs: number): number {
  const waitMs = Math.min(MAX_RETRY_MS, RETRY_MS * 2 ** (failed.times - 1))
  return clampToPast(failed.atMs, nowMs) + waitMs
}

function isAffordable(step: Task['step'], { snapshot, usage }: PlannerInput): boolean {
  switch (step.kind) {
    case 'replays':
      return usage.left.replay > 0
    case 'page':
      return usage.left.sync > 0
    case 'walk':
      // A scan that cannot be completed would waste its calls.
      return usage.left.sync >= (snapshot?.walkCalls ?? 1)
  }
}

/** All possible tasks, most urgent first. */
function tasksOf({ nowMs, snapshot, usage, refreshMs }: PlannerInput): Task[] {
  if (snapshot === undefined) return [{ dueMs: nowMs, step: { kind: 'walk' } }]
  const rate = pollRateOf({ nowMs, snapshot, usage, refreshMs })
  const hot = hotTasks(snapshot, rate, refreshMs, nowMs)
  const { replay: left, sync: leftForList } = usage.left
  const replays = replayTasks({ snapshot, rate, left, leftForList, refreshMs, nowMs })
  const urgent = [...hot, ...replays.urgent].sort((a, b) => a.dueMs - b.dueMs)
  const isQuiet = !snapshot.rooms.some((one) => changeLikelihood(one, nowMs) > 0)
  return [
    ...urgent,
    { dueMs: fullScanDueMs(snapshot, usage, isQuiet, nowMs), step: { kind: 'walk' } },
    frontTask(snapshot, rate, nowMs),
    ...replays.background,
    ...stalestPageTask(snapshot, usage),
  ]
}

/** Reads of rooms that may change at any moment. */
function hotTasks(snapshot: Snapshot, rate: PollRate, refreshMs: number, nowMs: number): Task[] {
  const soonMs = nowMs + 30 * MINUTE_MS
  const rooms = snapshot.rooms.filter(
    (one) =>
      changeLikelihood(one, nowMs) > 0 ||
      changeLikelihood(one, soonMs) > 0 ||
      wasRecentlyHot(one, nowMs),
  )
  return clustersOf(rooms, snapshot).map((cluster) => ({
    step: { kind: 'page', ...cluster.page },
    dueMs: dueByWeight({
      weightAt: (atMs) => Math.sqrt(clusterLikelihood(cluster, atMs, nowMs)),
      lastMs: Math.min(...cluster.rooms.map((one) => clampToPast(one.lookedAtMs, nowMs))),
      spacedFromMs: Math.max(...cluster.rooms.map((one) => clampToPast(one.lookedAtMs, nowMs))),
      ratePerWeight: rate.ratePerWeight,
      refreshMs,
      nowMs,
    }),
  }))
}

/** Sum of the likelihoods at `atMs`. Changes before the last read of a room are already known. */
function clusterLikelihood({ rooms }: Cluster, atMs: number, nowMs: number): number {
  return rooms
    .filter((one) => atMs > clampToPast(one.lookedAtMs, nowMs))
    .reduce((sum, one) => sum + changeLikelihood(one, atMs), 0)
}

/** A read that became due while the room was likely to change stays due for a while. */
function wasRecentlyHot(one: KeptRoom, nowMs: number): boolean {
  return changeLikelihood(one, nowMs - 5 * MINUTE_MS) > 0
}

function frontTask(snapshot: Snapshot, { frontEveryMs }: PollRate, nowMs: number): Task {
  return {
    dueMs: clampToPast(snapshot.frontAtMs, nowMs) + frontEveryMs,
    step: { kind: 'page', ...frontPage(snapshot, nowMs) },
  }
}

function fullScanDueMs(snapshot: Snapshot, usage: Usage, isQuiet: boolean, nowMs: number): number {
  const lastMs = clampToPast(snapshot.walkedAtMs, nowMs, HOUR_MS)
  const afterMs = isQuiet
    ? isScanTime(nowMs)
      ? SCAN_AT_NIGHT_MS
      : SCAN_WHEN_QUIET_MS
    : SCAN_ALWAYS_MS
  const dayMs = 24 * HOUR_MS
  const searchMs = (snapshot.walkCalls * dayMs) / Math.max(1, SEARCH_SHARE * usage.limit)
  const mustSearch = snapshot.rooms.some(
    (one) => one.missedWalks > 0 || (one.place === null && isShownToShoppers(one, nowMs)),
  )
  return lastMs + Math.min(afterMs, mustSearch ? Math.max(SEARCH_MS, searchMs) : Infinity)
}

/** Whether shoppers see the room, so that its absence matters. */
function isShownToShoppers(one: KeptRoom, nowMs: number): boolean {
  const list = listKindOf(statusAt(one.room, nowMs / 1000), false)
  return list === 'live' || list === 'upcoming'
}

/** Reads one page after the other, spread over time by their position in the list. */
function stalestPageTask(snapshot: Snapshot, { limit }: Usage): Task[] {
  const stalest = stalestPage(snapshot)
  if (stalest === undefined) return []
  const pages = Math.max(1, Math.ceil(snapshot.rooms.length / snapshot.pageRows))
  const everyMs = Math.max(
    STALE_PAGE_MS,
    (pages * 24 * HOUR_MS) / Math.max(1, STALE_PAGE_SHARE * limit),
  )
  const { page, seenAtMs } = stalest
  const lateMs = (everyMs * page.start) / (pages * snapshot.pageRows)
  return [{ dueMs: seenAtMs + everyMs + lateMs, step: { kind: 'page', ...page } }]
}
