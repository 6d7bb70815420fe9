import ts from 'typescript'

export interface ModuleReference {
  readonly specifier: string
  readonly line: number
  /** The import names what it takes. If all names are types, the compiler drops the import. */
  readonly takesNames?: boolean
}

export interface PluginCall {
  /** null: the name is computed. */
  readonly plugin: string | null
  readonly line: number
}

export interface ScriptReferences {
  /** Modules that must be loaded when this one runs: `import`, `export from`, `require('x')`. */
  readonly modules: readonly ModuleReference[]
  /**
   * Modules that load later, also from other packages: `require.async('x')`, a call with a
   * callback.
   */
  readonly asyncModules: readonly ModuleReference[]
  /** `requirePlugin('x')`, which throws if the plugin is not declared. */
  readonly syncPlugins: readonly PluginCall[]
}

/**
 * Reads the modules and plugins that a script needs. Type imports are ignored, because the compiler
 * drops them. Computed names are not seen.
 * @see framework/subpackages/async
 */
export function scriptReferences(fileName: string, text: string): ScriptReferences {
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.ES2022, false)
  const modules: ModuleReference[] = []
  const laterModules: ModuleReference[] = []
  const syncPlugins: PluginCall[] = []
  const lineOf = (node: ts.Node) =>
    source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1

  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && !isTypeImport(node))
      add(modules, node, node.moduleSpecifier)
    if (ts.isExternalModuleReference(node)) add(modules, node, node.expression)
    if (ts.isExportDeclaration(node) && !node.isTypeOnly && node.moduleSpecifier)
      add(modules, node, node.moduleSpecifier)
    if (ts.isCallExpression(node)) {
      const [first, second] = node.arguments
      if (isNamed(node.expression, 'requirePlugin') && !second)
        syncPlugins.push({ plugin: literal(first), line: lineOf(node) })
      const loads =
        isNamed(node.expression, 'require') || node.expression.kind === ts.SyntaxKind.ImportKeyword
      if (first && (loads || isRequireAsync(node.expression)))
        add(loads && !second ? modules : laterModules, node, first)
    }
    ts.forEachChild(node, visit)
  }
  const add = (list: ModuleReference[], node: ts.Node, specifier: ts.Expression) => {
    const text = literal(specifier)
    if (text === null) return
    const takesNames = ts.isImportDeclaration(node) && node.importClause !== undefined
    list.push({ specifier: text, line: lineOf(node), ...(takesNames && { takesNames }) })
  }
  visit(source)
  return { modules, asyncModules: laterModules, syncPlugins }
}

function isRequireAsync(node: ts.Node): boolean {
  return (
    ts.isPropertyAccessExpression(node) &&
    isNamed(node.expression, 'require') &&
    node.name.text === 'async'
  )
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
