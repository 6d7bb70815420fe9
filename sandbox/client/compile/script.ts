import ts from 'typescript'
import type { Report } from './problem'

const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.CommonJS,
  target: ts.ScriptTarget.ES2020,
  esModuleInterop: true,
}

/** TypeScript or JavaScript → one CommonJS module, as WeChat's own compiler does: no type check, no bundling. */
export function compileScript(file: string, source: string, report: Report): string {
  const { outputText, diagnostics } = ts.transpileModule(source, {
    fileName: file,
    reportDiagnostics: true,
    compilerOptions: OPTIONS,
  })
  for (const diagnostic of diagnostics ?? []) reportDiagnostic(file, diagnostic, report)
  return outputText
}

/** WXS is run as it stands; here only its syntax is checked, because the template compiler does not. */
export function checkWxs(file: string, source: string, report: Report, lineOffset = 0): void {
  const { diagnostics } = ts.transpileModule(source, {
    fileName: 'module.js',
    reportDiagnostics: true,
    compilerOptions: { ...OPTIONS, allowJs: true },
  })
  for (const diagnostic of diagnostics ?? []) reportDiagnostic(file, diagnostic, report, lineOffset)
}

function reportDiagnostic(
  file: string,
  { file: parsed, start, messageText }: ts.Diagnostic,
  report: Report,
  lineOffset = 0,
): void {
  const place = parsed !== undefined && start !== undefined
  report({
    severity: 'error',
    file,
    line: place ? parsed.getLineAndCharacterOfPosition(start).line + 1 + lineOffset : 0,
    message: ts.flattenDiagnosticMessageText(messageText, ' '),
  })
}

export type StyleOptions = Readonly<Partial<{ styleIsolation: string; addGlobalClass: boolean }>>

/**
 * `styleIsolation` and `addGlobalClass` may stand in the json or in `Component({ options })`. The
 * engine reads the json only, so what stands in the script is carried over while compiling.
 */
export function readStyleOptions(file: string, source: string): StyleOptions {
  if (!/styleIsolation|addGlobalClass/.test(source)) return {}
  const found: { styleIsolation?: string; addGlobalClass?: boolean } = {}
  const visit = (node: ts.Node): void => {
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
