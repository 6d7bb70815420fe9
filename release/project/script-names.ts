import ts from 'typescript'
import { nodesOf } from './script-tree'

export function isObjectAssign({ expression }: ts.CallExpression): boolean {
  return (
    ts.isPropertyAccessExpression(expression) &&
    ts.isIdentifier(expression.expression) &&
    expression.expression.text === 'Object' &&
    expression.name.text === 'assign'
  )
}

export function isNullish(node: ts.Node): boolean {
  return (
    node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined')
  )
}

/**
 * The members assigned to an object after its creation by `name.a = …`; null if they cannot be
 * determined.
 */
export function namesAssignedTo(owner: ts.Node): ReadonlySet<string> | null {
  const names = new Set<string>()
  if (!ts.isIdentifier(owner)) return names
  for (const node of nodesOf(owner.getSourceFile())) {
    const target = assignmentTarget(node)
    if (target && isNamed(target.expression, owner.text)) {
      if (!ts.isPropertyAccessExpression(target)) return null
      names.add(target.name.text)
    }
    const extended =
      ts.isExpressionStatement(node) &&
      ts.isCallExpression(node.expression) &&
      isObjectAssign(node.expression) &&
      node.expression.arguments[0]
    if (extended && isNamed(extended, owner.text)) return null
  }
  return names
}

/** The left side of `a.b = …` and `a[b] = …`. */
export function assignmentTarget(
  node: ts.Node,
): ts.PropertyAccessExpression | ts.ElementAccessExpression | null {
  if (!ts.isBinaryExpression(node)) return null
  if (node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return null
  const { left } = node
  return ts.isPropertyAccessExpression(left) || ts.isElementAccessExpression(left) ? left : null
}

export function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name
}

/** Whether a `let` or `var` is assigned again. */
export function isReassigned(statement: ts.VariableStatement, name: string): boolean {
  if (statement.declarationList.flags & ts.NodeFlags.Const) return false
  return [...nodesOf(statement.getSourceFile())].some(
    (node) =>
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      isNamed(node.left, name),
  )
}

/** undefined: the import does not declare the name; null: the name is the whole module. */
export function importedName({ importClause }: ts.ImportDeclaration, name: string) {
  if (!importClause) return undefined
  if (importClause.name?.text === name) return 'default'
  const { namedBindings } = importClause
  if (!namedBindings) return undefined
  if (ts.isNamespaceImport(namedBindings))
    return namedBindings.name.text === name ? null : undefined
  const taken = namedBindings.elements.find((element) => element.name.text === name)
  return taken && (taken.propertyName ?? taken.name).text
}

/** The path of `require('…')`. */
export function requiredPath(node: ts.Node): string | null {
  if (!ts.isCallExpression(node) || !isNamed(node.expression, 'require')) return null
  const [path] = node.arguments
  return path && ts.isStringLiteralLike(path) ? path.text : null
}
