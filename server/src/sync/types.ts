import type { CatalogRoom } from '../catalog/model'
import type { LiveInfoFailure } from '../wechat/live-info'
import type { Pause } from '../wechat/pauses'

/**
 * One step of the refresh. The kinds are also values of the log field `doing` and of the metric label
 * `doing`. `walk` is a full scan of the list.
 */
export type Step =
  | { readonly kind: 'walk' }
  | { readonly kind: 'page'; readonly start: number; readonly rows: number }
  | { readonly kind: 'replays'; readonly roomId: number }
  | { readonly kind: 'wait'; readonly untilMs: number }

/** A step that calls WeChat, and the time from which it is due. */
export interface Task {
  readonly dueMs: number
  readonly step: Exclude<Step, { kind: 'wait' }>
}

/**
 * Range of rows of WeChat's list. The list is sorted by start time, latest first. `start` is an offset of
 * rows, so a page can begin at any row, and one page usually covers all rooms that may change soon.
 * @see contract B3
 */
export interface Page {
  readonly start: number
  readonly rows: number
}

/** A room and its row in WeChat's list. */
export interface ListedRoom {
  readonly room: CatalogRoom
  readonly place: number
}

/** What one answer of getliveinfo shows of the list. */
export interface PageResult {
  readonly kind: 'read'
  readonly start: number
  /** Rows received, parsed or not. */
  readonly received: number
  readonly listed: readonly ListedRoom[]
  /** Rows that could not be parsed. */
  readonly dropped: number
  /** WeChat's count of all rooms; null if the answer has none. */
  readonly total: number | null
  /** Whether no row follows. */
  readonly isLast: boolean
}

export type PageOutcome =
  PageResult | { readonly kind: 'failed'; readonly failure: LiveInfoFailure }

/** Result of reading the list from the first row to the last. */
export interface FullScan {
  /** All pages that were read, also if the scan failed before the end. */
  readonly pages: readonly PageResult[]
  readonly calls: number
  /** The scan reached the end and WeChat's count was stable: a room that was not listed does not exist. */
  readonly isComplete: boolean
  /** Why the scan ended early. */
  readonly failure: LiveInfoFailure | undefined
}

/**
 * How often WeChat is called until midnight. The weight of a room at a moment is the square root of its
 * likelihood to change; see `poll-rate.ts`.
 */
export interface PollRate {
  /** Calls per minute and unit of weight. */
  readonly ratePerWeight: number
  /** The same for replay calls, which have their own share of the quota. */
  readonly replayRatePerWeight: number
  /** Replay calls kept for broadcasts that end later today. */
  readonly reservedReplayCalls: number
  /** Interval of reads that look for new rooms, while no other read covers those rows. */
  readonly frontEveryMs: number
  /** Interval of background replay calls. */
  readonly backgroundEveryMs: number
  /** Earliest time of the next background call, given how many were made today. */
  readonly backgroundFromMs: number
}

/** Input of `dueByWeight`. */
export interface PollWeight {
  readonly weightAt: (atMs: number) => number
  /** Weight accumulates from here. */
  readonly lastMs: number
  /** The next call is at least `refreshMs` after this time. */
  readonly spacedFromMs: number
  readonly ratePerWeight: number
  readonly refreshMs: number
  readonly nowMs: number
}

/** The last failure of a refresh, for /readyz and the metrics. */
export interface LastError {
  readonly atMs: number
  readonly code: string
  /** Instruction for the merchant. */
  readonly whatToDo: string
  /** Set while calls are paused because WeChat refuses them permanently. */
  readonly pause?: Pause
}
