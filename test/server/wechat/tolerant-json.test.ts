import fc from 'fast-check'
import { readJson, type JsonRepair } from '../../../server/src/wechat/tolerant-json'

const bytes = (...parts: readonly (string | readonly number[])[]) =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([...part]))),
  )
const read = (value: unknown, repairs: readonly (readonly [JsonRepair, number])[]) => ({
  kind: 'read',
  value,
  repairs: new Map(repairs),
})

describe('a body that JSON.parse rejects', () => {
  it.each<[string, Buffer, unknown, readonly (readonly [JsonRepair, number])[]]>([
    ['U+0014 in a name', bytes('{"a":"x\u0014y"}'), { a: 'xy' }, [['control-character', 1]]],
    ['U+0014 in a key', bytes('{"room\u0014id":7}'), { roomid: 7 }, [['control-character', 1]]],
    ['a raw line end', bytes('{"a":"x\r\ny"}'), { a: 'xy' }, [['control-character', 2]]],
    ['a raw tab', bytes('["x\ty"]'), ['xy'], [['control-character', 1]]],
    ['NUL at the end', bytes('{"a":1}\0\0'), { a: 1 }, [['control-character', 2]]],
    ['a byte order mark', bytes('\uFEFF{"a":1}'), { a: 1 }, [['bom', 1]]],
    ['half a character', bytes('{"a":"茶', [0xe8, 0x8c], '"}'), { a: '茶' }, [['utf8', 1]]],
    ['a surrogate in UTF-8', bytes('["', [0xed, 0xa0, 0xbd], '"]'), [''], [['utf8', 3]]],
    ['\\x', bytes('["\\x41"]'), ['x41'], [['escape', 1]]],
    ['\\ before a letter', bytes('["C:\\dir"]'), ['C:dir'], [['escape', 1]]],
    ['\\u that is too short', bytes('["\\u12"]'), ['u12'], [['escape', 1]]],
    [
      'a control character within an escape',
      bytes('["\\\u0001"x"]'),
      ['"x'],
      [['control-character', 1]],
    ],
  ])('is read after removing: %s', (_what, body, value, repairs) => {
    expect(readJson(body)).toEqual(read(value, repairs))
  })

  it.each([
    ['a list that is cut off', '{"errcode":0,"total":2,"room_info":[{"roomid":1}'],
    ['the same within a name', '{"errcode":0,"room_info":[{"name":"x\u0014'],
    ['total inside room_info', '{"errcode":0,"room_info":["total":46,{"roomid":1}]}'],
    ['a page of a proxy', '<html>502</html>'],
    ['two answers', '{"errcode":0}\0{"errcode":0}'],
    ['an answer and more', '{"errcode":0}ok'],
    ['NUL within a number', '{"errcode":4\u00000}'],
    ['a backslash outside a string', '\\{"errcode":0}'],
    ['an unescaped quote', '{"a":"x"y"}'],
    ['nothing', ''],
    ['NUL alone', '\0'],
  ])('stays unreadable: %s', (_what, body) => {
    expect(readJson(bytes(body))).toEqual({ kind: 'not-json' })
  })
})

const controls = fc.constantFrom(
  ...Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)),
)
const strays = fc.array(controls, { minLength: 1, maxLength: 3 }).map((some) => some.join(''))
/** A value as JSON, and the positions inside its strings. */
const withPlaces = fc.jsonValue({ maxDepth: 3 }).map((value) => {
  const text = JSON.stringify(value)
  const inside: number[] = []
  for (const { index, 0: token } of text.matchAll(/"(?:[^"\\]|\\.)*"/g))
    for (let at = index + 1; at < index + token.length; at += 1) inside.push(at)
  return { value, text, inside }
})

describe('the tolerant reader', () => {
  it('reads valid JSON as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(readJson(bytes(text))).toEqual(read(JSON.parse(text), []))
      }),
    )
  })

  it('ignores control characters inside strings', () => {
    const bodies = withPlaces
      .filter(({ inside }) => inside.length > 0)
      .chain((body) =>
        fc
          .array(fc.tuple(fc.constantFrom(...body.inside), strays), { minLength: 1, maxLength: 5 })
          .map((put) => ({ ...body, put })),
      )
    fc.assert(
      fc.property(bodies, ({ value, text, put }) => {
        const spoilt = [...put]
          .sort(([a], [b]) => b - a)
          .reduce((so, [at, stray]) => so.slice(0, at) + stray + so.slice(at), text)
        const count = put.reduce((sum, [, stray]) => sum + stray.length, 0)
        expect(() => void JSON.parse(spoilt)).toThrow(SyntaxError)
        expect(readJson(bytes(spoilt))).toEqual(
          // JSON has no -0.
          read(JSON.parse(JSON.stringify(value)), [['control-character', count]]),
        )
      }),
    )
  })

  it('rejects a truncated object or list, with control characters anywhere', () => {
    const cut = fc
      .tuple(
        withPlaces.filter(({ text }) => /^[[{]/.test(text)),
        fc.nat(),
        strays,
        fc.nat(),
      )
      .map(([{ text }, end, stray, at]) => {
        const left = text.slice(0, end % text.length)
        const place = at % (left.length + 1)
        return left.slice(0, place) + stray + left.slice(place)
      })
    fc.assert(
      fc.property(cut, (body) => {
        expect(readJson(bytes(body))).toEqual({ kind: 'not-json' })
      }),
    )
  })

  it('does not throw for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (some) => {
        expect(['read', 'not-json']).toContain(readJson(Buffer.from(some)).kind)
      }),
    )
  })
})
