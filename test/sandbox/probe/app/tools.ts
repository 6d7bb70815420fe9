/** Called by tests through `__sim.require('tools')`: what app code can do, seen from a module of the main package. */
export function requireHelper(): unknown {
  return requirePlugin('helper')
}

export function requireHelperLater(): Promise<{ answer: () => number }> {
  return requirePlugin.async('helper') as Promise<{ answer: () => number }>
}

type Failed = (failure: { mod: string; errMsg: string }) => void
type RequireWithCallbacks = (name: string, done: (exports: unknown) => void, failed: Failed) => void

export function requireHelperByCallback(done: (exports: unknown) => void, failed: Failed): void {
  ;(requirePlugin as RequireWithCallbacks)('helper', done, failed)
}

/** Names of the browser that a phone's app code cannot see. */
export function visibleBrowserNames(): string[] {
  const seen = {
    window: typeof window,
    document: typeof document,
    fetch: typeof fetch,
    localStorage: typeof localStorage,
    URL: typeof URL,
  }
  return Object.entries(seen).flatMap(([name, type]) => (type === 'undefined' ? [] : [name]))
}

export function now(): readonly [number, number, boolean] {
  return [Date.now(), new Date().getTime(), new Date() instanceof Date]
}

/** Starts timers whose names arrive in `fired` with the time at which they ran. */
export function startTimers(delaysMs: readonly number[], fired: string[]): () => void {
  const startMs = Date.now()
  const ids = delaysMs.map((delayMs) =>
    setTimeout(
      () => fired.push(`${delayMs}@${Math.round((Date.now() - startMs) / 1000)}`),
      delayMs,
    ),
  )
  return () => {
    for (const id of ids) clearTimeout(id)
  }
}
