/** A step of a command took longer than its limit. */
export class StepTimeout extends Error {
  override readonly name = 'StepTimeout'

  constructor(step: string, limitMs: number) {
    super(`"${step}" did not end within ${limitMs / 1000} s.`)
  }
}

/**
 * Waits for one step of a command. After an error, the work of the step continues until its caller
 * stops it.
 * @throws StepTimeout at the limit; the reason of `signal` when it is aborted
 */
export async function withLimit<T>(
  step: string,
  limitMs: number,
  task: Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  let onAbort: (() => void) | undefined
  const ended = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StepTimeout(step, limitMs)), limitMs)
    onAbort = () => reject(reasonOf(signal))
    if (signal?.aborted === true) onAbort()
    else signal?.addEventListener('abort', onAbort)
  })
  try {
    return await Promise.race([task, ended])
  } finally {
    clearTimeout(timer)
    if (onAbort) signal?.removeEventListener('abort', onAbort)
  }
}

function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason
  return reason instanceof Error ? reason : new Error(String(reason))
}
