import { execFileSync } from 'node:child_process'
import { closeSync, lstatSync, openSync, readSync } from 'node:fs'
import path from 'node:path'
import { beginsWithKey } from '../compile/secrets'
import type { Problem } from '../problem'
import { listFiles } from '../project/list-files'

export const PRIVATE_KEY = 'private-key'

/** Enough for the first line after blank lines. */
const READ_BYTES = 256

const GIT_LIMIT_MS = 10_000

/**
 * Reports private keys, whatever their name, in the app's folder and among the files that git
 * tracks. Anyone who gets the folder or the repository could upload in the shop's name.
 * @param known files that another rule has reported
 */
export function privateKeyProblems(
  projectDir: string,
  appRoot: string,
  known: ReadonlySet<string> = new Set(),
): Problem[] {
  const tracked = new Set(trackedFiles(projectDir))
  const inApp = listFiles(path.join(projectDir, appRoot), (name) => name !== '.git')
  const files = new Set([...inApp.map((file) => path.posix.join(appRoot, file)), ...tracked])
  return [...files]
    .filter((file) => !known.has(file) && beginsWithKey(startOf(path.join(projectDir, file))))
    .sort()
    .map((file) => ({ file, line: 1, rule: PRIVATE_KEY, message: explain(tracked.has(file)) }))
}

function explain(isTracked: boolean): string {
  const [where, what, how] = isTracked
    ? [', and git tracks it', 'repository', ' (git rm --cached)']
    : [" in the app's folder", 'folder', '']
  return (
    `This file is a private key${where}: anyone who gets the ${what} can act in the shop's name. Move ` +
    `it out of the project${how}, and set WX_UPLOAD_KEY_FILE to its new path. If others may have ` +
    'it, reset it at mp.weixin.qq.com (开发设置 → 小程序代码上传): git history keeps it.'
  )
}

/** Relative to the project's folder. Empty without git or without a repository. */
function trackedFiles(projectDir: string): string[] {
  try {
    return execFileSync('git', ['ls-files', '-z'], {
      cwd: projectDir,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 64 << 20,
      timeout: GIT_LIMIT_MS,
    })
      .split('\0')
      .filter(Boolean)
  } catch {
    return []
  }
}

/** '' if it cannot be read. Links are not followed. */
function startOf(file: string): string {
  try {
    if (!lstatSync(file).isFile()) return ''
    const handle = openSync(file, 'r')
    try {
      const bytes = Buffer.alloc(READ_BYTES)
      return bytes.toString('utf8', 0, readSync(handle, bytes, 0, READ_BYTES, 0))
    } finally {
      closeSync(handle)
    }
  } catch {
    return ''
  }
}
