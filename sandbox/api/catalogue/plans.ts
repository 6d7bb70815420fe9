import { ENDED, LIVE, timelineOf } from './timeline'
import type { Timeline } from './timeline'
import { DAY_MS, MINUTE_MS } from './shanghai'
import type { CatalogueReplay } from './types'

export interface Plan {
  readonly startAtMs: number
  readonly endAtMs: number
  readonly timeline: Timeline
  readonly replays: readonly CatalogueReplay[]
}

type Format = CatalogueReplay['format']

/** The source video is available about 10 minutes after the end (contract B3). */
const REPLAY_DELAY_MS = 10 * MINUTE_MS
const REPLAY_LIFE_MS = 90 * DAY_MS

export function replaysFrom(
  availableAtMs: number,
  formats: readonly Format[],
  lifeMs = REPLAY_LIFE_MS,
): CatalogueReplay[] {
  return formats.map((format) => ({
    format,
    createdAtMs: availableAtMs,
    expiresAtMs: availableAtMs + lifeMs,
  }))
}

interface OrdinaryPlan {
  readonly startAtMs: number
  readonly endAtMs: number
  readonly formats?: readonly Format[]
  readonly replayLifeMs?: number
  /** Status changes between the start and the end. */
  readonly changes?: readonly (readonly [atMs: number, liveStatus: number])[]
}

/** A broadcast that starts and ends as planned, with a replay. */
export function planOrdinary(plan: OrdinaryPlan): Plan {
  const { startAtMs, endAtMs, formats = ['mp4'], replayLifeMs, changes = [] } = plan
  return {
    startAtMs,
    endAtMs,
    timeline: timelineOf([startAtMs, LIVE], ...changes, [endAtMs, ENDED]),
    replays: replaysFrom(endAtMs + REPLAY_DELAY_MS, formats, replayLifeMs),
  }
}
