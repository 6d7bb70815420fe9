import { attribute, find, words } from '../../../helpers/mini/drawn'
import { someGoodsView } from '../../../helpers/mini/builders'
import { install, load, render } from '../../../helpers/mini/runtime'
import type { Price } from '../../../../miniprogram/live/domain/room'

let id: string
beforeAll(() => {
  install()
  id = load('live/components/price-tag/price-tag')
})

const tagOf = (price: Price, size = 'm') =>
  render(id, { price: someGoodsView({ price }).price, size })

it.each<[string, Price, string]>([
  ['a whole yuan', { kind: 'single', priceFen: 1900 }, '¥19'],
  ['fen', { kind: 'single', priceFen: 1990 }, '¥19.90'],
  ['a range', { kind: 'range', minFen: 1990, maxFen: 3990 }, '¥19.90–39.90'],
  ['a discount', { kind: 'discount', originalFen: 3990, priceFen: 1990 }, '¥19.90 ¥39.90'],
])('shows %s', (_name, price, shown) => {
  expect(words(tagOf(price))).toBe(shown)
})

it('strikes through the former price only', () => {
  const tag = tagOf({ kind: 'discount', originalFen: 3990, priceFen: 1990 })
  expect(words(find(tag, '.price-tag__before'))).toBe('¥39.90')
  expect(tagOf({ kind: 'single', priceFen: 1 }).querySelector('.price-tag__before')).toBeUndefined()
})

it('is read aloud as one amount', () => {
  const tag = find(tagOf({ kind: 'single', priceFen: 1990 }), '.price-tag')
  expect(attribute(tag, 'aria-label')).toBe('19.90 元')
})

it('has three sizes', () => {
  expect(tagOf({ kind: 'single', priceFen: 1 }, 'l').querySelector('.price-tag--l')).toBeDefined()
})
