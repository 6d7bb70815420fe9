import ts from 'typescript'
import { isAtLeast } from '../version'

/** As the typings write it: 2.17.3, `2.17.3`, `v2.17.3`, [`2.17.3`](https://…) */
const VERSION = /\[?`?v?(\d+\.\d+\.\d+)`?(?:\]\([^)]*\))?/.source

/** First the sentence that stands by itself, then the one in passing. Nothing may be narrowed down. */
const SINCE = [
  new RegExp(`(?:需要|最低)基础库(?:版本)?\\s*[：:]?\\s*${VERSION}`),
  new RegExp(
    `基础库(?:版本)?\\s*${VERSION}\\s*(?:及?以上)?(?:版本)?(?:开始|起)?支持(?=[\\s，。）)*]|$)`,
  ),
]

/** What plugins need, since when something is out of use, one item of a list, a line of an example. */
const ANOTHER_MATTER = /在插件中使用|废弃|之前|^[\s*]*(?:-|\d+\.|\/\/)\s/

/**
 * The base library from which on there is what WeChat's typings comment on.
 * @example sinceOfComment('/** 需要基础库： `2.17.3` *\/') // '2.17.3'
 */
export function sinceOfComment(comment: string): string | null {
  const lines = comment.split('\n').filter((line) => !ANOTHER_MATTER.test(line))
  for (const pattern of SINCE)
    for (const line of lines) {
      const version = pattern.exec(line)?.[1]
      if (version !== undefined) return version
    }
  return null
}

/**
 * Of several declarations (overloads, members of a union) the oldest counts. null for what has
 * always been there, and for what is the app's own.
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
