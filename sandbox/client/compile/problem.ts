/** Something the compiler has to say about a source file. Errors stop the build, warnings do not. */
export interface Problem {
  readonly severity: 'error' | 'warning'
  /** Path below the root of its code space (the app, the plugin, the built-ins). */
  readonly file: string
  /** From 1; 0 when the fault has no place in the file. */
  readonly line: number
  readonly message: string
}

export type Report = (problem: Problem) => void

export function explainProblem({ severity, file, line, message }: Problem): string {
  return `${severity}: ${line > 0 ? `${file}:${line}` : file}: ${message}`
}

/** Thrown when the app cannot be compiled; the message lists every fault, not only the first. */
export class ClientBuildError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(`The mini-program does not compile:\n${problems.map(explainProblem).join('\n')}`)
    this.name = 'ClientBuildError'
  }
}
