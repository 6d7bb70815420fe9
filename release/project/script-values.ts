import ts from 'typescript'
import { findModule } from './modules'
import type { Project } from './project'
import {
  assignmentTarget,
  importedName,
  isNamed,
  isNullish,
  isObjectAssign,
  isReassigned,
  namesAssignedTo,
  requiredPath,
} from './script-names'
import { nameOf, scriptTree, unwrapped } from './script-tree'

/**
 * A value that is known without running the script: an expression or function, and the scope of its
 * names.
 */
export interface Value {
  readonly node: ts.Node
  readonly scope: Scope
}

export interface Scope {
  readonly project: Project
  /** The arguments of the calls that were followed. */
  readonly parameters: ReadonlyMap<ts.ParameterDeclaration, Value>
  /** The number of names and calls followed so far. Limits circular references. */
  readonly depth: number
}

const DEPTH_LIMIT = 24

/**
 * Follows names, `require` and members to an expression or function; null if the value is unknown.
 */
export function resolveValue({ node, scope }: Value): Value | null {
  if (scope.depth > DEPTH_LIMIT) return null
  const deeper = { ...scope, depth: scope.depth + 1 }
  const value = ts.isExpression(node) ? unwrapped(node) : node
  if (ts.isIdentifier(value)) {
    if (value.text === 'undefined') return { node: value, scope }
    const found = valueOfName(value, deeper)
    return found && resolveValue(found)
  }
  if (ts.isPropertyAccessExpression(value)) {
    const owner = { node: value.expression, scope: deeper }
    const found = exportOfModule(owner, value.name.text) ?? memberOf(owner, value.name.text)
    return found ? resolveValue(found) : null
  }
  const required = requiredPath(value)
  if (required !== null) {
    const found = exported(value.getSourceFile().fileName, required, MODULE_EXPORTS, deeper)
    return found && resolveValue(found)
  }
  return { node: value, scope }
}

/** A member of an object; undefined: the object has no such member; null: unknown. */
export function memberOf(owner: Value, name: string): Value | null | undefined {
  const settled = resolveValue(owner)
  if (settled === null) return null
  const { node, scope } = settled
  if (isNullish(node)) return undefined
  const parts = partsOf(node)
  if (parts === null) return null
  for (const part of [...parts].reverse()) {
    if (ts.isExpression(part)) {
      const found = memberOf({ node: part, scope }, name)
      if (found !== undefined) return found
    } else if (nameOf(part.name) === null) return null
    else if (nameOf(part.name) === name) return { node: valueIn(part), scope }
  }
  return undefined
}

/** The names of all members of an object; null: unknown. */
export function memberNames(owner: Value): ReadonlySet<string> | null {
  const added = namesAssignedTo(owner.node)
  const settled = resolveValue(owner)
  if (settled === null || added === null) return null
  const { node, scope } = settled
  if (isNullish(node)) return new Set()
  const parts = partsOf(node)
  if (parts === null) return null
  const names = new Set(added)
  for (const part of parts) {
    const more = ts.isExpression(part)
      ? memberNames({ node: part, scope })
      : [nameOf(part.name)].flatMap((name) => name ?? [])
    if (more === null || (!ts.isExpression(part) && nameOf(part.name) === null)) return null
    for (const name of more) names.add(name)
  }
  return names
}

/** The elements of an array; null: unknown. */
export function elementsOf(list: Value): Value[] | null {
  const settled = resolveValue(list)
  if (settled === null) return null
  const { node, scope } = settled
  if (isNullish(node)) return []
  if (!ts.isArrayLiteralExpression(node) || node.elements.some(ts.isSpreadElement)) return null
  return node.elements.map((element) => ({ node: element, scope }))
}

type Member = Exclude<ts.ObjectLiteralElementLike, ts.SpreadAssignment>

/**
 * The parts of `{ a, ...b }` and `Object.assign(a, b)` in order: members, and objects whose members
 * are included.
 */
function partsOf(node: ts.Node): readonly (Member | ts.Expression)[] | null {
  if (ts.isObjectLiteralExpression(node))
    return node.properties.map((each) => (ts.isSpreadAssignment(each) ? each.expression : each))
  if (ts.isCallExpression(node) && isObjectAssign(node))
    return node.arguments.some(ts.isSpreadElement) ? null : node.arguments
  return null
}

function valueIn(member: Member): ts.Node {
  if (ts.isPropertyAssignment(member)) return member.initializer
  return ts.isShorthandPropertyAssignment(member) ? member.name : member
}

/** The value of a name at its place in the source, from the inner blocks to the outer ones. */
function valueOfName(name: ts.Identifier, scope: Scope): Value | null {
  for (let node: ts.Node = name.parent; ; node = node.parent) {
    if (ts.isFunctionLike(node)) {
      const parameter = node.parameters.find((each) => isNamed(each.name, name.text))
      if (parameter) return scope.parameters.get(parameter) ?? null
    }
    const statements =
      ts.isBlock(node) || ts.isSourceFile(node) ? node.statements : ([] as readonly ts.Statement[])
    for (const statement of statements) {
      const found = valueInStatement(statement, name, scope)
      if (found !== undefined) return found
    }
    if (ts.isSourceFile(node)) return null
  }
}

function valueInStatement(
  statement: ts.Statement,
  { text }: ts.Identifier,
  scope: Scope,
): Value | null | undefined {
  const file = statement.getSourceFile().fileName
  if (ts.isFunctionDeclaration(statement) && statement.name?.text === text)
    return { node: statement, scope }
  if (ts.isImportDeclaration(statement)) {
    const name = importedName(statement, text)
    if (name === undefined || !ts.isStringLiteral(statement.moduleSpecifier)) return undefined
    return name === null ? null : exported(file, statement.moduleSpecifier.text, name, scope)
  }
  if (!ts.isVariableStatement(statement)) return undefined
  for (const { name, initializer } of statement.declarationList.declarations) {
    if (isNamed(name, text))
      return initializer && !isReassigned(statement, text) ? { node: initializer, scope } : null
    const taken = ts.isObjectBindingPattern(name)
      ? name.elements.find((element) => isNamed(element.name, text))
      : undefined
    if (!taken || !initializer) continue
    const member = (taken.propertyName ?? taken.name).getText()
    const owner = { node: initializer, scope }
    return exportOfModule(owner, member) ?? memberOf(owner, member) ?? null
  }
  return undefined
}

/** `name` of `require('…')`, also through a `const`: the export of a module. */
function exportOfModule({ node, scope }: Value, name: string): Value | null {
  const value = ts.isExpression(node) ? unwrapped(node) : node
  const path = requiredPath(value)
  if (path !== null) return exported(value.getSourceFile().fileName, path, name, scope)
  if (!ts.isIdentifier(value)) return null
  const statement = value
    .getSourceFile()
    .statements.filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .find((each) => isNamed(each.name, value.text))
  const specifier = statement?.initializer && requiredPath(statement.initializer)
  return specifier ? exported(value.getSourceFile().fileName, specifier, name, scope) : null
}

/** Stands for `module.exports` as a whole. */
const MODULE_EXPORTS = '='

function exported(from: string, specifier: string, name: string, scope: Scope): Value | null {
  if (scope.depth > DEPTH_LIMIT) return null
  const path = findModule(scope.project, from, specifier)
  const tree = path === null ? null : scriptTree(scope.project.files.get(path))
  if (tree === null) return null
  const outer: Scope = { ...scope, parameters: new Map(), depth: scope.depth + 1 }
  for (const statement of tree.statements) {
    const found = exportedBy(statement, name, outer)
    if (found !== undefined) return found
  }
  const whole = name === MODULE_EXPORTS || name === 'default' ? null : exportedWhole(tree, outer)
  return whole ? (memberOf(whole, name) ?? null) : null
}

function exportedWhole(tree: ts.SourceFile, scope: Scope): Value | null {
  const found = tree.statements.map((each) => exportedBy(each, MODULE_EXPORTS, scope))
  return found.find((each) => each !== undefined) ?? null
}

function exportedBy(statement: ts.Statement, name: string, scope: Scope): Value | null | undefined {
  if (ts.isExportAssignment(statement))
    return name === 'default' ? { node: statement.expression, scope } : undefined
  if (ts.isExportDeclaration(statement)) return reexported(statement, name, scope)
  if (ts.isExpressionStatement(statement))
    return assignedToExports(statement.expression, name, scope)
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : []
  const has = (kind: ts.SyntaxKind) => modifiers.some((modifier) => modifier.kind === kind)
  if (!has(ts.SyntaxKind.ExportKeyword)) return undefined
  if (ts.isFunctionDeclaration(statement)) {
    const isIt = has(ts.SyntaxKind.DefaultKeyword)
      ? name === 'default'
      : statement.name?.text === name
    return isIt ? { node: statement, scope } : undefined
  }
  if (!ts.isVariableStatement(statement)) return undefined
  const { declarations } = statement.declarationList
  const variable = declarations.find((each) => isNamed(each.name, name))
  return variable?.initializer && { node: variable.initializer, scope }
}

function reexported(
  { exportClause, moduleSpecifier }: ts.ExportDeclaration,
  name: string,
  scope: Scope,
): Value | null | undefined {
  if (!exportClause || !ts.isNamedExports(exportClause)) return undefined
  const taken = exportClause.elements.find((element) => element.name.text === name)
  if (!taken) return undefined
  const inner = taken.propertyName ?? taken.name
  if (!moduleSpecifier) return { node: inner, scope }
  return ts.isStringLiteral(moduleSpecifier)
    ? exported(taken.getSourceFile().fileName, moduleSpecifier.text, inner.text, scope)
    : null
}

/** `module.exports = …`, `exports.name = …`, `module.exports.name = …` */
function assignedToExports(
  node: ts.Expression,
  name: string,
  scope: Scope,
): Value | null | undefined {
  const target = assignmentTarget(node)
  if (!target || !ts.isBinaryExpression(node)) return undefined
  const [whole, member] = [/^module\.exports$/, /^(?:module\.)?exports\.(\w+)$/]
  const left = target.getText()
  const isWhole = (name === MODULE_EXPORTS || name === 'default') && whole.test(left)
  return isWhole || member.exec(left)?.[1] === name ? { node: node.right, scope } : undefined
}
