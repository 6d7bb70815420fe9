import fs from 'node:fs'

export interface WatchOptions {
  readonly folders: readonly string[]
  /** Never runs twice at the same time; runs again if a file has changed during the build. */
  readonly rebuild: () => Promise<void>
  /** Called with the error of `rebuild`. The last good build stays in use. */
  readonly failed: (error: unknown) => void
}

/** Waiting time after a change: editors write a file in several steps, and a checkout writes many files. */
const SETTLE_MS = 150

/** Rebuilds when a file in one of the folders changes, until the returned function is called. */
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
    changes = -Infinity // prevents a rebuild after the running build
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
}
