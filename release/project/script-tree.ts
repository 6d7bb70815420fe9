import ts from 'typescript'
import type { SourceFile } from './project'

const trees = new WeakMap<SourceFile, ts.SourceFile>()

/** The syntax tree of a script, parsed once for all rules; null if the file is no script. */
export function scriptTree(file: SourceFile | undefined): ts.SourceFile | null {
  if (file?.text === undefined || file.text === null || file.script === null) return null
  const known = trees.get(file)
  if (known) return known
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.ES2022, true)
  trees.set(file, tree)
  return tree
}

export function lineOf(tree: ts.SourceFile, node: ts.Node): number {
  return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1
}

/** A node and all its descendants in source order. */
export function* nodesOf(root: ts.Node): Iterable<ts.Node> {
  const waiting = [root]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node
    const children: ts.Node[] = []
    ts.forEachChild(node, (child) => void children.push(child))
    for (const child of children.reverse()) waiting.push(child)
  }
}

/** `x` of `(x)`, `x as T`, `x satisfies T` and `x!`. */
export function unwrapped(node: ts.Expression): ts.Expression {
  if (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isTypeAssertionExpression(node)
  )
    return unwrapped(node.expression)
  return node
}

/** The name of a member: `a`, `'a'`; null for a computed name. */
export function nameOf(name: ts.PropertyName | undefined): string | null {
  if (name === undefined || ts.isComputedPropertyName(name)) return null
  return name.text
}

/** `name` of `wx.name` and `wx['name']`; null for everything else. */
export function wxName(node: ts.Node): string | null {
  if (ts.isPropertyAccessExpression(node) && isWx(node.expression)) return node.name.text
  if (ts.isElementAccessExpression(node) && isWx(node.expression))
    return ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : null
  return null
}

export function isWx(node: ts.Node): boolean {
  return ts.isIdentifier(node) && node.text === 'wx'
}
