import { attribute, heard, tap, words } from '../../../helpers/mini/drawn'
import { install, load, render } from '../../../helpers/mini/runtime'

let id: string
beforeAll(() => {
  install()
  id = load('packageA/components/hall-tabs/hall-tabs')
})

const TABS = [
  { key: 'live', text: '直播中 3' },
  { key: 'upcoming', text: '预告 5' },
]

function tabsWith(active: string) {
  const drawn = render(id, { tabs: TABS, active })
  const [live, upcoming] = drawn.querySelectorAll('.hall-tabs__tab')
  if (live === undefined || upcoming === undefined) throw new Error('two tabs are expected')
  return { drawn, live, upcoming }
}

it('shows every tab with its count', () => {
  expect(words(tabsWith('live').drawn)).toBe('直播中 3 预告 5')
})

it('emits change for another tab, and nothing for the selected one', async () => {
  const { drawn, live, upcoming } = tabsWith('live')
  const changed = heard(drawn, 'change')
  await tap(live)
  await tap(upcoming)
  expect(changed).toEqual([{ key: 'upcoming' }])
})

it('marks the selected tab for a screen reader', () => {
  const { live, upcoming } = tabsWith('upcoming')
  expect([live, upcoming].map((tab) => attribute(tab, 'aria-role'))).toEqual(['tab', 'tab'])
  expect([live, upcoming].map((tab) => attribute(tab, 'aria-selected'))).toEqual([false, true])
})
