import { TmplGroup } from 'glass-easel-template-compiler'
import type { Finding } from '../problem'
import { type Project, shownPath } from '../project/project'
import { type Template, templatesOf } from '../project/template-owners'
import type { Rule } from './rule'

/** A diagnostic of the template compiler. */
interface Diagnostic {
  readonly message: string
  /** From 0. */
  readonly startLine: number
}

/** Diagnostics of syntax that WeChat's own compiler accepts and draws correctly. */
export const KNOWN_GOOD: readonly string[] = [
  'unexpected whitespace', // src = "…"
]

/** By the compiler's text: the effect on the phone and the remedy. The first match is used. */
const REMEDIES: readonly (readonly [remark: RegExp, remedy: string])[] = [
  [
    /end tag|incomplete tag/,
    'The following tags are drawn in the wrong place or not at all. Close it.',
  ],
  [/expression is empty/, 'Nothing is drawn. Write a value between the braces, or remove them.'],
  [
    /expression|escape|bracket|parenthesis|not been supported/,
    'Nothing is drawn there: WXML has no ?. and no functions of its own. Compute it in the script.',
  ],
  [/attribute value/, 'The attribute has no effect without a valid value. Give it one.'],
  [
    /invalid attribute/,
    'WeChat has no attribute of that name here, so it has no effect. Correct it.',
  ],
  [/duplicated attribute/, 'Only one of the two is used on the phone. Keep one.'],
  [/duplicated name/, 'Only one of the two templates is ever drawn. Rename the other.'],
  [/data bindings/, 'It is read literally, including the braces. Write a plain value or name.'],
  [/identifier/, 'It is no valid name. Use letters and digits only.'],
  [/quoted/, 'The end of the value is ambiguous. Put it in quotes.'],
  [/module name|source path/, 'It has no effect. Name it by its attribute (module, name or src).'],
  [/uppercase/, 'WeChat reads it in lower case or not at all. Write it in lower case.'],
  [/child nodes/, 'Its content is never drawn. Remove it.'],
]

/**
 * Uses the open-source template compiler, which runs on all machines. All its diagnostics are
 * reported: it calls most faults warnings or notes although the tag or attribute then has no
 * effect. It does not check WXS, undeclared tags or missing files; other rules do.
 */
export const templateSyntax: Rule = {
  name: 'template-syntax',
  check: ({ project }) => templatesOf(project).flatMap((file) => remarks(project, file)),
}

function remarks(project: Project, { path, text }: Template): Finding[] {
  return diagnose(path, withNewNames(text ?? ''))
    .filter(({ message }) => !KNOWN_GOOD.includes(message))
    .map(({ message, startLine }) => ({
      file: shownPath(project, path),
      line: startLine + 1,
      message: `The template compiler reports "${message}". ${remedy(message)}`,
    }))
}

function diagnose(path: string, text: string): readonly Diagnostic[] {
  const group = new TmplGroup()
  try {
    return (group.addTmpl(path.replace(/\.wxml$/, ''), text) ?? []) as readonly Diagnostic[]
  } finally {
    group.free()
  }
}

/** WeChat also accepts the older `wx:for-items`, which this compiler does not know. */
function withNewNames(wxml: string): string {
  return wxml.replace(/(\s)wx:for-items(?=\s*=)/g, '$1wx:for')
}

function remedy(message: string): string {
  return REMEDIES.find(([remark]) => remark.test(message))?.[1] ?? 'Correct it.'
}
