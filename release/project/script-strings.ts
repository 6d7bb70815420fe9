import ts from 'typescript'
import { unwrapped } from './script-tree'

export interface ScriptString {
  /** Parts that are only known at run time are written as `…`: `/pages/x?id=…`. */
  readonly text: string
  readonly line: number
}

export const UNKNOWN = '…'

/** The values of the top-level `const` declarations. */
export type Constants = ReadonlyMap<string, ts.Expression>

/**
 * The texts of a script: literals, templates, concatenations, with constants of the same file
 * resolved. The paths of `import` and `require` are not included.
 */
export function scriptStrings(fileName: string, script: string): ScriptString[] {
  const source = ts.createSourceFile(fileName, script, ts.ScriptTarget.ES2022, false)
  const constants = constantsOf(source)
  const found: ScriptString[] = []
  const visit = (node: ts.Node): void => {
    if (isModulePath(node) || ts.isLiteralTypeNode(node)) return
    if (isText(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
      found.push({ text: textOf(node, constants), line: line + 1 })
    } else ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function isModulePath(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return true
  return (
    ts.isCallExpression(node) &&
    ((ts.isIdentifier(node.expression) && node.expression.text === 'require') ||
      node.expression.kind === ts.SyntaxKind.ImportKeyword)
  )
}

/** A text, or a concatenation that contains one. */
function isText(node: ts.Node): node is ts.Expression {
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) return true
  return isSum(node) && (isText(node.left) || isText(node.right))
}

function isSum(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken
}

export function constantsOf(source: ts.SourceFile): Constants {
  const constants = new Map<string, ts.Expression>()
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue
    if (!(statement.declarationList.flags & ts.NodeFlags.Const)) continue
    for (const { name, initializer } of statement.declarationList.declarations)
      if (ts.isIdentifier(name) && initializer) constants.set(name.text, initializer)
  }
  return constants
}

/** The text of an expression, with `…` for each part that is only known at run time. */
export function textOf(node: ts.Expression, constants: Constants): string {
  return evaluate(node, constants, [])
}

/** @param within names that are being resolved: a circular name is unknown */
function evaluate(node: ts.Expression, constants: Constants, within: readonly string[]): string {
  if (ts.isStringLiteralLike(node)) return node.text
  if (ts.isTemplateExpression(node))
    return node.templateSpans.reduce(
      (text, { expression, literal }) =>
        text + evaluate(expression, constants, within) + literal.text,
      node.head.text,
    )
  if (isSum(node))
    return evaluate(node.left, constants, within) + evaluate(node.right, constants, within)
  const inner = unwrapped(node)
  if (inner !== node) return evaluate(inner, constants, within)
  const value = ts.isIdentifier(node) ? constants.get(node.text) : undefined
  if (!value || !ts.isIdentifier(node) || within.includes(node.text)) return UNKNOWN
  return evaluate(value, constants, [...within, node.text])
}
