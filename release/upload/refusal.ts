/** Why nothing was sent, or why WeChat did not take it, and what to do. */
export interface Refusal {
  /** Stands in `--json`; kebab-case, never renamed once released. */
  readonly code: string
  readonly message: string
  readonly advice: string
}

export function refusal(code: string, message: string, advice: string): Refusal {
  return { code, message, advice }
}
