import { numberOf, wholeNumberOf } from '../numbers'
import type { Fields } from './fields'
import type { Price } from './model'

/**
 * Price of goods. getliveinfo sends 分, unlike the goods library, which sends yuan. A second price
 * of 0 is what WeChat sends when there is none.
 * @returns undefined when no price can be made of it: such goods are not shown
 * @see contract B3, price_type: 1 one price; 2 from price to price2; 3 price was, price2 is asked now
 */
export function readPrice(goods: Fields): Price | undefined {
  const first = fen(goods['price'])
  const second = fen(goods['price2'])
  if (first === undefined) return undefined
  const single: Price = { kind: 'single', priceFen: first }
  if (second === undefined || second === 0) return single
  switch (numberOf(goods['price_type'])) {
    case 2:
      return first === second
        ? single
        : { kind: 'range', minFen: Math.min(first, second), maxFen: Math.max(first, second) }
    case 3:
      // A "discount" that raises the price is none; what is asked now is the price.
      return second < first
        ? { kind: 'discount', originalFen: first, priceFen: second }
        : { kind: 'single', priceFen: second }
    case undefined:
    default:
      return single
  }
}

function fen(value: unknown): number | undefined {
  // Text with a decimal point is more likely yuan: no price is better than one a hundredth of it.
  const number = typeof value === 'string' ? wholeNumberOf(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number) || number < 0) return undefined
  const whole = Math.round(number)
  return Number.isSafeInteger(whole) ? whole : undefined
}
