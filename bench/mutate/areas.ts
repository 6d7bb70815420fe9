/** A part of the app with its unit tests. */
export interface Area {
  readonly name: string
  /** The changed files; a pattern with a leading `!` excludes files. */
  readonly code: readonly string[]
  /** Below test/miniprogram. */
  readonly tests: readonly string[]
}

export const AREAS: readonly Area[] = [
  {
    name: 'domain',
    // Without the texts: a test that detects a changed text would only repeat it.
    code: ['miniprogram/live/domain/**/*.ts', '!miniprogram/live/domain/text/**'],
    tests: ['live/domain/**/*.test.ts'],
  },
  {
    name: 'status',
    code: ['miniprogram/live/services/live-status/poller*.ts'],
    // Without the property test of virtual days, which takes seconds for each change. Changes that
    // only it detects count as survivors, so that the score is too low rather than too high.
    tests: [
      'live/services/live-status/poller?(-*).test.ts',
      'live/services/rooms/room-watcher.test.ts',
    ],
  },
]
