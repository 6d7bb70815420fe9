/** The exit code of shells for a program that Ctrl-C has ended. */
export const INTERRUPTED = 130

/** The abort reason after Ctrl-C, SIGTERM or SIGHUP. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}

let controller: AbortController | undefined

/** Returns a signal that Ctrl-C, SIGTERM and SIGHUP abort. They no longer end the process. */
export function interruption(): AbortSignal {
  if (controller === undefined) {
    const made = (controller = new AbortController())
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(name, () => made.abort(new Interrupted(`Interrupted by ${name}.`)))
  }
  return controller.signal
}
