import ts from 'typescript'
import type { ApiUse } from './type-facts'
import { sinceOf } from './since'
import { guaranteedAt } from './enclosing-conditions'

type DatedName = Pick<ApiUse, 'name' | 'since'> & { readonly node: ts.Node }

/**
 * Returns the uses of WeChat's API in a source file whose minimum base library the typings state: a
 * property that is read or called (by dot, by name in brackets or by `{name}`), and a field of an
 * object literal whose type the typings name. Uses that are harmless on an older base library are
 * left out:
 * - a property that is only checked for its presence, or followed by `?.`;
 * - callbacks that WeChat calls, such as `onShareTimeline` of a page: an old base library never
 *   calls them.
 *
 * Not seen: computed names, `any`, spread objects, objects created before their type is known, and
 * templates and JSON.
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
      uses.push({ file: shown, line, name, since, guaranteed: guaranteedAt(node, checker) })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return uses
}

function datedIn(node: ts.Node, checker: ts.TypeChecker): DatedName | null {
  if (ts.isPropertyAccessExpression(node) && !isPresenceCheck(node))
    return dated(checker.getSymbolAtLocation(node.name), node.name)
  if (ts.isElementAccessExpression(node) && !isPresenceCheck(node))
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
 * The types that the typings expect of an object. Most of WeChat's calls are generic, `login<T
 * extends LoginOption>(option: T)`, so that the contextual type is the type of the argument.
 * Therefore the declared type of the parameter is read too.
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

function dated(symbol: ts.Symbol | undefined, node: ts.Node): DatedName | null {
  const since = sinceOf(symbol)
  return symbol && since !== null ? { name: nameOf(symbol), since, node } : null
}

/** A field of an object literal that is no function: `{ selector: '.x' }`, `{ selector }` */
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

function isPresenceCheck(node: Access): boolean {
  const outer = node.parent
  if (ts.isTypeOfExpression(outer)) return true
  if (ts.isIfStatement(outer)) return node === outer.expression
  if (ts.isConditionalExpression(outer)) return node === outer.condition
  if (ts.isPrefixUnaryExpression(outer)) return outer.operator === ts.SyntaxKind.ExclamationToken
  if (ts.isBinaryExpression(outer))
    return node === outer.left && PRESENCE_OPERATORS.has(outer.operatorToken.kind)
  const isTaken = isAccess(outer) || ts.isCallExpression(outer)
  return isTaken && node === outer.expression && outer.questionDotToken !== undefined
}

const PRESENCE_OPERATORS = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
])

/** `wx.login`; for members of other types, the type's name: `VideoContext.exitPictureInPicture` */
function nameOf(symbol: ts.Symbol): string {
  const parent = symbol.declarations?.[0]?.parent
  const owner = parent && ts.isInterfaceDeclaration(parent) ? parent.name.text : null
  if (owner === null) return symbol.name
  return owner === 'Wx' ? `wx.${symbol.name}` : `${owner}.${symbol.name}`
}
