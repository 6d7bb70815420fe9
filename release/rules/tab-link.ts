import { shippedPaths } from '../project/packed-source'
import { pageRoutes, tabPages } from '../project/page-routes'
import { shownPath } from '../project/project'
import type { Rule } from './rule'

/**
 * `switchTab` opens only pages of the tab bar; `navigateTo` and `redirectTo` open only other pages.
 * The wrong call fails on the phone. Links to missing pages are reported by `missing-page`.
 * @see reference/api/route, wx.switchTab and wx.navigateTo
 */
export const tabLink: Rule = {
  name: 'tab-link',
  check: ({ project, packed }) => {
    const pages = project.packages.flatMap((home) => home.pages.map(({ path }) => path))
    const tabs = tabPages(project)
    return pageRoutes(project, shippedPaths(project, packed)).flatMap(
      ({ file, line, method, path, targets }) => {
        const opened = targets.filter((target) => pages.includes(target))
        const isTab = (target: string) => tabs.includes(target)
        const message =
          opened.length === 0
            ? null
            : method === 'switchTab' && !opened.some(isTab)
              ? `${path} is no tab of app.json, but switchTab opens tabs only: it fails on the ` +
                'phone. Use navigateTo, or add the page to "tabBar".'
              : (method === 'navigateTo' || method === 'redirectTo') && opened.every(isTab)
                ? `${path} is a tab of app.json, but ${method} opens no tabs: it fails on the phone. ` +
                  'Use switchTab.'
                : null
        return message === null ? [] : [{ file: shownPath(project, file), line, message }]
      },
    )
  },
}
