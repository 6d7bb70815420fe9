/** What is to be done next. */
export type Step =
  | { readonly kind: 'walk' }
  | { readonly kind: 'page'; readonly start: number; readonly rows: number }
  | { readonly kind: 'replays'; readonly roomId: number }
  | { readonly kind: 'wait'; readonly untilMs: number }

/** How often WeChat is to be asked; see poll-rate.ts. */
export interface Pace {
  /** Looks per minute where the pull is 1. */
  readonly perPull: number
  /** The same for questions about replays, which have a purse of their own. */
  readonly replayPerPull: number
  /** How many of them are wanted at least for the broadcasts that are still to end today. */
  readonly replaysWanted: number
  /** Time between two looks for rooms made at short notice, while nothing else looks there. */
  readonly frontEveryMs: number
  /** Time between two questions that can wait. */
  readonly choreEveryMs: number
  /** When the next of them is in its turn, going by how many the day has had. */
  readonly choresFromMs: number
}
