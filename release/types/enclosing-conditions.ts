import ts from 'typescript'
import { newerOf } from '../versioning/compare-versions'
import { guaranteedBy } from './conditions'

/**
 * The base library that is guaranteed when `node` runs, by the conditions around it:
 * - the branch that contains it: `if (C) …`, `C ? … : …`, `C && …`, `C || …`;
 * - an early exit before it in a block: `if (!C) return` (or throw, break, continue).
 *
 * Functions inherit the conditions of the place where they are written, because the base library
 * does not change while the app runs. A function declaration does not inherit early exits: it can
 * be called before them.
 */
export function guaranteedAt(node: ts.Node, checker: ts.TypeChecker): string | null {
  let guaranteed: string | null = null
  const addGuarantee = (version: string | null) => {
    if (version !== null) guaranteed = guaranteed === null ? version : newerOf(guaranteed, version)
  }
  for (let inner = node; !ts.isSourceFile(inner); inner = inner.parent) {
    const condition = branchOf(inner)
    if (condition) addGuarantee(guaranteedBy(condition.expression, condition.held, checker))
    if (!ts.isFunctionDeclaration(inner))
      for (const left of leftBefore(inner)) addGuarantee(guaranteedBy(left, false, checker))
  }
  return guaranteed
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

/** The conditions of early exits before `node`: they were false if `node` runs. */
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
