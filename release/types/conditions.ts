import ts from 'typescript'
import { isAtLeast, newerOf } from '../versioning/compare-versions'
import { sinceOf } from './since'

/** Limit of nested conditions that are followed. Handwritten code does not nest deeper. */
const DEPTH_LIMIT = 5

/** The name of the app's own function that compares the base library. */
const VERSION_CHECK = 'hasBaseLibrary'

/**
 * The base library that is guaranteed if `condition` is `held` (true or false); null: unknown. Each
 * base library includes everything of earlier ones.
 *
 * Recognised conditions: `wx.canIUse('name')`, `hasBaseLibrary('x.y.z')`, the presence of `wx.name`
 * (by itself, by typeof, compared with undefined or null, by `'name' in wx`), these with `!`, `&&`
 * and `||`, and a const or a function that only returns such a condition.
 */
export function guaranteedBy(
  condition: ts.Expression,
  held: boolean,
  checker: ts.TypeChecker,
  depth = 0,
): string | null {
  const node = unwrapped(condition)
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return guaranteedBy(node.operand, !held, checker, depth)
  if (ts.isBinaryExpression(node)) {
    const side = (part: ts.Expression, partHeld: boolean) =>
      guaranteedBy(part, partHeld, checker, depth)
    return guaranteedByPair(node, held, side) ?? guaranteedByComparison(node, held, checker)
  }
  const guarantee = held
    ? (guaranteedByCall(node, checker) ?? sinceOfProperty(node, checker))
    : null
  if (guarantee !== null || depth === DEPTH_LIMIT) return guarantee
  const meant = meaningOf(node, checker)
  return meant ? guaranteedBy(meant, held, checker, depth + 1) : null
}

type Side = (part: ts.Expression, held: boolean) => string | null

/**
 * If `a && b` is true, both guarantees apply. If it is false, only the weaker of their negations
 * applies.
 */
function guaranteedByPair(node: ts.BinaryExpression, held: boolean, side: Side): string | null {
  const { kind } = node.operatorToken
  const isAnd = kind === ts.SyntaxKind.AmpersandAmpersandToken
  if (!isAnd && kind !== ts.SyntaxKind.BarBarToken) return null
  const [left, right] = [side(node.left, isAnd), side(node.right, isAnd)]
  if (held === isAnd)
    return left !== null && right !== null ? newerOf(left, right) : (left ?? right)
  const [first, second] = [side(node.left, !isAnd), side(node.right, !isAnd)]
  if (first === null || second === null) return null
  return isAtLeast(first, second) ? second : first
}

/** `wx.x !== undefined`, `typeof wx.x === 'function'`, `'x' in wx`, and their opposites. */
function guaranteedByComparison(
  { left, operatorToken, right }: ts.BinaryExpression,
  held: boolean,
  checker: ts.TypeChecker,
): string | null {
  if (operatorToken.kind === ts.SyntaxKind.InKeyword)
    return held ? sinceOfName(right, left, checker) : null
  const isEqual = EQUAL.has(operatorToken.kind)
  if (!isEqual && !UNEQUAL.has(operatorToken.kind)) return null
  const asked = unwrapped(left)
  if (ts.isTypeOfExpression(asked) && ts.isStringLiteralLike(right)) {
    const isThere = (right.text !== 'undefined') === (held === isEqual)
    return isThere ? sinceOfProperty(unwrapped(asked.expression), checker) : null
  }
  return isNothing(right) && held !== isEqual ? sinceOfProperty(asked, checker) : null
}

const EQUAL = new Set([ts.SyntaxKind.EqualsEqualsToken, ts.SyntaxKind.EqualsEqualsEqualsToken])
const UNEQUAL = new Set([
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
])

function isNothing(node: ts.Expression): boolean {
  const isUndefined = ts.isIdentifier(node) && node.text === 'undefined'
  return isUndefined || node.kind === ts.SyntaxKind.NullKeyword
}

function sinceOfProperty(node: ts.Expression, checker: ts.TypeChecker): string | null {
  return ts.isPropertyAccessExpression(node)
    ? sinceOf(checker.getSymbolAtLocation(node.name))
    : null
}

function guaranteedByCall(node: ts.Expression, checker: ts.TypeChecker): string | null {
  if (!ts.isCallExpression(node)) return null
  const [asked] = node.arguments
  const callee = node.expression
  if (!asked || !ts.isStringLiteralLike(asked)) return null
  if (ts.isIdentifier(callee) && callee.text === VERSION_CHECK)
    return /^\d+\.\d+\.\d+$/.test(asked.text) ? asked.text : null
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'canIUse') return null
  return sinceOfName(callee.expression, asked, checker)
}

/** Only the first part of `wx.canIUse('name.object.option')` is read. */
function sinceOfName(owner: ts.Expression, name: ts.Expression, checker: ts.TypeChecker) {
  if (!ts.isStringLiteralLike(name)) return null
  const [first = ''] = name.text.split('.')
  return sinceOf(checker.getTypeAtLocation(owner).getProperty(first))
}

/** The condition that a const holds, or that a function without other statements returns. */
function meaningOf(node: ts.Expression, checker: ts.TypeChecker): ts.Expression | undefined {
  const called = ts.isCallExpression(node) ? node.expression : null
  const declaration = declarationOf(called ?? node, checker)
  if (!declaration) return undefined
  const made = ts.isVariableDeclaration(declaration) ? constValue(declaration) : declaration
  if (!called) return made && ts.isExpression(made) ? made : undefined
  if (!made || !(ts.isArrowFunction(made) || ts.isFunctionDeclaration(made))) return undefined
  const { body } = made
  if (!body || !ts.isBlock(body)) return body
  const [first] = body.statements
  return first && ts.isReturnStatement(first) ? first.expression : undefined
}

function constValue(declaration: ts.VariableDeclaration): ts.Expression | undefined {
  const isConst = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0
  return isConst ? declaration.initializer : undefined
}

/** The declaration of a name, in this file or another. */
function declarationOf(name: ts.Expression, checker: ts.TypeChecker): ts.Declaration | undefined {
  const symbol = ts.isIdentifier(name) ? checker.getSymbolAtLocation(name) : undefined
  const meant =
    symbol && (symbol.flags & ts.SymbolFlags.Alias) !== 0
      ? checker.getAliasedSymbol(symbol)
      : symbol
  return meant?.valueDeclaration
}

/** Removes parentheses, type assertions and `!`. */
function unwrapped(node: ts.Expression): ts.Expression {
  if (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node)
  )
    return unwrapped(node.expression)
  return node
}
