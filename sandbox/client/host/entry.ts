import { parsePageUrl, parsePluginPath } from './paths'

/** How the app is opened: from the icon, a card, a code or a message. */
export interface Entry {
  readonly scene: number
  /** Without leading slash; a `plugin-private://` URL for a page of a plugin. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly shareTicket?: string
}

/** The options of App.onLaunch, App.onShow and wx.getEnterOptionsSync. */
export interface EnterOptions extends Entry {
  readonly referrerInfo: Readonly<Record<string, unknown>>
  readonly forwardMaterials: readonly unknown[]
  readonly apiCategory: 'default'
}

/** Foreground scenes, such as the icon or the list of recent apps, keep the open pages. */
const FOREGROUND_SCENES: ReadonlySet<number> = new Set([
  1000, 1001, 1019, 1022, 1024, 1038, 1056, 1074, 1082, 1089, 1090, 1103, 1104, 1131, 1187,
])

export function keepsPages(scene: number): boolean {
  return FOREGROUND_SCENES.has(scene)
}

/** Opened in Moments: a page without navigation, until "前往小程序" is tapped (share-timeline). */
export function isSinglePage({ scene }: Pick<Entry, 'scene'>): boolean {
  return scene === 1154
}

/** `app.html?scene=1044&shareTicket=T#/path?query` */
export function readEntry(url: URL, firstPage: string): Entry {
  const hash = url.hash.replace(/^#/, '')
  const { path, query } = parsePageUrl(hash === '' ? firstPage : hash)
  const shareTicket = url.searchParams.get('shareTicket')
  return {
    scene: Number(url.searchParams.get('scene') ?? 1001),
    path: path.replace(/^\//, ''),
    query,
    ...(shareTicket === null ? {} : { shareTicket }),
  }
}

/** A subscribe message. Its parameters are the app's own: `custom-params` of `<subscribe>`. */
const REMINDER = 1014

/**
 * For privacy, WeChat hides the query of a plugin page's card from the app; only the plugin can read it
 * (liveplayer/component-api, getShareParams). The query of a reminder is visible.
 */
export function visibleOptions(entry: Entry): EnterOptions {
  const isVisible = parsePluginPath(entry.path) === null || entry.scene === REMINDER
  return {
    ...entry,
    query: isVisible ? entry.query : {},
    referrerInfo: {},
    forwardMaterials: [],
    apiCategory: 'default',
  }
}

export function entryUrl({ path, query }: Pick<Entry, 'path' | 'query'>): string {
  const search = Object.entries(query)
    .map(([key, value]) => `${key}=${value}`)
    .join('&')
  const rooted = parsePluginPath(path) === null ? `/${path}` : path
  return search === '' ? rooted : `${rooted}?${search}`
}
