import { TmplGroup } from 'glass-easel-template-compiler'
import type { Finding } from '../problem'
import { type Project, shownPath } from '../project/project'
import { type Template, templatesOf } from '../project/templates'
import type { Rule } from './rule'

/** What the compiler tells of a template. */
interface Diagnostic {
  readonly message: string
  /** From 0. */
  readonly startLine: number
}

/** Remarks on what WeChat's own compiler takes and draws as meant. */
export const KNOWN_GOOD: readonly string[] = [
  'unexpected whitespace', // src = "…"
]

/** By the compiler's words: what happens on the phone, what to do. The first that fits counts. */
const REMEDIES: readonly (readonly [remark: RegExp, remedy: string])[] = [
  [/end tag|incomplete tag/, 'What follows is drawn in the wrong place or not at all: close it.'],
  [/expression is empty/, 'It is drawn as nothing. Put a value between the braces, or none.'],
  [
    /expression|escape|bracket|parenthesis|not been supported/,
    'Nothing is drawn there: WXML has no ?. and no functions of its own. Compute it in the script.',
  ],
  [/attribute value/, 'The attribute does nothing without a value that fits: give it one.'],
  [/invalid attribute/, 'WeChat knows none of that name here, so it does nothing. Correct it.'],
  [/duplicated attribute/, 'Only one of the two counts on the phone. Keep one.'],
  [/duplicated name/, 'Only one of the two templates is ever drawn. Rename the other.'],
  [/data bindings/, 'It is read as it stands, braces and all. Write the plain value or name.'],
  [/identifier/, 'It cannot be used as a name. Write letters and digits only.'],
  [/quoted/, 'Where the value ends is anybody’s guess. Put it in quotes.'],
  [/module name|source path/, 'It does nothing: name it by its attribute (module, name or src).'],
  [/uppercase/, 'WeChat reads it in lower case or not at all. Write it in lower case.'],
  [/child nodes/, 'What stands inside is never drawn. Take it out.'],
]

/**
 * The open template compiler, which runs everywhere. It calls most faults warnings or notes,
 * although the tag or attribute then does nothing, so all that it says counts. It does not look
 * into WXS, at tags that nobody declares, or for files: other rules do.
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
      message: `The template compiler says "${message}". ${remedy(message)}`,
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

/** WeChat also takes the older `wx:for-items`, of which this compiler has not heard. */
function withNewNames(wxml: string): string {
  return wxml.replace(/(\s)wx:for-items(?=\s*=)/g, '$1wx:for')
}

function remedy(message: string): string {
  return REMEDIES.find(([remark]) => remark.test(message))?.[1] ?? 'Correct it.'
}
