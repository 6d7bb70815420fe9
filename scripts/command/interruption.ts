/** The exit code of a shell for a program that Ctrl-C has ended. */
export const INTERRUPTED = 130

/** The reason of a signal that Ctrl-C, SIGTERM or SIGHUP has aborted. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}

let controller: AbortController | undefined

/** Aborted by Ctrl-C, SIGTERM or SIGHUP, which end the process no longer by themselves. */
export function interruption(): AbortSignal {
  if (controller === undefined) {
    const made = (controller = new AbortController())
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(name, () => made.abort(new Interrupted(`Interrupted by ${name}.`)))
  }
  return controller.signal
}
