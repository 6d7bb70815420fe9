import { FLAVOUR } from '../../../miniprogram/live/flavour'

it('says that it was built for Channels live alone', () => {
  expect(FLAVOUR).toBe('channels')
})
