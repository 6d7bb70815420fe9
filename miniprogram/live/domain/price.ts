import type { Price } from './room'
import { text } from './text'
import type { PriceView } from './view'

/** Formats fen as yuan; the only place that does. @example yuanText(1990) // '19.90' */
export function yuanText(fen: number): string {
  const { yuan, rest } = splitFen(fen)
  return yuan + rest
}

export function priceView(price: Price): PriceView {
  switch (price.kind) {
    case 'single':
      return buildPriceView(price.priceFen, '', '', text.price.yuan(yuanText(price.priceFen)))
    case 'range': {
      // merchants enter the two ends in either order
      const lowFen = Math.min(price.minFen, price.maxFen)
      const highFen = Math.max(price.minFen, price.maxFen)
      if (lowFen === highFen) return priceView({ kind: 'single', priceFen: lowFen })
      const high = yuanText(highFen)
      return buildPriceView(lowFen, `–${high}`, '', text.price.range(yuanText(lowFen), high))
    }
    case 'discount': {
      const { originalFen, priceFen } = price
      // a former price that is not higher is no discount
      if (originalFen <= priceFen) return priceView({ kind: 'single', priceFen })
      const before = yuanText(originalFen)
      return buildPriceView(
        priceFen,
        '',
        `¥${before}`,
        text.price.discount(yuanText(priceFen), before),
      )
    }
  }
}

/** The price of `count` pieces. */
export function priceTimes(price: Price, count: number): Price {
  return price.kind === 'range'
    ? { kind: 'range', minFen: price.minFen * count, maxFen: price.maxFen * count }
    : { kind: 'single', priceFen: price.priceFen * count }
}

function buildPriceView(
  priceFen: number,
  upTo: string,
  before: string,
  ariaLabel: string,
): PriceView {
  const { yuan, rest } = splitFen(priceFen)
  return { yuan, fen: rest, upTo, before, ariaLabel }
}

function splitFen(fen: number): { readonly yuan: string; readonly rest: string } {
  const yuan = String(Math.floor(fen / 100))
  const cents = fen % 100
  return { yuan, rest: cents === 0 ? '' : `.${cents < 10 ? '0' : ''}${cents}` }
}
