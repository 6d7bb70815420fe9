import type { Finding } from '../problem'
import type { JsonSource } from '../project/json-source'
import { isRecord, jsonObject, type Project, shownPath, type SourceFile } from '../project/project'
import { resolveReference } from '../project/resolve'
import { missingPictures } from './missing-picture'
import { missingImports } from './missing-import'
import type { Rule } from './rule'

/**
 * Missing files that configuration, templates, styles and scripts name. The compiler accepts a page
 * without .json, a missing sitemap.json and missing imports of templates and styles (measured with
 * miniprogram-ci 2.1.42), and stops at the first missing component.
 */
export const missingFile: Rule = {
  name: 'missing-file',
  check: ({ project }) => [
    ...missingPageConfigs(project),
    ...missingSitemap(project),
    ...[...project.files.values()].flatMap((file) => [
      ...missingComponents(project, file),
      ...missingImports(project, file),
      ...missingPictures(project, file),
    ]),
  ],
}

function missingPageConfigs(project: Project): Finding[] {
  return project.packages.flatMap(({ pages }) =>
    pages.flatMap(({ path, line }) =>
      project.files.has(`${path}.json`)
        ? []
        : [
            {
              file: shownPath(project, 'app.json'),
              line,
              message:
                `The page ${path} has no ${path}.json. ` +
                'Add it with {"usingComponents": {}}, or remove the page from app.json.',
            },
          ],
    ),
  )
}

function missingSitemap(project: Project): Finding[] {
  if (project.appJson?.kind !== 'parsed') return []
  const named = jsonObject(project.appJson)['sitemapLocation']
  const sitemap = typeof named === 'string' ? named.replace(/^\/+/, '') : 'sitemap.json'
  if (project.files.has(sitemap)) return []
  return [
    {
      file: shownPath(project, 'app.json'),
      line: project.appJson.lineOf('sitemapLocation'),
      message:
        `${sitemap} is missing, so WeChat's search indexes every page. ` +
        'Add it, or name the right file in "sitemapLocation".',
    },
  ]
}

function missingComponents(project: Project, { path, json }: SourceFile): Finding[] {
  const declared = jsonObject(json)['usingComponents']
  if (!isRecord(declared) || json?.kind !== 'parsed') return []
  return Object.entries(declared).flatMap(([tag, target]) => {
    const component = typeof target === 'string' ? resolveReference(path, target) : null
    const lack = component === null ? null : whatLacks(project, component)
    return lack === null
      ? []
      : [
          {
            file: shownPath(project, path),
            line: json.lineOf('usingComponents', tag),
            message: `<${tag}> cannot be loaded: ${lack}`,
          },
        ]
  })
}

function whatLacks(project: Project, component: string): string | null {
  const found = [component, `${component}/index`].find((base) =>
    ['.json', '.wxml', '.ts', '.js'].some((ending) => project.files.has(base + ending)),
  )
  if (found === undefined)
    return `there is no ${component}. Correct the path, or add the component.`
  const has = (ending: string) => project.files.has(found + ending)
  if (!has('.json')) return `${found}.json is missing. Add it with {"component": true}.`
  if (!has('.wxml')) return `${found}.wxml is missing. Add the template.`
  if (!has('.ts') && !has('.js')) return `${found}.ts is missing. Add it with Component({}).`
  return isComponent(project.files.get(`${found}.json`)?.json)
    ? null
    : `${found}.json lacks {"component": true}. Add it.`
}

function isComponent(json: JsonSource | null | undefined): boolean {
  // json-syntax reports a broken file
  return json?.kind !== 'parsed' || jsonObject(json)['component'] === true
}
