import { attribute, find, heard, tap, words } from '../../../helpers/mini/drawn'
import { someGoodsView, goodsTap } from '../../../helpers/mini/builders'
import { install, load, render } from '../../../helpers/mini/runtime'

let id: string
beforeAll(() => {
  install()
  id = load('packageA/components/goods-row/goods-row')
})

it('shows title and price', () => {
  expect(words(render(id, { goods: someGoodsView({ title: '羊毛围巾' }) }))).toBe('羊毛围巾 ¥19.90')
})

it('emits the link of the product', async () => {
  const card = render(id, { goods: someGoodsView({ productId: '77' }) })
  const opened = heard(card, 'open')
  await tap(card, '.goods-row')
  expect(opened).toEqual([goodsTap('77')])
})

it('is a button whose label has title and price', () => {
  const button = find(render(id, { goods: someGoodsView({ title: '羊毛围巾' }) }), '.goods-row')
  expect(attribute(button, 'aria-role')).toBe('button')
  expect(attribute(button, 'aria-label')).toBe('羊毛围巾，19.90 元')
})
