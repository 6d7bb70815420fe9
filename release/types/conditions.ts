import ts from 'typescript'
import { isAtLeast, newerOf } from '../version'
import { sinceOf } from './since'

/** Conditions that call each other are followed this deep; none written by hand goes deeper. */
const DEEPEST = 5

/** Does a condition compare the base library by the app's own function? Known by its name. */
const COMPARES = 'hasBaseLibrary'

/**
 * The base library that is sure to be there when `condition` has turned out `held`: null where it
 * tells nothing of it. What was brought by a base library is in every later one.
 *
 * Understood are `wx.canIUse('name')`, `hasBaseLibrary('x.y.z')`, `wx.name` asked for its presence
 * (by itself, by typeof, compared with undefined or null, by `'name' in wx`), these under `!`, `&&`
 * and `||`, and a const or a function that stands for such a condition and for nothing else.
 */
export function assuredBy(
  condition: ts.Expression,
  held: boolean,
  checker: ts.TypeChecker,
  depth = 0,
): string | null {
  const node = bare(condition)
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return assuredBy(node.operand, !held, checker, depth)
  if (ts.isBinaryExpression(node)) {
    const side = (part: ts.Expression, partHeld: boolean) =>
      assuredBy(part, partHeld, checker, depth)
    return assuredByPair(node, held, side) ?? assuredByComparison(node, held, checker)
  }
  const told = held ? (assuredByCall(node, checker) ?? presence(node, checker)) : null
  if (told !== null || depth === DEEPEST) return told
  const meant = meaningOf(node, checker)
  return meant ? assuredBy(meant, held, checker, depth + 1) : null
}

type Side = (part: ts.Expression, held: boolean) => string | null

/** `a && b` that holds tells what both tell; one that does not, only what either would have told. */
function assuredByPair(node: ts.BinaryExpression, held: boolean, side: Side): string | null {
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

/** `wx.x !== undefined`, `typeof wx.x === 'function'`, `'x' in wx`, and what says the opposite. */
function assuredByComparison(
  { left, operatorToken, right }: ts.BinaryExpression,
  held: boolean,
  checker: ts.TypeChecker,
): string | null {
  if (operatorToken.kind === ts.SyntaxKind.InKeyword)
    return held ? sinceOfName(right, left, checker) : null
  const isEqual = EQUAL.has(operatorToken.kind)
  if (!isEqual && !UNEQUAL.has(operatorToken.kind)) return null
  const asked = bare(left)
  if (ts.isTypeOfExpression(asked) && ts.isStringLiteralLike(right)) {
    const isThere = (right.text !== 'undefined') === (held === isEqual)
    return isThere ? presence(bare(asked.expression), checker) : null
  }
  return isNothing(right) && held !== isEqual ? presence(asked, checker) : null
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

function presence(node: ts.Expression, checker: ts.TypeChecker): string | null {
  return ts.isPropertyAccessExpression(node)
    ? sinceOf(checker.getSymbolAtLocation(node.name))
    : null
}

function assuredByCall(node: ts.Expression, checker: ts.TypeChecker): string | null {
  if (!ts.isCallExpression(node)) return null
  const [asked] = node.arguments
  const callee = node.expression
  if (!asked || !ts.isStringLiteralLike(asked)) return null
  if (ts.isIdentifier(callee) && callee.text === COMPARES)
    return /^\d+\.\d+\.\d+$/.test(asked.text) ? asked.text : null
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'canIUse') return null
  return sinceOfName(callee.expression, asked, checker)
}

/** `wx.canIUse('name.object.option')` asks for more than its first part, which is what counts here. */
function sinceOfName(owner: ts.Expression, name: ts.Expression, checker: ts.TypeChecker) {
  if (!ts.isStringLiteralLike(name)) return null
  const [first = ''] = name.text.split('.')
  return sinceOf(checker.getTypeAtLocation(owner).getProperty(first))
}

/** The condition that a const, or the call of a function which does nothing else, stands for. */
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

/** Where the app says what a name means, in this file or in another one. */
function declarationOf(name: ts.Expression, checker: ts.TypeChecker): ts.Declaration | undefined {
  const symbol = ts.isIdentifier(name) ? checker.getSymbolAtLocation(name) : undefined
  const meant =
    symbol && (symbol.flags & ts.SymbolFlags.Alias) !== 0
      ? checker.getAliasedSymbol(symbol)
      : symbol
  return meant?.valueDeclaration
}

/** Without what is there for the reader's or for the compiler's sake alone. */
function bare(node: ts.Expression): ts.Expression {
  if (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node)
  )
    return bare(node.expression)
  return node
}
