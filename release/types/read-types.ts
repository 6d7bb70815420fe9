import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import ts from 'typescript'
import { apiUses } from './api-uses'
import { type ApiUse, NO_TYPE_FACTS, type TypeFacts, type TypeFault } from './type-facts'
import { createAppProgram, TSCONFIG } from './program'

/**
 * Creates one program for all rules about types, because that takes seconds. Only errors of the
 * app's own files are reported. Yields to the event loop after each file, so that Ctrl-C works. An
 * interrupted run returns the results so far.
 */
export async function readTypes(projectDir: string, signal?: AbortSignal): Promise<TypeFacts> {
  await setImmediate() // let the compilers in their own processes start first
  if (signal?.aborted) return NO_TYPE_FACTS
  const made = createAppProgram(projectDir)
  const toFault = (fault: ts.Diagnostic) => typeFault(fault, projectDir)
  if (made.kind === 'none') return NO_TYPE_FACTS
  if (made.kind === 'unreadable') return { errors: made.faults.map(toFault), uses: [] }
  const { program, own } = made
  const checker = program.getTypeChecker()
  const faults = [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()]
  const uses: ApiUse[] = []
  for (const source of own) {
    await setImmediate()
    if (signal?.aborted) break
    faults.push(...program.getSyntacticDiagnostics(source))
    faults.push(...program.getSemanticDiagnostics(source))
    uses.push(...apiUses(source, checker, shown(source.fileName, projectDir)))
  }
  return { errors: ts.sortAndDeduplicateDiagnostics(faults).map(toFault), uses }
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
