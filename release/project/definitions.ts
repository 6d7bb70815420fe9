import ts from 'typescript'
import type { Project, SourceFile } from './project'
import { assigned, isObjectAssign } from './script-names'
import { nodesOf, scriptTree } from './script-tree'
import { elementsOf, memberNames, memberOf, type Scope, settle, type Value } from './script-values'

/** The methods of a page or component by the names that a template may bind; null: not to be known. */
export type Methods = ReadonlySet<string> | null

/**
 * The methods that a script gives its page or component: those of `Page({…})`, of `methods` in
 * `Component({…})` and of their behaviors. Spreads, `Object.assign`, imports, and functions that pass on
 * to `Page` or `Component` are followed.
 */
export function methodsOf(project: Project, script: string): Methods {
  const tree = scriptTree(project.files.get(script))
  if (tree === null) return null
  const scope: Scope = { project, given: new Map(), depth: 0 }
  const budget = { calls: CALLS_FOLLOWED }
  const found = tree.statements.flatMap((statement) => {
    const call = callIn(statement)
    return call ? definitions(call, scope, budget) : []
  })
  const [methods, ...others] = found
  if (methods === undefined || others.length > 0 || setsUnknownNames(tree)) return null
  return methods
}

/** Does a script put a function of its own in place of `Page` or `Component`, for the whole app? */
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

/** Calls that are followed from one script: enough for helpers of helpers, an end for what calls itself. */
const CALLS_FOLLOWED = 200

/** Of a call of `Page`, `Component`, or of a function that calls one of them. */
function definitions(call: ts.CallExpression, scope: Scope, budget: { calls: number }): Methods[] {
  const {
    expression: callee,
    arguments: [first],
  } = call
  if (!ts.isIdentifier(callee)) return []
  if (first && callee.text === 'Page') return [pageMethods({ node: first, scope })]
  if (first && callee.text === 'Component') return [componentMethods({ node: first, scope })]
  if (/^(?:App|Behavior|require|requirePlugin)$/.test(callee.text)) return []
  const settled = settle({ node: callee, scope })
  if (settled === null || !ts.isFunctionLike(settled.node)) return []
  budget.calls -= 1
  if (budget.calls < 0) return [null]
  const { node } = settled
  const given = new Map(scope.given)
  node.parameters.forEach((parameter, index) => {
    const argument = call.arguments[index] ?? parameter.initializer
    if (argument) given.set(parameter, { node: argument, scope })
  })
  const inner = { project: scope.project, given, depth: settled.scope.depth + 1 }
  return [...nodesOf(node)].flatMap((each) =>
    ts.isCallExpression(each) ? definitions(each, inner, budget) : [],
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
  const settled = settle(behavior)
  if (settled === null) return null
  const { node, scope } = settled
  // WeChat's own, such as wx://form-field, bring nothing that a template binds
  if (ts.isStringLiteralLike(node)) return node.text.startsWith('wx://') ? new Set() : null
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return null
  const [first] = node.arguments
  return first && node.expression.text === 'Behavior'
    ? componentMethods({ node: first, scope })
    : null
}

/** Every name that the script sets by `object.name = …`, but for what it exports. */
export function namesSet(script: SourceFile): ReadonlySet<string> {
  const tree = scriptTree(script)
  const targets = [...(tree ? nodesOf(tree) : [])].flatMap((node) => assigned(node) ?? [])
  return new Set(
    targets
      .filter(({ expression }) => !/^(?:module\.)?exports$|^module$/.test(expression.getText()))
      .flatMap((target) => (ts.isPropertyAccessExpression(target) ? target.name.text : [])),
  )
}

/** `this[name] = …` and `Object.assign(this, …)`, also where `this` was given a name. */
function setsUnknownNames(tree: ts.SourceFile): boolean {
  return [...nodesOf(tree)].some((node) => {
    const target = assigned(node)
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
