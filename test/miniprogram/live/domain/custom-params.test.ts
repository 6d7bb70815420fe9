import fc from 'fast-check'
import {
  packCustomParams,
  packedOrNone,
  paramsOrEmpty,
  unpackCustomParams,
} from '../../../../miniprogram/live/domain/custom-params'
import type { CustomParams } from '../../../../miniprogram/live/domain/custom-params'

/** Chinese, emoji and halves of them, per cent signs, escapes, whatever a URL holds dear. */
const someText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom(
    '山海小铺',
    '🛒',
    '👩‍👧',
    '\uD83D',
    '\uDE00',
    '50%',
    '%7B%22a',
    '%25',
    '&a=b#c?d',
    '{"a":1}',
  ),
)
const someJson = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    someText,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(someText, tie('value'), { maxKeys: 3 }),
  ),
})).value

/** Whatever JSON can carry. JSON itself has no -0, so neither has this. */
const someParams = fc
  .dictionary(someText, someJson, { maxKeys: 4 })
  .map((params) => JSON.parse(JSON.stringify(params)) as CustomParams)

describe('packCustomParams', () => {
  it('gives the text the documents ask for', () => {
    expect(packCustomParams({ pid: 7 })).toEqual({ kind: 'ok', text: '%7B%22pid%22%3A7%7D' })
  })

  it('takes 600 characters and refuses one more', () => {
    const frame = encodeURIComponent(JSON.stringify({ a: '' })).length
    const longest = 'x'.repeat(600 - frame)
    expect(packCustomParams({ a: longest })).toMatchObject({ kind: 'ok' })
    expect(packCustomParams({ a: `${longest}x` })).toEqual({ kind: 'too-long', length: 601 })
  })

  it('counts what is sent: one Chinese character takes nine', () => {
    expect(packCustomParams({ a: '山'.repeat(70) })).toMatchObject({ kind: 'too-long' })
  })

  it('survives half an emoji', () => {
    const packed = packCustomParams({ name: '\uD83D' })
    expect(packed.kind === 'ok' && unpackCustomParams(packed.text)).toEqual({
      kind: 'ok',
      params: { name: '\uD83D' },
    })
  })

  it('survives half an emoji on phones whose JSON leaves it as it is', () => {
    jest.spyOn(JSON, 'stringify').mockReturnValue('{"name":"\uD83D","whole":"🛒"}')
    const packed = packCustomParams({})
    jest.restoreAllMocks()
    expect(packed.kind === 'ok' && unpackCustomParams(packed.text)).toEqual({
      kind: 'ok',
      params: { name: '\uD83D', whole: '🛒' },
    })
  })

  it('never throws and never packs more than 600 characters', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()), (params) => {
        const packed = packCustomParams(params as CustomParams)
        expect(packed.kind === 'too-long' ? packed.length > 600 : packed.text.length <= 600).toBe(
          true,
        )
      }),
    )
  })
})

describe('packedOrNone', () => {
  it('packs what arrives unbroken', () => {
    expect(packedOrNone({ pid: 7 })).toBe('%7B%22pid%22%3A7%7D')
  })

  it.each([
    ['nobody gave any', undefined],
    ['there are none', {}],
    ['they are too many', { note: 'x'.repeat(600) }],
  ])('is nothing where %s', (_, params) => {
    expect(packedOrNone(params)).toBeUndefined()
  })

  it('leaves out exactly what packing refuses', () => {
    fc.assert(
      fc.property(someParams, fc.nat(700), (params, length) => {
        const given: CustomParams = { ...params, note: 'x'.repeat(length) }
        const packed = packCustomParams(given)
        expect(packedOrNone(given)).toBe(packed.kind === 'ok' ? packed.text : undefined)
      }),
    )
  })
})

describe('unpackCustomParams', () => {
  it('unpacks whatever was packed, encoded once, twice or three times', () => {
    fc.assert(
      fc.property(someParams, fc.integer({ min: 0, max: 2 }), (params, more) => {
        const packed = packCustomParams(params)
        fc.pre(packed.kind === 'ok')
        let text: string = packed.text
        for (let times = 0; times < more; times++) text = encodeURIComponent(text)
        expect(unpackCustomParams(text)).toEqual({ kind: 'ok', params })
      }),
    )
  })

  it('reads JSON that WeChat has already decoded, per cent signs and all', () => {
    fc.assert(
      fc.property(someParams, (params) => {
        expect(unpackCustomParams(JSON.stringify(params))).toEqual({ kind: 'ok', params })
      }),
    )
    expect(unpackCustomParams('{"off":"50%"}')).toEqual({ kind: 'ok', params: { off: '50%' } })
  })

  it('takes the object that getShareParams has been seen to give', () => {
    expect(unpackCustomParams({ pid: 7 })).toEqual({ kind: 'ok', params: { pid: 7 } })
  })

  it.each([undefined, null, ''])('knows that %p is nothing at all', (raw) => {
    expect(unpackCustomParams(raw)).toEqual({ kind: 'none' })
  })

  it.each([7, true, [1], 'pid=7', '%', '%7B%22pid%22', '"text"', '[1]', 'null', '7'])(
    'calls %p broken',
    (raw) => {
      expect(unpackCustomParams(raw)).toEqual({ kind: 'broken', raw })
    },
  )

  it('notices that WeChat has cut the text, wherever it did', () => {
    fc.assert(
      fc.property(someParams, fc.nat(599), (params, length) => {
        const packed = packCustomParams(params)
        fc.pre(packed.kind === 'ok' && packed.text.length > length && length > 0)
        const cut = packed.text.slice(0, length)
        expect(unpackCustomParams(cut)).toEqual({ kind: 'broken', raw: cut })
      }),
    )
  })

  it('takes an object as it is, and hands nothing but objects on', () => {
    fc.assert(
      fc.property(someParams, (params) => {
        expect(unpackCustomParams(params)).toEqual({ kind: 'ok', params })
      }),
    )
    fc.assert(
      fc.property(fc.oneof(fc.anything(), someText), (raw) => {
        const unpacked = unpackCustomParams(raw)
        if (unpacked.kind === 'ok') expect(Array.isArray(unpacked.params)).toBe(false)
        else expect(['none', 'broken']).toContain(unpacked.kind)
      }),
    )
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (raw) => void unpackCustomParams(raw)))
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (raw) => void unpackCustomParams(raw)))
  })
})

it('gives no parameters where there are none to be had', () => {
  expect(paramsOrEmpty({ kind: 'ok', params: { a: 1 } })).toEqual({ a: 1 })
  expect(paramsOrEmpty({ kind: 'none' })).toEqual({})
  expect(paramsOrEmpty({ kind: 'broken', raw: '%' })).toEqual({})
})
