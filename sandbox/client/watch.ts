import fs from 'node:fs'

export interface WatchOptions {
  readonly folders: readonly string[]
  /** Never runs twice at once; runs again when something changed meanwhile. */
  readonly rebuild: () => Promise<void>
  /** Hears what `rebuild` threw: the last good build stays. */
  readonly failed: (error: unknown) => void
}

/** An editor writes a file in several steps, and a checkout writes many. */
const SETTLE_MS = 150

/** Rebuilds after a file in one of the folders has changed, until the returned function is called. */
export function rebuildOnChange({ folders, rebuild, failed }: WatchOptions): () => void {
  let timer: NodeJS.Timeout | undefined
  let building = false
  let changes = 0

  const build = async (): Promise<void> => {
    building = true
    const built = changes
    await rebuild().catch(failed)
    building = false
    if (changes > built) settle()
  }
  const settle = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void build(), SETTLE_MS)
  }
  const soon = (): void => {
    changes += 1
    if (!building) settle()
  }
  const watchers = folders.map((folder) => {
    const watcher = fs.watch(folder, { recursive: true }, soon)
    watcher.on('error', failed)
    return watcher
  })
  return () => {
    changes = -Infinity // a build at work is the last
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
}
