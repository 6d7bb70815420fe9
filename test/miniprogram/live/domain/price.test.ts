import fc from 'fast-check'
import { priceView, priceTimes, yuanText } from '../../../../miniprogram/live/domain/price'
import type { Price } from '../../../../miniprogram/live/domain/room'

it.each([
  [0, '0'],
  [1, '0.01'],
  [10, '0.10'],
  [100, '1'],
  [1990, '19.90'],
  [123456, '1234.56'],
])('writes %i fen as %s yuan', (fen, yuan) => {
  expect(yuanText(fen)).toBe(yuan)
})

it('never loses a fen', () => {
  fc.assert(
    fc.property(fc.nat({ max: 100_000_000 }), (fen) => {
      expect(Math.round(Number(yuanText(fen)) * 100)).toBe(fen)
    }),
  )
})

it('draws a single price', () => {
  expect(priceView({ kind: 'single', priceFen: 1990 })).toEqual({
    yuan: '19',
    fen: '.90',
    upTo: '',
    before: '',
    ariaLabel: '19.90 元',
  })
})

it('draws a range, the lower end first', () => {
  const range = { yuan: '19', fen: '.90', upTo: '–39', before: '', ariaLabel: '19.90 元到 39 元' }
  expect(priceView({ kind: 'range', minFen: 1990, maxFen: 3900 })).toEqual(range)
  expect(priceView({ kind: 'range', minFen: 3900, maxFen: 1990 })).toEqual(range)
})

it('draws a range of one price as that price', () => {
  expect(priceView({ kind: 'range', minFen: 500, maxFen: 500 })).toEqual(
    priceView({ kind: 'single', priceFen: 500 }),
  )
})

it('draws a discount with what it was before', () => {
  expect(priceView({ kind: 'discount', originalFen: 3990, priceFen: 1900 })).toEqual({
    yuan: '19',
    fen: '',
    upTo: '',
    before: '¥39.90',
    ariaLabel: '现价 19 元，原价 39.90 元',
  })
})

it.each([1900, 1800])('claims no discount from %i fen to 1900', (originalFen) => {
  expect(priceView({ kind: 'discount', originalFen, priceFen: 1900 })).toEqual(
    priceView({ kind: 'single', priceFen: 1900 }),
  )
})

describe('several pieces', () => {
  it.each<[Price, Price]>([
    [
      { kind: 'single', priceFen: 1990 },
      { kind: 'single', priceFen: 5970 },
    ],
    [
      { kind: 'range', minFen: 100, maxFen: 250 },
      { kind: 'range', minFen: 300, maxFen: 750 },
    ],
    [
      { kind: 'discount', originalFen: 900, priceFen: 700 },
      { kind: 'single', priceFen: 2100 },
    ],
  ])('of %j cost three times as much', (price, sum) => {
    expect(priceTimes(price, 3)).toEqual(sum)
  })
})
