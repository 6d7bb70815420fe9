import type { ModuleReference } from './script-source'
import { attributeOf, type TemplateTag } from './wxml'

const IMPORTING_TAGS = ['import', 'include', 'wxs']

/** The files that a template imports: `<import src>`, `<include src>`, `<wxs src>`. */
export function templateReferences(tags: readonly TemplateTag[]): ModuleReference[] {
  return tags.flatMap((tag) => {
    const src = IMPORTING_TAGS.includes(tag.name) ? attributeOf(tag, 'src') : undefined
    return src ? [{ specifier: src.value, line: tag.line }] : []
  })
}

/** The style sheets that a style sheet imports: `@import "…"` and `@import url(…)`. */
export function styleReferences(wxss: string): ModuleReference[] {
  return matches(wxss, /@import\s+(?:url\(\s*)?(?:"([^"]*)"|'([^']*)')/g)
}

/** All other `url(…)` of a style sheet: pictures and fonts. */
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

/** Replaces text by spaces, so that lines keep their numbers. */
function blank(found: string): string {
  return found.replace(/[^\n]/g, ' ')
}
