import ts from 'typescript'
import { newerOf } from '../version'
import { assuredBy } from './conditions'

/**
 * The base library that is sure to be there when `node` runs, by the conditions around it:
 * - the branch it stands in: `if (C) …`, `C ? … : …`, `C && …`, `C || …`;
 * - what was left before: `if (!C) return` (or throw, break, continue) in front of it in a block.
 *
 * Functions inherit from where they are written, for a phone keeps its base library as long as the
 * app runs. Only a function declaration may be called before the statements above it.
 */
export function assuredAt(node: ts.Node, checker: ts.TypeChecker): string | null {
  let sure: string | null = null
  const learn = (version: string | null) => {
    if (version !== null) sure = sure === null ? version : newerOf(sure, version)
  }
  for (let inner = node; !ts.isSourceFile(inner); inner = inner.parent) {
    const condition = branchOf(inner)
    if (condition) learn(assuredBy(condition.expression, condition.held, checker))
    if (!ts.isFunctionDeclaration(inner))
      for (const left of leftBefore(inner)) learn(assuredBy(left, false, checker))
  }
  return sure
}

interface Condition {
  readonly expression: ts.Expression
  readonly held: boolean
}

function branchOf(node: ts.Node): Condition | null {
  const outer = node.parent
  if (ts.isIfStatement(outer) && node !== outer.expression)
    return { expression: outer.expression, held: node === outer.thenStatement }
  if (ts.isConditionalExpression(outer) && node !== outer.condition)
    return { expression: outer.condition, held: node === outer.whenTrue }
  if (ts.isBinaryExpression(outer) && node === outer.right) {
    const { kind } = outer.operatorToken
    if (kind === ts.SyntaxKind.AmpersandAmpersandToken)
      return { expression: outer.left, held: true }
    if (kind === ts.SyntaxKind.BarBarToken) return { expression: outer.left, held: false }
  }
  return null
}

/** The conditions that must have been false, or nobody would have come as far as `node`. */
function leftBefore(node: ts.Node): ts.Expression[] {
  const outer = node.parent
  if (!ts.isBlock(outer) && !ts.isSourceFile(outer) && !ts.isCaseOrDefaultClause(outer)) return []
  return outer.statements
    .slice(0, Math.max(0, outer.statements.indexOf(node as ts.Statement)))
    .flatMap((before) =>
      ts.isIfStatement(before) && leaves(before.thenStatement) ? [before.expression] : [],
    )
}

function leaves(statement: ts.Statement): boolean {
  if (ts.isBlock(statement)) {
    const last = statement.statements.at(-1)
    return last !== undefined && leaves(last)
  }
  if (ts.isIfStatement(statement))
    return (
      leaves(statement.thenStatement) &&
      statement.elseStatement !== undefined &&
      leaves(statement.elseStatement)
    )
  return (
    ts.isReturnStatement(statement) ||
    ts.isThrowStatement(statement) ||
    ts.isBreakOrContinueStatement(statement)
  )
}
