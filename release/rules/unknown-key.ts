import { didYouMean } from './did-you-mean'
import type { Finding } from '../problem'
import type { JsonSource } from '../project/json-source'
import { jsonObject, type Project, shownPath } from '../project/project'
import { type UnknownKey, unknownKeys } from '../schema/unknown-keys'
import { lackingIn, type SchemaName, schemaOf } from '../schema/wechat-schemas'
import type { Rule } from './rule'

/**
 * WeChat silently ignores an unknown key: the title or setting that was meant is not applied
 * (measured with miniprogram-ci 2.1.42).
 * Not seen: keys in files that no template, script or app.json refers to.
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

/** Identified by the template beside it, or by its entry in app.json if the template is missing. */
function isPageOrComponent(project: Project, path: string): boolean {
  if (!path.endsWith('.json')) return false
  const base = path.slice(0, -'.json'.length)
  const isListed = project.packages.some(({ pages }) => pages.some((page) => page.path === base))
  return isListed || project.files.has(`${base}.wxml`)
}

function explain({ name, known, homes }: UnknownKey): string {
  const [home] = homes
  const hint = home === undefined ? didYouMean(name, known) : ` Does it belong in "${home}"?`
  return `"${name}" is no key of WeChat here, so WeChat ignores it.${hint} Correct it, or remove it.`
}
