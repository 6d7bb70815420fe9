import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/template-token'
import type { Fault } from './rules'
import type { Entry, Workflow } from './workflow'

export type ReadWorkflow =
  | { readonly kind: 'read'; readonly workflow: Workflow }
  /** GitHub would refuse it. */
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] }

/** An ES module, which a CommonJS file can only load by import(). */
const loadParser = () => import('@actions/workflow-parser')
type Parser = Awaited<ReturnType<typeof loadParser>>

/** Parses a workflow with GitHub's own parser. */
export async function readWorkflow(file: string, content: string): Promise<ReadWorkflow> {
  const parser = await loadParser()
  const { context, value } = parser.parseWorkflow(
    { name: file, content },
    new parser.NoOperationTraceWriter(),
  )
  // errors that only appear in the whole, such as a job that needs a missing job
  if (value !== undefined) await parser.convertWorkflowTemplate(context, value)
  const faults = context.errors.getErrors().map(({ rawMessage, range }) => ({
    line: range?.start.line ?? 1,
    message: `GitHub refuses this workflow: ${rawMessage}`,
  }))
  if (value === undefined || faults.length > 0) return { kind: 'refused', faults }
  const entries = flatten(value, [], parser)
  return { kind: 'read', workflow: { file, entries, lines: content.split('\n') } }
}

function flatten(token: TemplateToken, path: Entry['path'], parser: Parser): Entry[] {
  const { isMapping, isSequence } = parser
  if (isMapping(token) && token.count > 0)
    return Array.from({ length: token.count }, (_, at) => token.get(at)).flatMap(({ key, value }) =>
      flatten(value, [...path, key.toString()], parser),
    )
  if (isSequence(token) && token.count > 0)
    return Array.from({ length: token.count }, (_, at) => token.get(at)).flatMap((item, at) =>
      flatten(item, [...path, at], parser),
    )
  return [{ path, text: textOf(token, parser), line: token.range?.start.line ?? 1 }]
}

/** An expression as written, because the parser changes its form. */
function textOf(token: TemplateToken, { isScalar, isString, isBasicExpression }: Parser): string {
  if (isBasicExpression(token)) return token.source ?? token.expression
  if (isString(token)) return token.value
  return isScalar(token) ? token.toDisplayString() : ''
}
