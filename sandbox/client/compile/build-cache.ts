import { createHash, randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/**
 * Returns the cached result for a source, or creates it.
 * @param how everything besides the source that determines the result: compiler version, options
 * @param make returns null if the result must not be cached
 */
export type BuildCache = <Made extends string | null>(
  how: string,
  source: string,
  make: () => Made,
) => Made | string

export function cacheIn(folder: string): BuildCache {
  return (how, source, make) => {
    const name = createHash('sha256').update(`${how}\n`).update(source).digest('hex')
    const file = path.join(folder, name)
    try {
      return fs.readFileSync(file, 'utf8')
    } catch {
      const made = make()
      if (made !== null) write(file, made)
      return made
    }
  }
}

/** Renames the file when it is complete, because other processes may read it. */
function write(file: string, made: string): void {
  const unfinished = `${file}.${randomUUID()}`
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(unfinished, made)
    fs.renameSync(unfinished, file)
  } catch {
    // a read-only folder: every start compiles
  }
}

/** Cache between starts: compiling the phone's scripts takes nine tenths of the build time. */
export const buildCache = cacheIn(
  path.resolve(__dirname, '../../../node_modules/.cache/live-shop-phone'),
)
