import path from 'node:path'
import ts from 'typescript'
import { apiUses } from './api-uses'
import { NO_TYPE_FACTS, type TypeFacts, type TypeFault } from './facts'
import { createAppProgram, TSCONFIG } from './program'

/**
 * One program for everything that is asked of types, for it takes seconds. Errors are those of the
 * app's own files: what a package does wrong is no fault of the app.
 */
export function readTypes(projectDir: string): TypeFacts {
  const made = createAppProgram(projectDir)
  const toFault = (fault: ts.Diagnostic) => typeFault(fault, projectDir)
  if (made.kind === 'none') return NO_TYPE_FACTS
  if (made.kind === 'unreadable') return { errors: made.faults.map(toFault), uses: [] }
  const { program, own } = made
  const checker = program.getTypeChecker()
  const faults = [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...own.flatMap((source) => [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ]),
  ]
  return {
    errors: ts.sortAndDeduplicateDiagnostics(faults).map(toFault),
    uses: own.flatMap((source) => apiUses(source, checker, shown(source.fileName, projectDir))),
  }
}

function typeFault(fault: ts.Diagnostic, projectDir: string): TypeFault {
  const { file, start, code, messageText } = fault
  return {
    file: file ? shown(file.fileName, projectDir) : TSCONFIG,
    line: file ? file.getLineAndCharacterOfPosition(start ?? 0).line + 1 : 1,
    code: `TS${code}`,
    text: ts.flattenDiagnosticMessageText(messageText, '\n'),
  }
}

function shown(file: string, projectDir: string): string {
  return path.relative(projectDir, file).replaceAll(path.sep, '/')
}
