import ts from 'typescript'
import type { ApiUse } from './facts'
import { sinceOf } from './since'
import { assuredAt } from './surroundings'

type Dated = Pick<ApiUse, 'name' | 'since'> & { readonly node: ts.Node }

/**
 * What a source file needs of WeChat that the typings date: a property that it reads or calls, by
 * dot, by name in brackets or taken out by `{name}`, and a field of an object that it gives where
 * the typings name that object's type. Left out is what harms no older base library:
 * - a property that is only asked for its presence, and one followed by `?.`;
 * - functions that WeChat would call, such as `onShareTimeline` of a page: it never calls them.
 *
 * Not seen: names that are computed, what goes through `any`, spread objects, objects put together
 * before their type is known, and everything in templates and JSON.
 */
export function apiUses(
  source: ts.SourceFile,
  checker: ts.TypeChecker,
  shown: string,
): readonly ApiUse[] {
  const uses: ApiUse[] = []
  const visit = (node: ts.Node): void => {
    const dated = datedIn(node, checker)
    if (dated) {
      const { name, since } = dated
      const start = dated.node.getStart(source)
      const line = source.getLineAndCharacterOfPosition(start).line + 1
      uses.push({ file: shown, line, name, since, assured: assuredAt(node, checker) })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return uses
}

function datedIn(node: ts.Node, checker: ts.TypeChecker): Dated | null {
  if (ts.isPropertyAccessExpression(node) && !isOnlyAsked(node))
    return dated(checker.getSymbolAtLocation(node.name), node.name)
  if (ts.isElementAccessExpression(node) && !isOnlyAsked(node))
    return dated(checker.getSymbolAtLocation(node.argumentExpression), node)
  if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
    const taken = node.propertyName ?? node.name
    if (!ts.isIdentifier(taken)) return null
    return dated(checker.getTypeAtLocation(node.parent).getProperty(taken.text), node)
  }
  if (isGivenField(node) && ts.isObjectLiteralExpression(node.parent)) {
    const name = node.name.getText()
    return (
      expectedTypes(node.parent, checker)
        .map((type) => dated(propertyOf(type, name, checker), node))
        .find((found) => found !== null) ?? null
    )
  }
  return null
}

/**
 * What the typings want an object to be. Most of WeChat's calls are generic, `login<T extends
 * LoginOption>(option: T)`, and then the type in context is only what was given: so it is also asked
 * what the parameter was declared as.
 */
function expectedTypes(object: ts.ObjectLiteralExpression, checker: ts.TypeChecker): ts.Type[] {
  const inContext = checker.getContextualType(object)
  const outer = object.parent
  const declared = ts.isCallExpression(outer)
    ? declaredType(outer, outer.arguments.indexOf(object), checker)
    : null
  return [inContext, declared].flatMap((type) => type ?? [])
}

function declaredType(call: ts.CallExpression, index: number, checker: ts.TypeChecker) {
  const parameter = checker.getResolvedSignature(call)?.declaration?.parameters[index]
  const written = parameter && 'type' in parameter ? parameter.type : undefined
  return written ? checker.getTypeFromTypeNode(written) : null
}

function propertyOf(type: ts.Type, name: string, checker: ts.TypeChecker): ts.Symbol | undefined {
  return checker.getApparentType(checker.getNonNullableType(type)).getProperty(name)
}

function dated(symbol: ts.Symbol | undefined, node: ts.Node): Dated | null {
  const since = sinceOf(symbol)
  return symbol && since !== null ? { name: nameOf(symbol), since, node } : null
}

/** A field of an object that is no function: `{ selector: '.x' }`, `{ selector }` */
function isGivenField(
  node: ts.Node,
): node is ts.PropertyAssignment | ts.ShorthandPropertyAssignment {
  if (ts.isShorthandPropertyAssignment(node)) return true
  return (
    ts.isPropertyAssignment(node) &&
    !ts.isFunctionExpression(node.initializer) &&
    !ts.isArrowFunction(node.initializer)
  )
}

type Access = ts.PropertyAccessExpression | ts.ElementAccessExpression

function isAccess(node: ts.Node): node is Access {
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)
}

function isOnlyAsked(node: Access): boolean {
  const outer = node.parent
  if (ts.isTypeOfExpression(outer)) return true
  if (ts.isIfStatement(outer)) return node === outer.expression
  if (ts.isConditionalExpression(outer)) return node === outer.condition
  if (ts.isPrefixUnaryExpression(outer)) return outer.operator === ts.SyntaxKind.ExclamationToken
  if (ts.isBinaryExpression(outer)) return node === outer.left && ASKS.has(outer.operatorToken.kind)
  const isTaken = isAccess(outer) || ts.isCallExpression(outer)
  return isTaken && node === outer.expression && outer.questionDotToken !== undefined
}

const ASKS = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
])

/** `wx.login`, and for what is not on wx the type that has it: `VideoContext.exitPictureInPicture` */
function nameOf(symbol: ts.Symbol): string {
  const parent = symbol.declarations?.[0]?.parent
  const owner = parent && ts.isInterfaceDeclaration(parent) ? parent.name.text : null
  if (owner === null) return symbol.name
  return owner === 'Wx' ? `wx.${symbol.name}` : `${owner}.${symbol.name}`
}
