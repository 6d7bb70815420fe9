import type { AtRule, ChildNode } from 'postcss'
import type { Report } from './problem'

const THEME = /\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/

/**
 * `@media (prefers-color-scheme: dark) { .a {…} }` → `:where(html[data-theme="dark"]) .a {…}`.
 * `:where()` keeps the specificity of the rule, so the cascade equals WeChat's.
 */
export function splitThemeQuery(
  rule: AtRule,
  { file, report }: { readonly file: string; readonly report: Report },
): void {
  if (!THEME.test(rule.params)) return
  const refuse = (message: string) => {
    report({ severity: 'error', file, line: rule.source?.start?.line ?? 0, message })
  }
  rule.walkAtRules(/keyframes$/, () => {
    refuse('@keyframes inside prefers-color-scheme cannot be previewed: move them out of it')
  })
  const variants = rule.params.split(',').map((query) => {
    if (/\bnot\b/.test(query))
      refuse('"not" with prefers-color-scheme cannot be previewed: write the query without it')
    const theme = THEME.exec(query)?.[1] ?? null
    const rest = query
      .replace(THEME, '')
      .split(/\band\b/)
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .join(' and ')
    return { theme, rest }
  })
  const replacement: ChildNode[] = variants.flatMap(({ theme, rest }) => {
    const copy = rule.clone({ params: rest })
    if (theme !== null)
      copy.walkRules((inner) => {
        inner.selectors = inner.selectors.map((one) => `:where(html[data-theme="${theme}"]) ${one}`)
      })
    return rest === '' ? (copy.nodes ?? []) : [copy]
  })
  rule.replaceWith(replacement)
}
