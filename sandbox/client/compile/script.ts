import type { Node } from 'typescript'
import type { Report } from './problem'
import { transpile, typescript } from './transpile'

/** TypeScript or JavaScript → one CommonJS module, as WeChat's own compiler does. */
export function compileScript(file: string, source: string, report: Report): string {
  const { code, faults } = transpile(file, source, 'ES2020')
  for (const fault of faults) report({ severity: 'error', file, ...fault })
  return code
}

/** WXS is run as it stands; here only its syntax is checked, because the template compiler does not. */
export function checkWxs(file: string, source: string, report: Report): void {
  const { faults } = transpile('module.js', source, 'ES2020')
  for (const fault of faults) report({ severity: 'error', file, ...fault })
}

export type StyleOptions = Readonly<Partial<{ styleIsolation: string; addGlobalClass: boolean }>>

/**
 * `styleIsolation` and `addGlobalClass` may stand in the json or in `Component({ options })`. The
 * engine reads the json only, so what stands in the script is carried over while compiling.
 */
export function readStyleOptions(file: string, source: string): StyleOptions {
  if (!/styleIsolation|addGlobalClass/.test(source)) return {}
  const found: { styleIsolation?: string; addGlobalClass?: boolean } = {}
  const ts = typescript()
  const visit = (node: Node): void => {
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) {
      const { initializer } = node
      if (node.name.text === 'styleIsolation' && ts.isStringLiteral(initializer))
        found.styleIsolation = initializer.text
      if (node.name.text === 'addGlobalClass')
        found.addGlobalClass = initializer.kind === ts.SyntaxKind.TrueKeyword
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.ES2020))
  return found
}
