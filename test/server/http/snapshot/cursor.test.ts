import fc from 'fast-check'
import {
  comparePlaces,
  packCursor,
  unpackCursor,
  type Cursor,
} from '../../../../server/src/http/snapshot/cursor'

const lists = ['live', 'upcoming', 'replay', 'all'] as const
const someCursor = (): fc.Arbitrary<Cursor> =>
  fc.record({
    list: fc.constantFrom(...lists),
    after: fc.tuple(fc.maxSafeInteger(), fc.maxSafeInteger(), fc.maxSafeInteger()),
  })

describe('the cursor', () => {
  it('unpacks what was packed, for its own list only', () => {
    fc.assert(
      fc.property(someCursor(), fc.constantFrom(...lists), (cursor, list) => {
        const text = packCursor(cursor)
        expect(unpackCursor(text, list)).toEqual(list === cursor.list ? cursor : undefined)
        expect(encodeURIComponent(text)).toBe(text)
        expect(text.length).toBeLessThanOrEqual(200)
      }),
    )
  })

  it('rejects everything else', () => {
    const made = packCursor({ list: 'live', after: [0, -1, -2] })
    const forged = fc.oneof(
      fc.string(),
      fc.base64String(),
      fc.anything().map((value) => Buffer.from(JSON.stringify([value])).toString('base64url')),
      fc.constantFrom(`${made}=`, ` ${made}`, made.slice(1)),
    )
    fc.assert(
      fc.property(forged, (text) => {
        expect(unpackCursor(text, 'live')).toBeUndefined()
      }),
    )
  })

  it('orders places member by member', () => {
    const place = fc.tuple(fc.integer(), fc.integer(), fc.integer())
    fc.assert(
      fc.property(place, place, (a, b) => {
        const [first, second] = [a, b].sort(comparePlaces)
        const differs = first?.findIndex((member, index) => member !== second?.[index]) ?? -1
        if (differs >= 0) expect(first?.[differs]).toBeLessThan(second?.[differs] ?? NaN)
      }),
    )
  })
})
