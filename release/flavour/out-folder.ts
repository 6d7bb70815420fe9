import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Says of a folder that it was written here and may be written again. */
const MARK = '.live-shop-flavour'

/**
 * Makes a folder ready to be written to.
 * @param appDir what is read while it is written
 * @returns what speaks against it; null: it is there, empty but for the mark
 */
export function prepareOut(out: string, appDir: string): string | null {
  if (holds(appDir, out)) return 'it is in the app itself, and would become a part of it.'
  if (holds(out, appDir)) return 'the app itself is in it.'
  if (existsSync(out)) {
    if (!statSync(out).isDirectory()) return 'it is a file.'
    const entries = readdirSync(out)
    if (entries.length > 0 && !entries.includes(MARK))
      return 'it has files that were not made here. Name a new folder, or empty it.'
    // a link to packages is taken away, never what it leads to
    for (const entry of entries) rmSync(path.join(out, entry), { recursive: true, force: true })
  }
  mkdirSync(out, { recursive: true })
  writeFileSync(
    path.join(out, MARK),
    'Made by release/flavour/main.ts, which may replace all of it.\n',
  )
  return null
}

/** Is `inner` the folder `outer`, or in it? */
function holds(outer: string, inner: string): boolean {
  const way = path.relative(outer, inner)
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way)
}
