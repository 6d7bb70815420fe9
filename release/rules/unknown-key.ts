import { didYouMean } from '../nearest'
import type { Finding } from '../problem'
import type { JsonSource } from '../project/json-source'
import { jsonObject, type Project, shownPath } from '../project/project'
import { type UnknownKey, unknownKeys } from '../schema/unknown-keys'
import { lackingIn, type SchemaName, schemaOf } from '../schema/wechat-schemas'
import type { Rule } from './rule'

/**
 * A key that WeChat does not know it reads past, without a word: a misspelt title stays the app's, a
 * misspelt setting what it was before (measured with miniprogram-ci 2.1.42: not caught).
 * Not seen: the keys of files that no template, script or app.json speaks of.
 */
export const unknownKey: Rule = {
  name: 'unknown-key',
  check: ({ project }) =>
    configFiles(project).flatMap(({ shown, json, schema }) =>
      json?.kind === 'parsed'
        ? unknownKeys(json.value, schemaOf(schema), (keys) => lackingIn(schema, keys)).map(
            (unknown): Finding => ({
              file: shown,
              line: json.lineOf(...unknown.keys),
              message: explain(unknown),
            }),
          )
        : [],
    ),
}

interface ConfigFile {
  readonly shown: string
  readonly json: JsonSource | null | undefined
  readonly schema: SchemaName
}

function configFiles(project: Project): ConfigFile[] {
  const app = jsonObject(project.appJson)
  const inApp = (path: string, schema: SchemaName): ConfigFile => ({
    shown: shownPath(project, path),
    json: project.files.get(path)?.json,
    schema,
  })
  const named = (key: string, usual: string) => {
    const location = app[key]
    return typeof location === 'string' ? location.replace(/^\.?\/+/, '') : usual
  }
  return [
    ...[...project.configs].map(([path, json]): ConfigFile => ({
      shown: path,
      json,
      schema: 'projectconfig',
    })),
    inApp('app.json', 'app'),
    inApp(named('sitemapLocation', 'sitemap.json'), 'sitemap'),
    inApp(named('themeLocation', 'theme.json'), 'theme'),
    ...[...project.files.keys()]
      .filter((path) => isPageOrComponent(project, path))
      .map((path) => inApp(path, 'page')),
  ]
}

/** By the template beside it, or by its line in app.json: without a template the page is broken too. */
function isPageOrComponent(project: Project, path: string): boolean {
  if (!path.endsWith('.json')) return false
  const base = path.slice(0, -'.json'.length)
  const isListed = project.packages.some(({ pages }) => pages.some((page) => page.path === base))
  return isListed || project.files.has(`${base}.wxml`)
}

function explain({ name, known, homes }: UnknownKey): string {
  const [home] = homes
  const hint =
    home === undefined ? didYouMean(name, known) : ` Did you mean it to stand in "${home}"?`
  return `"${name}" is no key that WeChat knows here: it reads past it.${hint} Correct it, or take it out.`
}
