import path from 'node:path'
import postcss, { CssSyntaxError, type AtRule, type ChildNode, type Root } from 'postcss'
import selectorParser from 'postcss-selector-parser'
import { toCssValue } from '../host/css-value'
import { splitThemeQuery } from './theme-query'
import type { Report } from './problem'

/** WeChat's own tags. They become `wx-*` in CSS, so that styles of HTML tags do not apply. */
export const BUILTIN_TAGS: ReadonlySet<string> = new Set(
  (
    'view text image button input textarea scroll-view swiper swiper-item navigator icon switch ' +
    'checkbox checkbox-group radio radio-group form label picker progress rich-text video canvas ' +
    'cover-view cover-image web-view slider movable-area movable-view open-data live-player'
  ).split(' '),
)

export interface WxssSource {
  /** Path relative to the code space's root. */
  readonly file: string
  /** Class prefix of an isolated component or plugin page; null if styles are shared. */
  readonly prefix: string | null
  /** Reads a file of the same code space; null if it does not exist. */
  readonly read: (file: string) => string | null
  readonly report: Report
}

/**
 * Compiles WXSS to CSS: inlines `@import`, computes `rpx` and page units, renames WeChat's tags, prefixes
 * classes for style isolation, and replaces `prefers-color-scheme` by the attribute `data-theme`, so that the
 * preview can set the theme without the browser's settings.
 */
export function compileWxss(source: WxssSource): string {
  const root = load(source, source.file, new Set([source.file]))
  root.walkDecls((declaration) => {
    declaration.value = withChineseFont(declaration.prop, toCssValue(declaration.value))
    if (/url\((?!\s*["']?(?:data:|https?:|\/\/|#))/i.test(declaration.value))
      source.report({
        severity: 'error',
        file: source.file,
        line: declaration.source?.start?.line ?? 0,
        message: 'url() of a local file does not work in WXSS: use <image>, a data URL or https',
      })
  })
  root.walkAtRules((rule) => {
    rule.params = rule.params.replace(/([\d.]+)rpx\b/g, (_, n: string) => `${Number(n) / 2}px`)
  })
  const rewrite = selectorRewriter(source)
  root.walkRules((rule) => {
    if (isInKeyframes(rule)) return
    rule.selector = rewrite(rule.selector, rule.source?.start?.line ?? 0)
  })
  root.walkAtRules('media', (rule) => splitThemeQuery(rule, source))
  return root.toString()
}

/** Adds our web font: phones always have Chinese glyphs, other machines may not. */
function withChineseFont(property: string, value: string): string {
  if (/^(inherit|initial|unset|revert)$/.test(value)) return value
  if (property === 'font-family') return `'Sandbox Han', ${value}`
  return property === 'font' && value.includes(' ') ? `${value}, 'Sandbox Han'` : value
}

function load(source: WxssSource, file: string, seen: Set<string>): Root {
  const text = source.read(file)
  const root = text === null ? postcss.root() : parse(source, file, text)
  root.walkAtRules('import', (rule) => {
    const nodes = importedNodes(source, file, rule, seen)
    rule.replaceWith(nodes)
  })
  return root
}

function importedNodes(
  source: WxssSource,
  file: string,
  rule: AtRule,
  seen: Set<string>,
): ChildNode[] {
  const line = rule.source?.start?.line ?? 0
  const wanted = /^["'](.+?)["']$/.exec(rule.params.trim())?.[1]
  if (wanted === undefined) {
    source.report({ severity: 'error', file, line, message: `bad @import ${rule.params}` })
    return []
  }
  const target = wanted.startsWith('/')
    ? wanted.slice(1)
    : path.posix.join(path.posix.dirname(file), wanted)
  if (seen.has(target)) return []
  seen.add(target)
  if (source.read(target) === null) {
    source.report({
      severity: 'error',
      file,
      line,
      message: `@import of "${wanted}": no such file`,
    })
    return []
  }
  return load(source, target, seen).nodes
}

function parse(source: WxssSource, file: string, text: string): Root {
  try {
    return postcss.parse(text, { from: file })
  } catch (error) {
    if (!(error instanceof CssSyntaxError)) throw error
    source.report({ severity: 'error', file, line: error.line ?? 0, message: error.reason })
    return postcss.root()
  }
}

function isInKeyframes(rule: { parent?: unknown }): boolean {
  const parent = rule.parent as { type?: string; name?: string } | undefined
  return parent?.type === 'atrule' && (parent.name ?? '').endsWith('keyframes')
}

function selectorRewriter(source: WxssSource): (selector: string, line: number) => string {
  const { prefix } = source
  return (selector, line) => {
    const warn = (message: string) => {
      source.report({ severity: 'warning', file: source.file, line, message })
    }
    const processor = selectorParser((root) => {
      root.walkTags((tag) => {
        if (prefix !== null) warn(`the tag selector "${tag.value}" has no effect in a component`)
        if (tag.value === 'page') tag.value = 'wx-page'
        else if (BUILTIN_TAGS.has(tag.value)) tag.value = `wx-${tag.value}`
      })
      if (prefix === null) return
      root.walkIds((id) => warn(`the id selector "#${id.value}" is not allowed in a component`))
      root.walkClasses((name) => {
        name.value = `${prefix}--${name.value}`
      })
      root.walkPseudos((pseudo) => {
        if (pseudo.value === ':host')
          pseudo.replaceWith(
            selectorParser.attribute({
              attribute: 'wx-host',
              operator: '=',
              value: prefix,
              quoteMark: '"',
              raws: {},
            }),
          )
      })
    })
    return processor.processSync(selector)
  }
}
