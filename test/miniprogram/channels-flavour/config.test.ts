import { config } from '../../../miniprogram/config'

it('says that it was built for Channels live alone', () => {
  expect(config.flavour).toBe('channels')
})
