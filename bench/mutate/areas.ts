/** A part of the app with the unit tests that answer for it. */
export interface Area {
  readonly name: string
  /** What is changed; a pattern with `!` before it takes files out again. */
  readonly code: readonly string[]
  /** Below test/unit. */
  readonly tests: readonly string[]
}

export const AREAS: readonly Area[] = [
  {
    name: 'domain',
    // Texts are words: to change one and to see a test fail would mean to write each of them twice.
    code: ['miniprogram/domain/**/*.ts', '!miniprogram/domain/text/**'],
    tests: ['domain/**/*.test.ts'],
  },
  {
    name: 'status',
    code: ['miniprogram/services/live-status*.ts'],
    // Without the virtual days, of which each lasts for seconds: what these alone would notice counts as
    // not noticed, so that the score is rather too low than too high.
    tests: ['services/live-status?(-*).test.ts', 'services/room-watch.test.ts'],
  },
]
