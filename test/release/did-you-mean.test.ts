import { didYouMean, nearest } from '../../release/rules/did-you-mean'

const KNOWN = ['view', 'room-card', 'room-row', 'scroll-view']

it.each([
  ['veiw', 'view'],
  ['vew', 'view'],
  ['room-crad', 'room-card'],
  ['roomcard', 'room-card'],
  ['scrol-veiw', 'scroll-view'],
])('suggests for %s: %s', (name, meant) => {
  expect(nearest(name, KNOWN)).toBe(meant)
})

it.each(['wxml', 'image', 'order-list', ''])('suggests nothing for %p', (name) => {
  expect(nearest(name, KNOWN)).toBeNull()
})

it('returns a sentence, or an empty text', () => {
  expect(didYouMean('veiw', KNOWN)).toBe(' Did you mean view?')
  expect(didYouMean('order-list', KNOWN)).toBe('')
})
