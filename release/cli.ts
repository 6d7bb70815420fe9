/** Shared by the commands: exit codes, Ctrl-C and messages for wrong usage. */
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { INTERRUPTED } from '../scripts/command/interruption'

export { interruption } from '../scripts/command/interruption'

export const EXIT = { ok: 0, failed: 1, usage: 2, problems: 3, interrupted: INTERRUPTED }

/** Wrong usage or settings. Printed without a stack. */
export class UsageError extends Error {}

/** `parseArgs`; its errors become a `UsageError`. */
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

/** Sets the exit code and lets node end by itself, so that all output is written. */
export async function runCommand(main: () => number | Promise<number>): Promise<void> {
  try {
    process.exitCode = await main()
  } catch (error) {
    const usage = error instanceof UsageError
    process.stderr.write(`${usage ? error.message : String((error as Error).stack)}\n`)
    if (usage) process.stderr.write('Use --help to see the options.\n')
    process.exitCode = usage ? EXIT.usage : EXIT.failed
  }
}
