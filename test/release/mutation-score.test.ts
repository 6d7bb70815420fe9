import { survivorsOf, tallyOf, type MutationReport } from '../../bench/mutate/report'

const report = (...statuses: readonly string[]): MutationReport => ({
  files: {
    'a.ts': {
      mutants: statuses.map((status, index) => ({
        mutatorName: 'BlockStatement',
        replacement: '{\n  }',
        status,
        location: { start: { line: index + 1, column: 3 } },
      })),
    },
  },
})

describe('the score of npm run mutate', () => {
  it('counts killed and timed-out mutants as killed, and survivors and uncovered ones as survived', () => {
    expect(tallyOf([report('Killed', 'Timeout', 'Survived', 'NoCoverage')])).toEqual({
      mutants: 4,
      killed: 2,
      survived: 2,
      score: 50,
    })
  })

  it('leaves out mutants that were not run', () => {
    expect(tallyOf([report('Killed', 'Ignored', 'CompileError', 'RuntimeError')])).toMatchObject({
      mutants: 1,
      score: 100,
    })
  })

  it('is the sum of all areas, rounded down, and 0 without mutants', () => {
    const many = report(...Array.from({ length: 9999 }, () => 'Killed'))
    const two = report('Survived', 'Survived')
    expect(tallyOf([many, two])).toMatchObject({ mutants: 10_001, score: 99.98 })
    expect(tallyOf([report()])).toEqual({ mutants: 0, killed: 0, survived: 0, score: 0 })
  })

  it('prints one line for each survivor', () => {
    expect(survivorsOf(report('Killed', 'Survived', 'NoCoverage'))).toEqual([
      'a.ts:2:3 BlockStatement: { }',
      'a.ts:3:3 BlockStatement: { } (run by no test)',
    ])
  })
})
