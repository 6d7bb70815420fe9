import ts from 'typescript'

export interface ModuleReference {
  readonly specifier: string
  readonly line: number
}

export interface PluginCall {
  /** null where the name is computed. */
  readonly plugin: string | null
  readonly line: number
}

export interface ScriptReferences {
  /** Everything that must be there when the module runs: `import`, `export from`, `require('x')`. */
  readonly modules: readonly ModuleReference[]
  /** `requirePlugin('x')`, which throws where the plugin is not declared. */
  readonly syncPlugins: readonly PluginCall[]
}

/**
 * Reads what a script needs at once. The asynchronous forms (`require.async`, `requirePlugin.async`,
 * or a call with a callback) may reach other packages, so they are not listed. Types are erased by
 * the compiler and reach nothing.
 * @see framework/subpackages/async
 */
export function scriptReferences(fileName: string, text: string): ScriptReferences {
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.ES2022, false)
  const modules: ModuleReference[] = []
  const syncPlugins: PluginCall[] = []
  const lineOf = (node: ts.Node) =>
    source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1

  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && !isTypeImport(node)) add(node, node.moduleSpecifier)
    if (ts.isExportDeclaration(node) && !node.isTypeOnly && node.moduleSpecifier)
      add(node, node.moduleSpecifier)
    if (ts.isCallExpression(node)) {
      const [first, second] = node.arguments
      if (isNamed(node.expression, 'requirePlugin') && !second)
        syncPlugins.push({ plugin: literal(first), line: lineOf(node) })
      const loads =
        isNamed(node.expression, 'require') || node.expression.kind === ts.SyntaxKind.ImportKeyword
      if (loads && first && !second) add(node, first)
    }
    ts.forEachChild(node, visit)
  }
  const add = (node: ts.Node, specifier: ts.Expression) => {
    const text = literal(specifier)
    if (text !== null) modules.push({ specifier: text, line: lineOf(node) })
  }
  visit(source)
  return { modules, syncPlugins }
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name
}

function literal(node: ts.Expression | undefined): string | null {
  return node && ts.isStringLiteralLike(node) ? node.text : null
}

function isTypeImport(node: ts.ImportDeclaration): boolean {
  const clause = node.importClause
  if (!clause) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const bindings = clause.namedBindings
  if (clause.name || !bindings || !ts.isNamedImports(bindings)) return false
  return bindings.elements.length > 0 && bindings.elements.every((element) => element.isTypeOnly)
}
