import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import ts from 'typescript'
import { apiUses } from './api-uses'
import { type ApiUse, NO_TYPE_FACTS, type TypeFacts, type TypeFault } from './facts'
import { createAppProgram, TSCONFIG } from './program'

/**
 * One program for everything that is asked of types, for it takes seconds. Errors are those of the
 * app's own files: what a package does wrong is no fault of the app. After each file the rest of the
 * process has its turn, so that Ctrl-C is heard; an interrupted run gets what is known by then.
 */
export async function readTypes(projectDir: string, signal?: AbortSignal): Promise<TypeFacts> {
  await setImmediate() // the compilers that are processes of their own start first
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
