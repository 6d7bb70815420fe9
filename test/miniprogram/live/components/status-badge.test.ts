import { find, words } from '../../../helpers/mini/drawn'
import { aRoomView } from '../../../helpers/mini/builders'
import { install, load, render } from '../../../helpers/mini/runtime'

let id: string
beforeAll(() => {
  install()
  id = load('live/components/status-badge/status-badge')
})

const badgeOf = (liveStatus: number | null) =>
  render(id, { badge: aRoomView({ liveStatus }).badge })

it.each([
  [101, 'live', '直播中'],
  [103, 'mute', '已结束'],
  [104, 'mute', '已停播'],
  [105, 'away', '暂停中'],
  [106, 'away', '主播暂时离开'],
  [107, 'mute', '未开播'],
])('shows %i as text and in the tone %s', (code, tone, said) => {
  const badge = badgeOf(code)
  expect(words(badge)).toBe(said)
  expect(badge.querySelector(`.status-badge--${tone}`)).toBeDefined()
})

it('has moving bars for a live room only', () => {
  expect(badgeOf(101).querySelectorAll('.status-badge__bar')).toHaveLength(3)
  expect(badgeOf(106).querySelectorAll('.status-badge__bar')).toHaveLength(0)
})

it('has a different shape for every tone', () => {
  expect(find(badgeOf(105), '.status-badge__shape--away')).toBeDefined()
  expect(find(badgeOf(104), '.status-badge__shape--mute')).toBeDefined()
})

it('draws nothing for an unknown status', () => {
  expect(words(badgeOf(null))).toBe('')
})
