import { attribute, find, heard, styleOf, tap } from '../../../helpers/mini/drawn'
import { install, load, render } from '../../../helpers/mini/runtime'

let id: string
beforeAll(() => {
  install()
  id = load('live/components/nav-bar/nav-bar')
})

it('centers its 44 px button on the menu button', () => {
  const bar = render(id, { topPx: 48, heightPx: 32, label: '返回' })
  expect(styleOf(find(bar, '.nav-bar__back'))).toContain('top: 42px')
})

it('emits back, from a button with a label', async () => {
  const bar = render(id, { label: '返回' })
  const back = heard(bar, 'back')
  expect(attribute(find(bar, '.nav-bar__back'), 'aria-role')).toBe('button')
  expect(attribute(find(bar, '.nav-bar__back'), 'aria-label')).toBe('返回')
  await tap(bar, '.nav-bar__back')
  expect(back).toHaveLength(1)
})

it('shows a house on the first page of the stack', () => {
  expect(render(id, { home: true }).querySelector('.nav-bar__house')).toBeDefined()
  expect(render(id, { home: false }).querySelector('.nav-bar__arrow')).toBeDefined()
})
