import type { PageLocation, PageView } from '../../../sandbox/client/host/page-view'
import { Router } from '../../../sandbox/client/host/router'

/** A router over pages that only record calls. */
function setUp(tabs: readonly string[] = []) {
  const story: string[] = []
  const onLoad = new Map<string, () => void>()
  const page = (location: PageLocation) => {
    const note = (what: string) => () => {
      story.push(`${location.route} ${what}`)
    }
    const load = () => {
      note('load')()
      onLoad.get(location.route)?.()
    }
    return {
      location,
      route: location.route,
      load,
      show: note('show'),
      hide: note('hide'),
      unload: note('unload'),
    }
  }
  const router = new Router({
    locate: (url) =>
      url === 'none' ? null : ({ route: url.split('?')[0], search: '' } as unknown as PageLocation),
    open: (location) => page(location) as unknown as PageView,
    isTab: (route) => tabs.includes(route),
    changed: () => undefined,
  })
  const routes = () => router.stack.map(({ route }) => route)
  return { router, story, onLoad, routes }
}

it('hides the old page before it opens the new one', () => {
  const { router, story } = setUp()
  router.reLaunch('a')
  router.navigateTo('b')
  expect(story).toEqual(['a load', 'a show', 'a hide', 'b load', 'b show'])
})

it('unloads from the top when it goes back several pages', () => {
  const { router, story, routes } = setUp()
  router.reLaunch('a')
  for (const url of ['b', 'c', 'd']) router.navigateTo(url)
  story.length = 0
  router.navigateBack(2)
  expect(story).toEqual(['d unload', 'c unload', 'b show'])
  expect(routes()).toEqual(['a', 'b'])
})

it('goes back to the first page at most', () => {
  const { router, routes } = setUp()
  router.reLaunch('a')
  router.navigateTo('b')
  router.navigateBack(99)
  expect(routes()).toEqual(['a'])
})

it('does not change the stack for an unknown page', () => {
  const { router, routes } = setUp()
  router.reLaunch('a')
  expect(() => router.redirectTo('none')).toThrow('redirectTo:fail page "none" is not found')
  expect(() => router.reLaunch('none')).toThrow('reLaunch:fail page "none" is not found')
  expect(router.enter('none')).toBe(false)
  expect(routes()).toEqual(['a'])
})

it('does not show a page that opened another page in onLoad', () => {
  const { router, story, onLoad, routes } = setUp()
  onLoad.set('a', () => router.redirectTo('b'))
  router.reLaunch('a')
  expect(story).toEqual(['a load', 'a unload', 'b load', 'b show'])
  expect(routes()).toEqual(['b'])
})

it('keeps tab pages, and unloads all others when switching to one', () => {
  const { router, story } = setUp(['t1', 't2'])
  router.switchTab('t1')
  router.navigateTo('a')
  story.length = 0
  router.switchTab('t2')
  router.switchTab('t1')
  expect(story).toEqual(['a unload', 't1 hide', 't2 load', 't2 show', 't2 hide', 't1 show'])
})

it('unloads kept tab pages on a reLaunch', () => {
  const { router, story } = setUp(['t1', 't2'])
  router.switchTab('t1')
  router.switchTab('t2')
  story.length = 0
  router.reLaunch('a')
  expect(story).toEqual(['t2 unload', 't1 unload', 'a load', 'a show'])
})
