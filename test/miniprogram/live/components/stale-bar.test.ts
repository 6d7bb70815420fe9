import { attribute, find, heard, tap, words } from '../../../helpers/mini/drawn'
import { install, load, render } from '../../../helpers/mini/runtime'

let id: string
beforeAll(() => {
  install()
  id = load('live/components/stale-bar/stale-bar')
})

it('shows the time of the list, and emits retry on a tap', async () => {
  const bar = render(id, { text: '网络不佳，显示 20:15 的列表', actionText: '重试' })
  const retried = heard(bar, 'retry')
  expect(words(bar)).toBe('网络不佳，显示 20:15 的列表重试')
  expect(attribute(find(bar, '.stale-bar'), 'aria-role')).toBe('button')
  await tap(bar, '.stale-bar')
  expect(retried).toHaveLength(1)
})

it('is hidden while the list is fresh', () => {
  expect(render(id, { text: '' }).querySelector('.stale-bar')).toBeUndefined()
})
