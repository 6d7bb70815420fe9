import { readdirSync } from 'node:fs'
import path from 'node:path'

/**
 * Lists the files below a folder with forward slashes, sorted by name within each folder. Does not
 * follow links: Node 24's `readdir` with `recursive` follows them, Node 20's does not.
 * @param isListed whether a name is listed; an unlisted folder excludes its files. node_modules is
 * never listed.
 * @returns an empty list if the folder cannot be read
 */
export function listFiles(
  root: string,
  isListed: (name: string) => boolean = () => true,
  below = '',
): string[] {
  let entries
  try {
    entries = readdirSync(path.join(root, below), { withFileTypes: true })
  } catch {
    return []
  }
  return entries
    .filter(({ name }) => name !== 'node_modules' && isListed(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const file = below === '' ? entry.name : `${below}/${entry.name}`
      if (entry.isDirectory()) return listFiles(root, isListed, file)
      return entry.isFile() ? [file] : []
    })
}
