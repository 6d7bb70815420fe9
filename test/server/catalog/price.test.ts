import fc from 'fast-check'
import { readPrice } from '../../../server/src/catalog/price'

describe('readPrice', () => {
  it.each([
    ['one price', { price: 9900, price2: 0, price_type: 1 }, { kind: 'single', priceFen: 9900 }],
    [
      'a range',
      { price: 9900, price2: 19900, price_type: 2 },
      { kind: 'range', minFen: 9900, maxFen: 19900 },
    ],
    [
      'a range in reverse order',
      { price: 19900, price2: 9900, price_type: 2 },
      { kind: 'range', minFen: 9900, maxFen: 19900 },
    ],
    [
      'a range of one price',
      { price: 9900, price2: 9900, price_type: 2 },
      { kind: 'single', priceFen: 9900 },
    ],
    [
      'a discount',
      { price: 19900, price2: 9900, price_type: 3 },
      { kind: 'discount', originalFen: 19900, priceFen: 9900 },
    ],
    [
      'a discount that raises the price as the current price',
      { price: 9900, price2: 19900, price_type: 3 },
      { kind: 'single', priceFen: 19900 },
    ],
    [
      'a discount without a second price',
      { price: 9900, price2: 0, price_type: 3 },
      { kind: 'single', priceFen: 9900 },
    ],
    [
      'an unknown type',
      { price: 9900, price2: 1, price_type: 9 },
      { kind: 'single', priceFen: 9900 },
    ],
    [
      'numbers as text',
      { price: '19900', price2: '9900', price_type: '3' },
      { kind: 'discount', originalFen: 19900, priceFen: 9900 },
    ],
    ['no text with a decimal point, which would be yuan', { price: '12.36' }, undefined],
    ['no price', { price: 'free', price_type: 1 }, undefined],
    ['a negative price', { price: -1, price_type: 1 }, undefined],
  ])('reads %s', (_what, goods, expected) => {
    expect(readPrice(goods)).toEqual(expected)
  })

  it('returns whole 分, the lower amount in the right field', () => {
    const amount = fc.oneof(fc.nat(), fc.double(), fc.string(), fc.constant(undefined))
    const goods = fc.record({ price: amount, price2: amount, price_type: fc.nat(4) })
    fc.assert(
      fc.property(goods, (fields) => {
        const price = readPrice(fields)
        if (price === undefined) return
        const amounts = Object.values(price).filter((value) => typeof value === 'number')
        for (const fen of amounts) expect(Number.isSafeInteger(fen) && fen >= 0).toBe(true)
        if (price.kind === 'range') expect(price.minFen).toBeLessThan(price.maxFen)
        if (price.kind === 'discount') expect(price.priceFen).toBeLessThan(price.originalFen)
      }),
    )
  })
})
