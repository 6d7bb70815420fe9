import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Changes } from './fault'

const PROJECT_DIR = path.join(__dirname, '../..')

/** The files that `npm run check` reads. */
const PARTS = [
  'miniprogram',
  'typings',
  'package.json',
  'project.config.json',
  'release/check.json',
  'tsconfig.base.json',
  'tsconfig.json',
]

export const COPY_PREFIX = 'live-shop-corpus-'

/** null if there is no such file. */
export function originalText(file: string): string | null {
  const full = path.join(PROJECT_DIR, file)
  return existsSync(full) ? readFileSync(full, 'utf8') : null
}

export interface AppCopy {
  readonly dir: string
  readonly remove: () => void
}

/** A copy of the app with these changes in a temporary folder. */
export function copyApp(changes: Changes): AppCopy {
  const dir = mkdtempSync(path.join(tmpdir(), COPY_PREFIX))
  for (const part of PARTS)
    cpSync(path.join(PROJECT_DIR, part), path.join(dir, part), { recursive: true })
  // Windows allows 'junction' without extra rights; other systems ignore it
  symlinkSync(path.join(PROJECT_DIR, 'node_modules'), path.join(dir, 'node_modules'), 'junction')
  for (const [file, content] of changes) {
    const target = path.join(dir, file)
    if (content === null) {
      rmSync(target)
      continue
    }
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, content)
  }
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true, maxRetries: 5 }) }
}
