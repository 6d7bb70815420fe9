import { faultsOf, figuresOf, safeStartInMs, type Counted } from '../../../bench/storm/verdict'

const DAY = '2026-11-22'
const GOOD: Counted = {
  limit: 100,
  charges: [{ day: DAY, used: 99, closed: false }],
  arrived: { [DAY]: 97 },
  kills: 12,
  refused: 40,
}
const faults = (over: Partial<Counted>) => faultsOf({ ...GOOD, ...over }, 4)
const charged = (used: number, closed = false) => [{ day: DAY, used, closed }]

describe('the result of a storm', () => {
  it('has no fault if the limit was used and kept', () => {
    expect(faults({})).toEqual([])
    expect(faults({ charges: charged(100), arrived: { [DAY]: 100 } })).toEqual([])
    expect(faults({ arrived: { [DAY]: 90 } })).toEqual([])
  })

  it.each<[string, Partial<Counted>, string]>([
    ['one call too many', { arrived: { [DAY]: 101 } }, '1 calls beyond the limit of 100'],
    ['a ledger that grants too many', { charges: charged(101) }, 'the ledger granted 101 of 100'],
    [
      'a call that was never granted',
      { charges: charged(95), arrived: { [DAY]: 97 } },
      '2 calls of 2026-11-22 that the ledger never granted',
    ],
    [
      'a call on a day that the ledger does not know',
      { arrived: { [DAY]: 90, '2026-11-23': 1 } },
      '1 calls of 2026-11-23 that the ledger never granted',
    ],
    ['calls left', { arrived: { [DAY]: 89 } }, 'only 89 calls of 100, less than 90 %'],
    ['no kill', { kills: 0 }, 'no back end was killed'],
    ['too small a demand', { refused: 0 }, 'no request was refused: the demand was too small'],
  ])('finds %s', (_name, over, fault) => {
    expect(faults(over)).toContain(fault)
  })

  it('counts calls beyond the limit of each day', () => {
    const arrived = { [DAY]: 103, '2026-11-23': 102, '2026-11-24': 5 }
    expect(figuresOf({ ...GOOD, arrived })).toMatchObject({ upstream: 210, overspend: 5 })
  })

  it('counts a call near midnight once', () => {
    const charges = [...charged(30), { day: '2026-11-23', used: 95, closed: false }]
    const arrived = { [DAY]: 30, '2026-11-23': 65 }
    expect(figuresOf({ ...GOOD, charges, arrived })).toMatchObject({ granted: 95, upstream: 95 })
    expect(faults({ charges, arrived })).toEqual([])
  })
})

describe('after 45009', () => {
  const ended = (late: number, killsAfter: number, closed = true) =>
    faults({
      charges: charged(60 + late, closed),
      arrived: { [DAY]: 60 + late },
      ended: { at: 60, killsAfter },
    })

  it('allows one running call per back end, and one per replaced back end', () => {
    expect(ended(4, 0)).toEqual([])
    expect(ended(6, 2)).toEqual([])
  })

  it('reports any further call', () => {
    expect(ended(5, 0)).toEqual(['5 calls after WeChat had ended the day, of 4'])
  })

  it('requires a closed day in the ledger', () => {
    expect(ended(0, 0, false)).toEqual(['45009 did not close the day'])
  })
})

describe('a storm near midnight', () => {
  const MOST_MS = 60_000
  const at = (time: string) => safeStartInMs(Date.parse(`2026-11-22T${time}+08:00`), MOST_MS)

  it('starts at once if it ends before calls are charged to the new day', () => {
    expect(at('12:00:00')).toBe(0)
    expect(at('23:58:28')).toBe(0)
  })

  it('waits until every call is charged to the new day', () => {
    expect(at('23:58:30')).toBe(61_000)
    expect(at('23:59:30')).toBe(1_000)
  })

  it('starts at once from then on, across midnight', () => {
    expect(at('23:59:31')).toBe(0)
    expect(at('00:00:00')).toBe(0)
  })
})
