import { HELP, parseArguments, WrongArgument } from '../../../bench/storm/arguments'

describe('the options of a storm', () => {
  it('default to two storms on each store', () => {
    expect(parseArguments([])).toEqual({
      ...{ minutes: 0, stores: ['sqlite', 'redis'], limit: 100, refuseAfter: undefined },
      ...{ seed: 1, isJson: false, isHelp: false },
    })
  })

  it('are all parsed and documented', () => {
    const given = ['--minutes', '0.5', '--store', 'redis', '--limit', '200', '--json', '--help']
    const more = ['--refuse-after', '60', '--seed', '7']
    expect(parseArguments([...given, ...more])).toEqual({
      ...{ minutes: 0.5, stores: ['redis'], limit: 200, refuseAfter: 60 },
      ...{ seed: 7, isJson: true, isHelp: true },
    })
    for (const option of [...given, ...more].filter((one) => one.startsWith('--')))
      expect(HELP).toContain(`  ${option} `)
  })

  it.each([
    [['--minutes', 'ten'], '--minutes must be a number from 0, not "ten"'],
    [['--minutes', ''], '--minutes must be a number from 0, not ""'],
    [['--store', 'oracle'], '--store must be sqlite, redis or both, not "oracle"'],
    [['--limit', '19'], '--limit must be a whole number from 20, not "19"'],
    [['--limit', '50.5'], '--limit must be a whole number from 20, not "50.5"'],
    [['--refuse-after', '101'], '--refuse-after must be a whole number from 1 to 100, not "101"'],
    [['--seed', '-1'], "Option '--seed' argument is ambiguous"],
    [['--gale'], "Unknown option '--gale'"],
    [['gale'], "Unexpected argument 'gale'"],
  ])('%j is rejected with a one-line reason', (args, words) => {
    const wrong = () => parseArguments(args)
    expect(wrong).toThrow(WrongArgument)
    expect(wrong).toThrow(words)
    expect(wrong).not.toThrow(/\n/)
  })
})
