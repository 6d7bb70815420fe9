import type { JsonSource } from './json-source'
import { type AppPackage, isRecord, jsonObject, MAIN_PACKAGE } from './project'

type Keys = readonly (string | number)[]

/**
 * The packages of app.json. WeChat reads both `subpackages` and `subPackages`.
 * @see framework/subpackages/basic
 */
export function readPackages(appJson: JsonSource | null): AppPackage[] {
  if (appJson?.kind !== 'parsed') return []
  const app = jsonObject(appJson)
  const packages = [readPackage(appJson, app, [], MAIN_PACKAGE, '')]
  for (const key of ['subpackages', 'subPackages']) {
    const listed = app[key]
    if (!Array.isArray(listed)) continue
    listed.forEach((entry: unknown, index) => {
      if (!isRecord(entry) || typeof entry['root'] !== 'string') return
      const root = entry['root'].replace(/^\/+|\/+$/g, '')
      if (root !== '') packages.push(readPackage(appJson, entry, [key, index], root, root))
    })
  }
  return packages
}

function readPackage(
  json: Extract<JsonSource, { kind: 'parsed' }>,
  entry: Readonly<Record<string, unknown>>,
  keys: Keys,
  name: string,
  root: string,
): AppPackage {
  const pages: unknown[] = Array.isArray(entry['pages']) ? entry['pages'] : []
  const plugins = isRecord(entry['plugins']) ? entry['plugins'] : {}
  return {
    name,
    root,
    pages: pages.flatMap((page, index) =>
      typeof page === 'string'
        ? [
            {
              path: root === '' ? page : `${root}/${page}`,
              line: json.lineOf(...keys, 'pages', index),
            },
          ]
        : [],
    ),
    plugins: Object.entries(plugins).map(([alias, plugin]) => ({
      alias,
      provider: isRecord(plugin) ? plugin['provider'] : undefined,
      version: isRecord(plugin) ? plugin['version'] : undefined,
      line: json.lineOf(...keys, 'plugins', alias),
    })),
  }
}
