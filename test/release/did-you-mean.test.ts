import { didYouMean, nearest } from '../../release/rules/did-you-mean'

const KNOWN = ['view', 'room-card', 'room-row', 'scroll-view']

it.each([
  ['veiw', 'view'],
  ['vew', 'view'],
  ['room-crad', 'room-card'],
  ['roomcard', 'room-card'],
  ['scrol-veiw', 'scroll-view'],
])('takes %s for %s', (name, meant) => {
  expect(nearest(name, KNOWN)).toBe(meant)
})

it.each(['wxml', 'image', 'order-list', ''])('knows nothing like %p', (name) => {
  expect(nearest(name, KNOWN)).toBeNull()
})

it('asks in a sentence, or not at all', () => {
  expect(didYouMean('veiw', KNOWN)).toBe(' Did you mean view?')
  expect(didYouMean('order-list', KNOWN)).toBe('')
})
