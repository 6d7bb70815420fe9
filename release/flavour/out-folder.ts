import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Marks a folder that this command has written and may replace. */
const MARK = '.live-shop-flavour'

/**
 * Prepares a folder for writing.
 * @param appDir the folder that is read meanwhile
 * @returns the reason why the folder cannot be used; null: it exists and is empty except for the
 * mark
 */
export function prepareOut(out: string, appDir: string): string | null {
  if (contains(appDir, out))
    return 'it is inside the app and would become a part of it. Name a folder outside.'
  if (contains(out, appDir)) return 'it contains the app. Name another folder.'
  if (existsSync(out)) {
    if (!statSync(out).isDirectory()) return 'it is a file. Name a folder.'
    const entries = readdirSync(out)
    if (entries.length > 0 && !entries.includes(MARK))
      return 'it has files that this command has not written. Name a new folder, or empty it.'
    // removes the link to node_modules, not its target
    for (const entry of entries) rmSync(path.join(out, entry), { recursive: true, force: true })
  }
  mkdirSync(out, { recursive: true })
  writeFileSync(
    path.join(out, MARK),
    'Written by release/commands/flavour.ts, which may replace the content of this folder.\n',
  )
  return null
}

/** Whether `inner` is the folder `outer` or a folder in it. */
function contains(outer: string, inner: string): boolean {
  const relative = path.relative(outer, inner)
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative)
}
