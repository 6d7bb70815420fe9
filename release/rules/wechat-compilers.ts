import type { Finding } from '../problem'
import { shownPath } from '../project/project'
import type { CompilerDiagnostic } from '../wechat-compilers/diagnostics'
import type { CheckInput, Rule } from './rule'
import { templateSyntax } from './template-syntax'
import { wxsSyntax } from './wxs-syntax'

/** Errors of wcc, except in lines that `template-syntax` or `wxs-syntax` reports. */
export const wechatTemplate: Rule = {
  name: 'wechat-template',
  check: (input) => {
    const found = findings(input, 'wcc', 'the page stays empty on the phone')
    if (found.length === 0) return []
    const place = ({ file, line }: Finding) => `${file}:${line}`
    const reported = [templateSyntax, wxsSyntax].flatMap((rule) => rule.check(input)).map(place)
    return found.filter((finding) => !reported.includes(place(finding)))
  },
}

export const wechatStyle: Rule = {
  name: 'wechat-style',
  check: (input) => findings(input, 'wcsc', 'the page loses its styles on the phone'),
}

function findings(
  { project, wechat }: CheckInput,
  compiler: CompilerDiagnostic['compiler'],
  effect: string,
): Finding[] {
  return wechat
    .filter((remark) => remark.compiler === compiler)
    .map(({ path, line, text }) => ({
      file: shownPath(project, path),
      line,
      message:
        `WeChat's own compiler (${compiler}) refuses this: ${text}\n` +
        `With it ${effect}. Correct it so that the compiler accepts it.`,
    }))
}
