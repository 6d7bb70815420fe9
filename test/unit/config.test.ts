import { config } from '../../miniprogram/config'

it('says that it was built with the live plugin, as the source stands', () => {
  expect(config.flavour).toBe('plugin')
})
