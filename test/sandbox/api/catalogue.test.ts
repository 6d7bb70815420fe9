import fc from 'fast-check'
import { buildCatalogue } from '../../../sandbox/api/catalogue'
import { statusAt } from '../../../sandbox/api/catalogue/timeline'
import { shanghaiDay, shanghaiMidnight } from '../../../sandbox/api/catalogue/shanghai'
import { EVENING_MS, MINUTE } from './harness'

const catalogue = buildCatalogue(7, EVENING_MS)
const HOUR = 60 * MINUTE

/** Any start within two years: at night, at noon, on New Year's Eve. */
const someStart = (): fc.Arbitrary<number> =>
  fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2028-01-01') })

function countsAt(startMs: number, roomCount?: number): Record<number, number> {
  const counts: Record<number, number> = {}
  for (const room of buildCatalogue(7, startMs, roomCount).rooms) {
    const status = statusAt(room.timeline, startMs)
    counts[status] = (counts[status] ?? 0) + 1
  }
  return counts
}

it('is identical for the same seed and start', () => {
  expect(JSON.stringify(buildCatalogue(7, EVENING_MS))).toBe(JSON.stringify(catalogue))
  expect(JSON.stringify(buildCatalogue(8, EVENING_MS))).not.toBe(JSON.stringify(catalogue))
})

it('has rooms with all seven statuses at every time of day', () => {
  fc.assert(
    fc.property(someStart(), (startMs) => {
      expect(countsAt(startMs)).toEqual({
        101: 4,
        102: 10,
        103: 28,
        104: 1,
        105: 1,
        106: 1,
        107: 1,
      })
    }),
    { numRuns: 40 },
  )
})

describe('a shop of another size', () => {
  const ordinary = catalogue.rooms

  it('has the requested number of rooms, with unique ids and names', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1200 }), someStart(), (count, startMs) => {
        const { rooms } = buildCatalogue(7, startMs, count)
        expect(rooms).toHaveLength(count)
        expect(new Set(rooms.map(({ roomId }) => roomId)).size).toBe(count)
        expect(new Set(rooms.map(({ name }) => name)).size).toBe(count)
      }),
      { numRuns: 20, examples: [[0, EVENING_MS]] },
    )
  })

  it('has all seven statuses from seven rooms on, and keeps the ordinary rooms in a large shop', () => {
    expect(Object.keys(countsAt(EVENING_MS, 7))).toHaveLength(7)
    expect(buildCatalogue(7, EVENING_MS, 1).rooms).toEqual(ordinary.slice(0, 1))
    const large = buildCatalogue(7, EVENING_MS, 1000)
    expect(large.rooms.slice(0, ordinary.length)).toEqual(ordinary)
    expect(countsAt(EVENING_MS, 1000)).toEqual({
      101: 100,
      102: 298,
      103: 598,
      104: 1,
      105: 1,
      106: 1,
      107: 1,
    })
  })

  it('is identical for the same seed and start', () => {
    const large = (): string => JSON.stringify(buildCatalogue(7, EVENING_MS, 300))
    expect(large()).toBe(large())
  })
})

it("keeps the names of rooms, anchors and products within WeChat's limits", () => {
  // A Chinese character counts as two (contract B2, B6).
  const length = (text: string): number => text.replaceAll(/[^\u0020-\u007e]/g, 'xx').length / 2
  for (const room of buildCatalogue(7, EVENING_MS, 1000).rooms) {
    expect([room.name, length(room.name) >= 3 && length(room.name) <= 17]).toEqual([
      room.name,
      true,
    ])
    expect(length(room.anchorName)).toBeGreaterThanOrEqual(2)
    expect(length(room.anchorName)).toBeLessThanOrEqual(15)
  }
  for (const { name } of catalogue.goods) expect([name, length(name) <= 14]).toEqual([name, true])
})

it('uses only characters that every font has', () => {
  // GB2312 is the area A1A1 to F7FE of GBK.
  const decoder = new TextDecoder('gbk')
  const known = new Set<string>(' 0123456789')
  for (let high = 0xb0; high <= 0xf7; high += 1) {
    for (let low = 0xa1; low <= 0xfe; low += 1)
      known.add(decoder.decode(new Uint8Array([high, low])))
  }
  const texts = [
    ...buildCatalogue(7, EVENING_MS, 1000).rooms.flatMap((room) => [room.name, room.anchorName]),
    ...catalogue.goods.map(({ name }) => name),
  ]
  const odd = texts.filter((text) => Array.from(text).some((char) => !known.has(char)))
  expect(odd).toEqual([])
})

it('gives every room distinct products, and one room many of them', () => {
  for (const { goods } of catalogue.rooms) {
    expect(goods.length).toBeGreaterThanOrEqual(3)
    expect(new Set(goods).size).toBe(goods.length)
  }
  const sizes = new Map(catalogue.rooms.map(({ roomId, goods }) => [roomId, goods.length]))
  expect(sizes.get(1002)).toBe(8)
  expect(sizes.get(1003)).toBe(30)
})

it('plans every broadcast for 30 minutes to 24 hours', () => {
  fc.assert(
    fc.property(someStart(), (startMs) => {
      for (const { startAtMs, endAtMs } of buildCatalogue(7, startMs, 200).rooms) {
        expect(endAtMs - startAtMs).toBeGreaterThanOrEqual(HOUR / 2)
        expect(endAtMs - startAtMs).toBeLessThanOrEqual(24 * HOUR)
      }
    }),
    { numRuns: 20 },
  )
})

it('has replays for all ended rooms except one, and one expired replay', () => {
  const ended = catalogue.rooms.filter(
    ({ timeline: course }) => statusAt(course, EVENING_MS) === 103,
  )
  expect(ended.filter(({ replays }) => replays.length === 0)).toHaveLength(1)
  const expired = ended.filter(({ replays }) =>
    replays.some(({ expiresAtMs }) => expiresAtMs < EVENING_MS),
  )
  expect(expired).toHaveLength(1)
  expect(new Set(ended.map(({ replays }) => replays.length))).toEqual(new Set([0, 1, 2, 3]))
})

it('starts the Shanghai day at 16:00 UTC', () => {
  expect(shanghaiDay(Date.parse('2026-11-22T15:59:59.999Z'))).toBe('2026-11-22')
  expect(shanghaiDay(Date.parse('2026-11-22T16:00:00Z'))).toBe('2026-11-23')
  expect(shanghaiMidnight(Date.parse('2026-11-22T17:00:00Z'))).toBe(
    Date.parse('2026-11-22T16:00:00Z'),
  )
})
