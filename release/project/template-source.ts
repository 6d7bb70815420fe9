import type { ModuleReference } from './script-source'
import { attributeOf, type TemplateTag } from './wxml'

const PULLS = ['import', 'include', 'wxs']

/** What a template pulls in from other files: `<import src>`, `<include src>`, `<wxs src>`. */
export function pulledBy(tags: readonly TemplateTag[]): ModuleReference[] {
  return tags.flatMap((tag) => {
    const src = PULLS.includes(tag.name) ? attributeOf(tag, 'src') : undefined
    return src ? [{ specifier: src.value, line: tag.line }] : []
  })
}

/** What a style sheet pulls in: `@import "…"` and `@import url(…)`. */
export function styleReferences(wxss: string): ModuleReference[] {
  return matches(wxss, /@import\s+(?:url\(\s*)?(?:"([^"]*)"|'([^']*)')/g)
}

/** Every other `url(…)` of a style sheet: pictures and fonts. */
export function stylePictures(wxss: string): ModuleReference[] {
  const withoutImports = wxss.replace(/@import[^;]*/g, blank)
  return matches(withoutImports, /\burl\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]+))/gi)
}

function matches(wxss: string, pattern: RegExp): ModuleReference[] {
  const code = wxss.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, blank)
  return [...code.matchAll(pattern)].map((match) => ({
    specifier: match[1] ?? match[2] ?? match[3] ?? '',
    line: code.slice(0, match.index).split('\n').length,
  }))
}

/** Not nothing: the lines stay where they are. */
function blank(found: string): string {
  return found.replace(/[^\n]/g, ' ')
}
