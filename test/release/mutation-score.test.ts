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
  it('counts what tests notice, or hang on, and what they do not, or never run', () => {
    expect(tallyOf([report('Killed', 'Timeout', 'Survived', 'NoCoverage')])).toEqual({
      mutants: 4,
      killed: 2,
      survived: 2,
      score: 50,
    })
  })

  it('leaves out what was not tried', () => {
    expect(tallyOf([report('Killed', 'Ignored', 'CompileError', 'RuntimeError')])).toMatchObject({
      mutants: 1,
      score: 100,
    })
  })

  it('adds areas up, is rounded down, and is 0 of nothing', () => {
    const many = report(...Array.from({ length: 9999 }, () => 'Killed'))
    const two = report('Survived', 'Survived')
    expect(tallyOf([many, two])).toMatchObject({ mutants: 10_001, score: 99.98 })
    expect(tallyOf([report()])).toEqual({ mutants: 0, killed: 0, survived: 0, score: 0 })
  })

  it('names survivors in one line each', () => {
    expect(survivorsOf(report('Killed', 'Survived', 'NoCoverage'))).toEqual([
      'a.ts:2:3 BlockStatement: { }',
      'a.ts:3:3 BlockStatement: { } (run by no test)',
    ])
  })
})
