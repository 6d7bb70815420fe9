import { isRecord, jsonObject, type PageEntry, type Project, type SourceFile } from './project'
import { resolveReference } from './resolve'
import { scriptStrings } from './script-strings'

/** Keys of app.json that name pages but do not link to them: lists of pages, and preloading. */
const NOT_LINKS = ['pages', 'subpackages', 'subPackages', 'preloadRule', 'usingComponents']

/**
 * Returns the pages that the app links to. These count as links:
 * - the first page of app.json, or `entryPagePath`;
 * - a text of app.json outside `pages`, `subpackages`, `preloadRule` and `usingComponents`, such as
 *   `tabBar`;
 * - an attribute of a template such as `<navigator url>`, and the texts in its `{{…}}`;
 * - a text of a script: an argument, a function that builds links, a table of routes. A part that
 *   is only known at run time matches anything: `/pages/${name}/${name}` links to every page below
 *   `/pages`.
 *
 * The files of the page itself do not count. A text counts even if its code never runs. A path
 * counts with or without leading slash, query and `.html`.
 */
export function linkedPages(project: Project): ReadonlySet<string> {
  const pages = project.packages.flatMap((home) => home.pages)
  const linked = new Set([pages[0]?.path ?? ''])
  for (const { from, text } of texts(project)) {
    const pattern = matcher(from, text)
    if (pattern === null) continue
    for (const page of pages)
      if (!isOwnFile(page, from) && pattern.test(page.path)) linked.add(page.path)
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
    if (!NOT_LINKS.includes(key))
      for (const text of jsonTexts(value)) yield { from: 'app.json', text }
  for (const file of project.files.values())
    for (const text of fileTexts(file)) yield { from: file.path, text }
}

function fileTexts({ path, text, template, script }: SourceFile): string[] {
  if (template)
    return template.flatMap(({ attributes }) => attributes.flatMap(({ value }) => inValue(value)))
  return script && text !== null ? scriptStrings(path, text).map((found) => found.text) : []
}

/** The value as a whole, such as `/pages/a?id={{id}}`, and each text in its braces. */
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

/** null for a text that is no page path, which needs a slash between two names. */
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
