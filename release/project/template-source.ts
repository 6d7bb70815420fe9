import type { ModuleReference } from './script-source'

/** What a template pulls in from other files: `<import src>`, `<include src>`, `<wxs src>`. */
export function templateReferences(wxml: string): ModuleReference[] {
  return references(
    wxml,
    /<!--[\s\S]*?(?:-->|$)/g,
    /<(?:import|include|wxs)\b[^>]*?\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)')/g,
  )
}

/** What a style sheet pulls in: `@import "…"` and `@import url(…)`. */
export function styleReferences(wxss: string): ModuleReference[] {
  return references(
    wxss,
    /\/\*[\s\S]*?(?:\*\/|$)/g,
    /@import\s+(?:url\(\s*)?(?:"([^"]*)"|'([^']*)')/g,
  )
}

function references(text: string, comment: RegExp, pattern: RegExp): ModuleReference[] {
  // comments become blanks, not nothing: the lines stay where they are
  const code = text.replace(comment, (found) => found.replace(/[^\n]/g, ' '))
  return [...code.matchAll(pattern)].map((match) => ({
    specifier: match[1] ?? match[2] ?? '',
    line: code.slice(0, match.index).split('\n').length,
  }))
}
