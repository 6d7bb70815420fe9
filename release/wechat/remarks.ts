/** `wcc` reads templates and their scripts, `wcsc` styles. */
export type Compiler = 'wcc' | 'wcsc'

/** What one of WeChat's own compilers refuses. */
export interface WechatRemark {
  readonly compiler: Compiler
  /** From the app's root. */
  readonly path: string
  readonly line: number
  /** In its own words. */
  readonly text: string
}

/** `pages/a/a.wxml:2:10: expect end-tag `text`., near `view`` */
const WCC_LINE = /^(.+?\.(?:wxml|wxs)):(\d+):\d+: ?(.*)$/

/** `ERR: ./a.wxss(2:1): unexpected token `*``; of several only the first has `ERR: ` before it. */
const WCSC_LINE = /^(?:ERR: )?\.\/(.+?\.wxss)\((\d+):\d+\): (.*)$/

export function parseWcc(printed: string): WechatRemark[] {
  return parse('wcc', WCC_LINE, printed)
}

export function parseWcsc(printed: string): WechatRemark[] {
  return parse('wcsc', WCSC_LINE, printed)
}

/** Each once. A file that is not found is `missing-file`'s to tell. */
export function distinct(remarks: readonly WechatRemark[]): WechatRemark[] {
  const byWords = new Map(remarks.map((remark) => [JSON.stringify(remark), remark]))
  return [...byWords.values()].filter(({ text }) => !isMissing(text))
}

export function isMissing(text: string): boolean {
  return /^\S+ not found from /.test(text)
}

function parse(compiler: Compiler, form: RegExp, printed: string): WechatRemark[] {
  return printed.split('\n').flatMap((line) => {
    const [, path, at, text] = form.exec(clean(line)) ?? []
    if (path === undefined) return []
    return [{ compiler, path, line: Number(at), text: text ?? '' }]
  })
}

/** At the end of a file they print the nothing that they read there, and stop. */
function clean(line: string): string {
  return line
    .replace(/\p{Cc}/gu, '')
    .trimEnd()
    .replace(/`$(?<=unexpected `)/, 'end of the file')
}
