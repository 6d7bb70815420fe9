import { errorLine, refusalText } from './report'
import type { Refusal } from './refusal'

/** Results go to stdout, the last line of it for scripts; everything on the way goes to stderr. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

export function tell(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** miniprogram-ci names every file that it compiles, and some steps by nothing. */
export function tellStep(step: string): void {
  if (step.trim() !== '' && !/\.[a-z]+$/.test(step)) tell(step)
}

export function refuse(
  refusals: readonly Refusal[],
  { json }: { readonly json: boolean },
  exitCode: number,
  more: object = {},
): number {
  tell(refusalText(refusals))
  if (json) print(errorLine(refusals, more))
  return exitCode
}
