import fs from 'node:fs'
import path from 'node:path'

const IGNORED_FOLDERS = new Set(['node_modules'])

/** All files below a folder, as relative POSIX paths, sorted so that builds are reproducible. */
export function listFiles(root: string): string[] {
  const found: string[] = []
  const walk = (folder: string) => {
    for (const entry of fs.readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const file = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) {
        if (!IGNORED_FOLDERS.has(entry.name)) walk(file)
      } else found.push(file)
    }
  }
  walk('')
  return found.sort()
}

/** `pages/a/a.wxml` → `pages/a/a`: the name of a page or component. */
export function withoutExtension(file: string): string {
  return file.replace(/\.[^./]+$/, '')
}

export function copyFile(from: string, to: string): void {
  fs.mkdirSync(path.dirname(to), { recursive: true })
  fs.copyFileSync(from, to)
}
