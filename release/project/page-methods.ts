import ts from 'typescript'
import type { Project, SourceFile } from './project'
import { assignmentTarget, isObjectAssign } from './script-names'
import { nodesOf, scriptTree } from './script-tree'
import {
  elementsOf,
  memberNames,
  memberOf,
  type Scope,
  resolveValue,
  type Value,
} from './script-values'

/** The names of the methods that a template may bind; null: unknown. */
export type Methods = ReadonlySet<string> | null

/**
 * Returns the methods of a page or component: those of `Page({…})`, of `methods` in
 * `Component({…})` and of their behaviors. Follows spreads, `Object.assign`, imports, and functions
 * that call `Page` or `Component`.
 */
export function methodsOf(project: Project, script: string): Methods {
  const tree = scriptTree(project.files.get(script))
  if (tree === null) return null
  const scope: Scope = { project, parameters: new Map(), depth: 0 }
  const budget = { calls: CALLS_FOLLOWED }
  const found = tree.statements.flatMap((statement) => {
    const call = callIn(statement)
    return call ? methodsOfCall(call, scope, budget) : []
  })
  const [methods, ...others] = found
  if (methods === undefined || others.length > 0 || assignsUnknownNames(tree)) return null
  return methods
}

/** Whether a script replaces the global `Page` or `Component` by a function of its own. */
export function replacesConstructors(script: SourceFile): boolean {
  const tree = scriptTree(script)
  return [...(tree ? nodesOf(tree) : [])].some(
    (node) =>
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      ts.isIdentifier(node.left) &&
      /^(?:Page|Component|Behavior)$/.test(node.left.text),
  )
}

function callIn(statement: ts.Statement): ts.CallExpression | null {
  const node =
    ts.isExpressionStatement(statement) || ts.isExportAssignment(statement)
      ? statement.expression
      : null
  return node && ts.isCallExpression(node) ? node : null
}

/**
 * Limit of the calls that are followed from one script: enough for nested helpers, and it ends
 * recursion.
 */
const CALLS_FOLLOWED = 200

/**
 * The methods that a call of `Page`, `Component`, or of a function that calls one of them defines.
 */
function methodsOfCall(
  call: ts.CallExpression,
  scope: Scope,
  budget: { calls: number },
): Methods[] {
  const {
    expression: callee,
    arguments: [first],
  } = call
  if (!ts.isIdentifier(callee)) return []
  if (first && callee.text === 'Page') return [pageMethods({ node: first, scope })]
  if (first && callee.text === 'Component') return [componentMethods({ node: first, scope })]
  if (/^(?:App|Behavior|require|requirePlugin)$/.test(callee.text)) return []
  const settled = resolveValue({ node: callee, scope })
  if (settled === null || !ts.isFunctionLike(settled.node)) return []
  budget.calls -= 1
  if (budget.calls < 0) return [null]
  const { node } = settled
  const parameters = new Map(scope.parameters)
  node.parameters.forEach((parameter, index) => {
    const argument = call.arguments[index] ?? parameter.initializer
    if (argument) parameters.set(parameter, { node: argument, scope })
  })
  const inner = { project: scope.project, parameters, depth: settled.scope.depth + 1 }
  return [...nodesOf(node)].flatMap((each) =>
    ts.isCallExpression(each) ? methodsOfCall(each, inner, budget) : [],
  )
}

function pageMethods(definition: Value): Methods {
  return union([memberNames(definition), behaviorsOf(definition)])
}

function componentMethods(definition: Value): Methods {
  const methods = memberOf(definition, 'methods')
  if (methods === null || memberOf(definition, 'definitionFilter') !== undefined) return null
  return union([methods ? memberNames(methods) : new Set(), behaviorsOf(definition)])
}

function behaviorsOf(definition: Value): Methods {
  const list = memberOf(definition, 'behaviors')
  if (list === undefined) return new Set()
  const behaviors = list && elementsOf(list)
  return behaviors && union(behaviors.map(behaviorMethods))
}

function behaviorMethods(behavior: Value): Methods {
  const settled = resolveValue(behavior)
  if (settled === null) return null
  const { node, scope } = settled
  // WeChat's own behaviors, such as wx://form-field, have no methods that a template binds
  if (ts.isStringLiteralLike(node)) return node.text.startsWith('wx://') ? new Set() : null
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return null
  const [first] = node.arguments
  return first && node.expression.text === 'Behavior'
    ? componentMethods({ node: first, scope })
    : null
}

/** The names that the script assigns by `object.name = …`, except its exports. */
export function assignedNames(script: SourceFile): ReadonlySet<string> {
  const tree = scriptTree(script)
  const targets = [...(tree ? nodesOf(tree) : [])].flatMap((node) => assignmentTarget(node) ?? [])
  return new Set(
    targets
      .filter(({ expression }) => !/^(?:module\.)?exports$|^module$/.test(expression.getText()))
      .flatMap((target) => (ts.isPropertyAccessExpression(target) ? target.name.text : [])),
  )
}

/** Detects `this[name] = …` and `Object.assign(this, …)`, also through an alias of `this`. */
function assignsUnknownNames(tree: ts.SourceFile): boolean {
  return [...nodesOf(tree)].some((node) => {
    const target = assignmentTarget(node)
    if (target && ts.isElementAccessExpression(target) && isThis(target.expression)) return true
    const [extended] = ts.isCallExpression(node) && isObjectAssign(node) ? node.arguments : []
    return extended !== undefined && isThis(extended)
  })
}

function isThis(node: ts.Node): boolean {
  if (node.kind === ts.SyntaxKind.ThisKeyword) return true
  return ts.isIdentifier(node) && /^(?:that|self|_this|_self)$/.test(node.text)
}

function union(parts: readonly Methods[]): Methods {
  const names = new Set<string>()
  for (const part of parts) {
    if (part === null) return null
    for (const name of part) names.add(name)
  }
  return names
}
