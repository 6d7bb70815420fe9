import ts from 'typescript'
import { isAtLeast } from '../versioning/compare-versions'

/** The forms in the typings: 2.17.3, `2.17.3`, `v2.17.3`, [`2.17.3`](https://…) */
const VERSION = /\[?`?v?(\d+\.\d+\.\d+)`?(?:\]\([^)]*\))?/.source

/**
 * The explicit sentence first, then the phrase inside another sentence. A phrase with a further
 * restriction does not match.
 */
const SINCE = [
  new RegExp(`(?:需要|最低)基础库(?:版本)?\\s*[：:]?\\s*${VERSION}`),
  new RegExp(
    `基础库(?:版本)?\\s*${VERSION}\\s*(?:及?以上)?(?:版本)?(?:开始|起)?支持(?=[\\s，。）)*]|$)`,
  ),
]

/**
 * Lines about other versions: for plugins, deprecations, one item of a list, a line of an example.
 */
const OTHER_VERSION = /在插件中使用|废弃|之前|^[\s*]*(?:-|\d+\.|\/\/)\s/

/**
 * Returns the minimum base library that a comment of WeChat's typings states.
 * @example sinceOfComment('/** 需要基础库： `2.17.3` *\/') // '2.17.3'
 */
export function sinceOfComment(comment: string): string | null {
  const lines = comment.split('\n').filter((line) => !OTHER_VERSION.test(line))
  for (const pattern of SINCE)
    for (const line of lines) {
      const version = pattern.exec(line)?.[1]
      if (version !== undefined) return version
    }
  return null
}

/**
 * The oldest version of all declarations (overloads, members of a union). null: always available,
 * or part of the app itself.
 */
export function sinceOf(symbol: ts.Symbol | undefined): string | null {
  const dates = (symbol?.declarations ?? []).flatMap((declaration) => {
    const source = declaration.getSourceFile()
    if (!source.isDeclarationFile) return []
    const comment = ts.getLeadingCommentRanges(source.text, declaration.pos)?.at(-1)
    return (comment && sinceOfComment(source.text.slice(comment.pos, comment.end))) ?? []
  })
  return dates.reduce<string | null>(
    (oldest, date) => (oldest !== null && isAtLeast(date, oldest) ? oldest : date),
    null,
  )
}
