/** `../b/b` in `pages/a/a` → `pages/b/b`. A leading slash means the root of the code space. */
export function resolvePath(path: string, from = ''): string {
  const parts = path.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

export interface PageUrl {
  readonly path: string
  /** Values as in the URL; WeChat does not decode them. */
  readonly query: Readonly<Record<string, string>>
  readonly search: string
}

export function parsePageUrl(url: string): PageUrl {
  const mark = url.indexOf('?')
  const path = mark < 0 ? url : url.slice(0, mark)
  const search = mark < 0 ? '' : url.slice(mark + 1)
  const query: Record<string, string> = {}
  for (const pair of search.split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    if (equals < 0) query[pair] = ''
    else query[pair.slice(0, equals)] = pair.slice(equals + 1)
  }
  return { path, query, search }
}

export type PluginPath = Readonly<{ isPrivate: boolean; name: string; inner: string }>

/** `plugin://alias/page` is a published page of a plugin, `plugin-private://appid/path` one of its files. */
export function parsePluginPath(path: string): PluginPath | null {
  const [, dash, name, inner] = /^plugin(-private)?:\/\/([^/]+)\/(.+)$/.exec(path) ?? []
  if (name === undefined || inner === undefined) return null
  return { isPrivate: dash !== undefined, name, inner }
}
