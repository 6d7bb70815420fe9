import type { Node } from 'typescript'
import type { Report } from './problem'
import { transpile, typescript } from './transpile'

/** Compiles TypeScript or JavaScript to a CommonJS module, like WeChat's compiler. */
export function compileScript(file: string, source: string, report: Report): string {
  const { code, faults } = transpile(file, source, 'ES2020')
  for (const fault of faults) report({ severity: 'error', file, ...fault })
  return code
}

/** WXS is not transformed. Its syntax is checked here because the template compiler does not check it. */
export function checkWxs(file: string, source: string, report: Report): void {
  const { faults } = transpile('module.js', source, 'ES2020')
  for (const fault of faults) report({ severity: 'error', file, ...fault })
}

export type StyleOptions = Readonly<Partial<{ styleIsolation: string; addGlobalClass: boolean }>>

/**
 * `styleIsolation` and `addGlobalClass` may be in the JSON file or in `Component({ options })`. The engine
 * reads only the JSON file, so options from the script are copied to it.
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
