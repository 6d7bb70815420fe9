/** What the command lines of this folder share: exit codes, Ctrl-C, and words for wrong usage. */
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { INTERRUPTED } from '../scripts/command/interruption'

export { interruption } from '../scripts/command/interruption'

export const EXIT = { ok: 0, failed: 1, usage: 2, problems: 3, interrupted: INTERRUPTED }

/** Wrong usage or settings: told without a stack, as it is the reader's to correct. */
export class UsageError extends Error {}

/** `parseArgs`, whose complaints are told as wrong usage. */
export function readArguments<T extends ParseArgsConfig>(config: T) {
  try {
    return parseArgs(config)
  } catch (error) {
    if (error instanceof TypeError && 'code' in error) throw new UsageError(error.message)
    throw error
  }
}

export function readTimeLimit(text: string): number {
  const seconds = Number(text)
  if (text.trim() !== '' && seconds > 0 && seconds <= 86_400) return seconds * 1000
  throw new UsageError(`--time-limit must be seconds above 0, got "${text}"`)
}

/** Sets the exit code and lets node end by itself, so that everything printed arrives. */
export async function runCommand(main: () => number | Promise<number>): Promise<void> {
  try {
    process.exitCode = await main()
  } catch (error) {
    const usage = error instanceof UsageError
    process.stderr.write(`${usage ? error.message : String((error as Error).stack)}\n`)
    if (usage) process.stderr.write('--help tells how it is used.\n')
    process.exitCode = usage ? EXIT.usage : EXIT.failed
  }
}
