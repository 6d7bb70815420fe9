import { errorLine, refusalText } from './report'
import type { Refusal } from './refusal'

/** Results go to stdout, its last line for scripts. Progress and errors go to stderr. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

export function printError(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** Prints a step, except file names and empty steps, which miniprogram-ci reports too. */
export function printStep(step: string): void {
  if (step.trim() !== '' && !/\.[a-z]+$/.test(step)) printError(step)
}

export function refuse(
  refusals: readonly Refusal[],
  { json }: { readonly json: boolean },
  exitCode: number,
  more: object = {},
): number {
  printError(refusalText(refusals))
  if (json) print(errorLine(refusals, more))
  return exitCode
}
