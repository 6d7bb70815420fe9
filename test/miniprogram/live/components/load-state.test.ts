import { attribute, find, heard, tap, words } from '../../../helpers/mini/drawn'
import { install, load, render } from '../../../helpers/mini/runtime'

let id: string
beforeAll(() => {
  install()
  id = load('live/components/load-state/load-state')
})

it.each([
  ['store', '.load-state__bone--hero'],
  ['grid', '.load-state__bone--card'],
  ['rows', '.load-state__bone--row'],
  ['detail', '.load-state__bone--cover'],
])('while loading has the skeleton of %s', (shape, bone) => {
  const state = render(id, { kind: 'loading', shape, text: '加载中' })
  expect(state.querySelectorAll(bone).length).toBeGreaterThan(0)
  expect(words(state)).toBe('')
  expect(attribute(find(state, '.load-state__skeleton'), 'aria-label')).toBe('加载中')
})

it('shows an empty message, with a button only if it has an action', () => {
  const state = render(id, { kind: 'empty', text: '还没有回放' })
  expect(words(state)).toBe('还没有回放')
  expect(state.querySelector('.load-state__action')).toBeUndefined()
})

it('offers to try again after a failure', async () => {
  const state = render(id, { kind: 'failed', text: '网络好像断了', actionText: '重试' })
  const retried = heard(state, 'action')
  expect(attribute(find(state, '.load-state__action'), 'aria-role')).toBe('button')
  await tap(state, '.load-state__action')
  expect(retried).toHaveLength(1)
})
