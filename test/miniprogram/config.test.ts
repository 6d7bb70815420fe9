import { FLAVOUR } from '../../miniprogram/live/flavour'
import { routes } from '../../miniprogram/routes'
import { read } from '../helpers/mini/compilers'

it('says that it was built with the live plugin, as the source stands', () => {
  expect(FLAVOUR).toBe('plugin')
})

it('has the storefront as a tab where app.json has it as one', () => {
  const app = JSON.parse(read('app.json')) as { tabBar?: { list: { pagePath: string }[] } }
  const tabs = (app.tabBar?.list ?? []).map(({ pagePath }) => `/${pagePath}`)
  expect(routes.home.isTab).toBe(tabs.includes(routes.home.path))
})
