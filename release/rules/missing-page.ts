import { didYouMean } from './did-you-mean'
import type { Finding } from '../problem'
import { shippedPaths } from '../project/packed-source'
import { type PageRoute, pageRoutes } from '../project/page-routes'
import { shownPath } from '../project/project'
import type { Rule } from './rule'

/**
 * Links to a page that app.json lacks. Nothing opens on the phone; the compiler accepts them. A
 * path without a leading slash is legal and starts at the page's own folder: it is reported only if
 * there is no such page.
 */
export const missingPage: Rule = {
  name: 'missing-page',
  check: ({ project, packed }) => {
    const pages = project.packages.flatMap((home) => home.pages.map(({ path }) => path))
    if (pages.length === 0) return []
    const lost = pageRoutes(project, shippedPaths(project, packed)).filter(
      ({ targets }) => !targets.some((target) => pages.includes(target)),
    )
    const isBareShare = ({ method, path }: PageRoute) => method === 'share' && pages.includes(path)
    const finding = (route: PageRoute, message: string): Finding => ({
      file: shownPath(project, route.file),
      line: route.line,
      message,
    })
    const [firstShare, ...otherShares] = lost.filter(isBareShare)
    return [
      ...lost
        .filter((route) => !isBareShare(route))
        .map((route) =>
          finding(
            route,
            pages.includes(route.path) ? lacksSlash(route) : leadsNowhere(route, pages),
          ),
        ),
      ...(firstShare ? [finding(firstShare, bareShares(firstShare, otherShares))] : []),
    ]
  },
}

function lacksSlash({ path, targets }: PageRoute): string {
  return (
    `The link ${path} lacks its leading slash: WeChat reads it from the page's own folder${resolvedAs(targets)}, ` +
    `and no page opens. Write /${path}.`
  )
}

/** '' if several pages are possible. */
function resolvedAs([target = '', ...others]: readonly string[]): string {
  return others.length === 0 ? `, as ${target}` : ''
}

/**
 * One finding for all share paths, because WeChat's documentation requires the slash and WeChat's
 * own demo omits it.
 * @see docs/wechat-live-contract.md, Upload of the app, Paths between pages
 */
function bareShares({ path }: PageRoute, others: readonly PageRoute[]): string {
  const places = others.map(({ file, line }) => `${file}:${line}`)
  return (
    `The share path ${path} lacks its leading slash, but WeChat requires a full path. ` +
    `Write /${path}.${places.length === 0 ? '' : ` The same at ${places.join(', ')}.`}`
  )
}

function leadsNowhere({ path, targets }: PageRoute, pages: string[]): string {
  const target = targets.length > 1 ? path : (targets[0] ?? path)
  const read = path.startsWith('/')
    ? ''
    : `, read from the page's own folder${resolvedAs(targets)},`
  return (
    `The link ${path}${read} leads to no page of app.json, so nothing opens.` +
    `${didYouMean(target, pages)} Correct the path, or add the page to app.json.`
  )
}
