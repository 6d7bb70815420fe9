/**
 * Waits for `task`, but no longer than `atMostMs`; it then goes on by itself.
 * @returns undefined when it was not done in time
 */
export async function within<T>(task: Promise<T>, atMostMs: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), atMostMs)
  })
  try {
    return await Promise.race([task, late])
  } finally {
    clearTimeout(timer)
  }
}
