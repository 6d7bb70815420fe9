import { isRecord, jsonObject, type PageEntry, type Project, type SourceFile } from './project'
import { resolveReference } from './resolve'
import { scriptStrings } from './script-strings'

/** What is no way into a page although it names one: lists of pages, and what is loaded ahead. */
const NO_WAY_IN = ['pages', 'subpackages', 'subPackages', 'preloadRule', 'usingComponents']

/**
 * The pages that something in the app leads to:
 * - the first of app.json, or its `entryPagePath`;
 * - a text of app.json outside `pages`, `subpackages`, `preloadRule`, `usingComponents`: `tabBar`, …;
 * - an attribute of a template: `<navigator url>`, and texts in its `{{…}}`;
 * - a text of a script: a call, a builder of links, a table of routes. What only a running app knows
 *   may be anything: `/pages/${name}/${name}` leads to every page below `/pages`.
 *
 * A page's own files do not count, nor does a text in a script that never runs: both would need to
 * know how the app runs. A path counts with and without its slash, query and `.html`.
 */
export function linkedPages(project: Project): ReadonlySet<string> {
  const pages = project.packages.flatMap((home) => home.pages)
  const linked = new Set([pages[0]?.path ?? ''])
  for (const { from, text } of texts(project)) {
    const leadsTo = matcher(from, text)
    if (leadsTo === null) continue
    for (const page of pages)
      if (!isOwnFile(page, from) && leadsTo.test(page.path)) linked.add(page.path)
  }
  return linked
}

interface Text {
  readonly from: string
  readonly text: string
}

function* texts(project: Project): Iterable<Text> {
  const app = Object.entries(jsonObject(project.appJson))
  for (const [key, value] of app)
    if (!NO_WAY_IN.includes(key))
      for (const text of jsonTexts(value)) yield { from: 'app.json', text }
  for (const file of project.files.values())
    for (const text of fileTexts(file)) yield { from: file.path, text }
}

function fileTexts({ path, text, template, script }: SourceFile): string[] {
  if (template)
    return template.flatMap(({ attributes }) => attributes.flatMap(({ value }) => inValue(value)))
  return script && text !== null ? scriptStrings(path, text).map((found) => found.text) : []
}

/** `/pages/a?id={{id}}` as a whole, and every text within its braces. */
function inValue(value: string): string[] {
  const whole = value.replace(/\{\{[^]*?\}\}/g, '…')
  const within = [...value.matchAll(/\{\{([^]*?)\}\}/g)].flatMap(([, code = '']) =>
    [...code.matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, one, two]) => one ?? two ?? ''),
  )
  return [whole, ...within]
}

function jsonTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(jsonTexts)
  return isRecord(value) ? Object.values(value).flatMap(jsonTexts) : []
}

/** null for a text that is no path of a page: without a slash between two names. */
function matcher(from: string, text: string): RegExp | null {
  const path = (/^[^?#]*/.exec(text)?.[0] ?? '').replace(/\.html$/, '')
  if (!/^[\w\-./…]+$/.test(path) || !/\w\/|\/\w/.test(path)) return null
  const fromRoot = path.startsWith('.') ? resolveReference(from, path) : path.replace(/^\//, '')
  if (fromRoot === null) return null
  const pattern = fromRoot
    .split('…')
    .map((part) => part.replace(/[.\-/]/g, String.raw`\$&`))
    .join('.*')
  return new RegExp(`^${pattern}$`)
}

function isOwnFile({ path }: PageEntry, file: string): boolean {
  return file.replace(/\.\w+$/, '') === path
}
