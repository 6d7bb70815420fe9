import { parseNumber, parseWholeNumber } from '../parse-number'
import type { Fields } from './fields'
import type { Price } from './model'

/**
 * Price of goods. getliveinfo sends 分; the goods library sends yuan. WeChat sends 0 as second price
 * if there is none.
 * @returns undefined if there is no valid price; such goods are not shown
 * @see contract B3, price_type: 1 one price; 2 from price to price2; 3 price was, price2 is the current price
 */
export function readPrice(goods: Fields): Price | undefined {
  const first = fen(goods['price'])
  const second = fen(goods['price2'])
  if (first === undefined) return undefined
  const single: Price = { kind: 'single', priceFen: first }
  if (second === undefined || second === 0) return single
  switch (parseNumber(goods['price_type'])) {
    case 2:
      return first === second
        ? single
        : { kind: 'range', minFen: Math.min(first, second), maxFen: Math.max(first, second) }
    case 3:
      // A "discount" above the original price is not shown as one; the current price is used.
      return second < first
        ? { kind: 'discount', originalFen: first, priceFen: second }
        : { kind: 'single', priceFen: second }
    case undefined:
    default:
      return single
  }
}

function fen(value: unknown): number | undefined {
  // Text with a decimal point is probably yuan. Showing no price is better than showing a hundredth
  // of it.
  const number = typeof value === 'string' ? parseWholeNumber(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number) || number < 0) return undefined
  const whole = Math.round(number)
  return Number.isSafeInteger(whole) ? whole : undefined
}
