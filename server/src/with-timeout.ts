/**
 * Waits for `task` for at most `timeoutMs`; the task then continues.
 * @returns undefined after the timeout
 */
export async function withTimeout<T>(task: Promise<T>, timeoutMs: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), timeoutMs)
  })
  try {
    return await Promise.race([task, late])
  } finally {
    clearTimeout(timer)
  }
}
