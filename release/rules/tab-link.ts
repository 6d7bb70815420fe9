import { shippedPaths } from '../project/packed-source'
import { pageRoutes, tabPages } from '../project/page-routes'
import { shownPath } from '../project/project'
import type { Rule } from './rule'

/**
 * `switchTab` opens nothing but the pages of the tab bar, `navigateTo` and `redirectTo` open all
 * others: the wrong one fails on the phone. Pages that are not there are for `missing-page`.
 * @see reference/api/route, wx.switchTab and wx.navigateTo
 */
export const tabLink: Rule = {
  name: 'tab-link',
  check: ({ project, packed }) => {
    const pages = project.packages.flatMap((home) => home.pages.map(({ path }) => path))
    const tabs = tabPages(project)
    return pageRoutes(project, shippedPaths(project, packed)).flatMap(
      ({ file, line, way, path, targets }) => {
        const opened = targets.filter((target) => pages.includes(target))
        const isTab = (target: string) => tabs.includes(target)
        const message =
          opened.length === 0
            ? null
            : way === 'switchTab' && !opened.some(isTab)
              ? `${path} is no tab of app.json, and switchTab opens nothing else: it fails on the ` +
                'phone. Use navigateTo, or add the page to "tabBar".'
              : (way === 'navigateTo' || way === 'redirectTo') && opened.every(isTab)
                ? `${path} is a tab of app.json, and ${way} opens no tab: it fails on the phone. ` +
                  'Use switchTab.'
                : null
        return message === null ? [] : [{ file: shownPath(project, file), line, message }]
      },
    )
  },
}
