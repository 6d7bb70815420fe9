/** `wcc` compiles templates and their scripts, `wcsc` styles. */
export type Compiler = 'wcc' | 'wcsc'

/** An error of one of WeChat's own compilers. */
export interface CompilerDiagnostic {
  readonly compiler: Compiler
  /** Relative to the app's root. */
  readonly path: string
  readonly line: number
  /** The compiler's own text. */
  readonly text: string
}

/** `pages/a/a.wxml:2:10: expect end-tag `text`., near `view`` */
const WCC_LINE = /^(.+?\.(?:wxml|wxs)):(\d+):\d+: ?(.*)$/

/**
 * `ERR: ./a.wxss(2:1): unexpected token `*``; only the first of several lines starts with `ERR: `.
 */
const WCSC_LINE = /^(?:ERR: )?\.\/(.+?\.wxss)\((\d+):\d+\): (.*)$/

export function parseWcc(printed: string): CompilerDiagnostic[] {
  return parse('wcc', WCC_LINE, printed)
}

export function parseWcsc(printed: string): CompilerDiagnostic[] {
  return parse('wcsc', WCSC_LINE, printed)
}

/** Removes repetitions, and missing files, which the rule `missing-file` reports. */
export function withoutRepeats(remarks: readonly CompilerDiagnostic[]): CompilerDiagnostic[] {
  const byWords = new Map(remarks.map((remark) => [JSON.stringify(remark), remark]))
  return [...byWords.values()].filter(({ text }) => !isMissing(text))
}

export function isMissing(text: string): boolean {
  return /^\S+ not found from /.test(text)
}

function parse(compiler: Compiler, form: RegExp, printed: string): CompilerDiagnostic[] {
  return printed.split('\n').flatMap((line) => {
    const [, path, at, text] = form.exec(clean(line)) ?? []
    if (path === undefined) return []
    return [{ compiler, path, line: Number(at), text: text ?? '' }]
  })
}

/** At the end of a file the compilers print an empty token. */
function clean(line: string): string {
  return line
    .replace(/\p{Cc}/gu, '')
    .trimEnd()
    .replace(/`$(?<=unexpected `)/, 'end of the file')
}
