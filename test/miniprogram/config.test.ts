import { config } from '../../miniprogram/config'
import { indexPath } from '../../miniprogram/live/domain/live-link'
import { read } from '../helpers/mini/compilers'

it('says that it was built with the live plugin, as the source stands', () => {
  expect(config.flavour).toBe('plugin')
})

it('has the storefront as a tab where app.json has it as one', () => {
  const app = JSON.parse(read('app.json')) as { tabBar?: { list: { pagePath: string }[] } }
  const tabs = (app.tabBar?.list ?? []).map(({ pagePath }) => `/${pagePath}`)
  expect(config.homeIsTab).toBe(tabs.includes(indexPath()))
})
