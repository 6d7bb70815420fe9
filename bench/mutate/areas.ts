/** A part of the app with the unit tests that answer for it. */
export interface Area {
  readonly name: string
  /** What is changed; a pattern with `!` before it takes files out again. */
  readonly code: readonly string[]
  /** Below test/miniprogram. */
  readonly tests: readonly string[]
}

export const AREAS: readonly Area[] = [
  {
    name: 'domain',
    // Texts are words: to change one and to see a test fail would mean to write each of them twice.
    code: ['miniprogram/live/domain/**/*.ts', '!miniprogram/live/domain/text/**'],
    tests: ['live/domain/**/*.test.ts'],
  },
  {
    name: 'status',
    code: ['miniprogram/live/services/live-status/poller*.ts'],
    // Without the virtual days, of which each lasts for seconds: what these alone would notice counts as
    // not noticed, so that the score is rather too low than too high.
    tests: [
      'live/services/live-status/poller?(-*).test.ts',
      'live/services/rooms/room-watcher.test.ts',
    ],
  },
]
