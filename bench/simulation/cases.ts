import type { TraceShape } from './trace'

export interface Case {
  readonly name: string
  readonly shape: TraceShape
}

const usual = { unplannedHours: [], noShows: 0, pageCap: 100, limit: 500 }

export const CASES: readonly Case[] = [
  { name: '3 shows, 260 rooms', shape: { ...usual, rooms: 260, hours: [10, 15, 20], ahead: 30 } },
  {
    name: '8 shows, 1000 rooms',
    shape: {
      ...usual,
      rooms: 1000,
      hours: [9, 10, 12, 14, 16, 19, 20, 20.5],
      ahead: 120,
      noShows: 1,
    },
  },
  { name: '1 show, 33 rooms', shape: { ...usual, rooms: 33, hours: [20], ahead: 4 } },
  {
    name: 'an unplanned show',
    shape: { ...usual, rooms: 260, hours: [10, 20], unplannedHours: [15.5], ahead: 20 },
  },
]

/** Each case runs on as many days, because a day of a small shop has only three changes. */
export const SEEDS: readonly number[] = Array.from({ length: 14 }, (_, day) => day + 1)
