/** An error or warning of the compiler. Only errors stop the build. */
export interface Problem {
  readonly severity: 'error' | 'warning'
  /** Path relative to the root of its code space (the app, the plugin, the built-ins). */
  readonly file: string
  /** From 1; 0 if the problem has no line. */
  readonly line: number
  readonly message: string
}

export type Report = (problem: Problem) => void

export function explainProblem({ severity, file, line, message }: Problem): string {
  return `${severity}: ${line > 0 ? `${file}:${line}` : file}: ${message}`
}

/** The app cannot be compiled. The message lists all errors. */
export class ClientBuildError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(`The mini-program does not compile:\n${problems.map(explainProblem).join('\n')}`)
    this.name = 'ClientBuildError'
  }
}
