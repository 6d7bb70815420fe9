import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { isRecord } from '../project/project'
import { git, GIT_LIMIT_MS } from '../upload/git'
import { CHANGELOG_FILE } from './changelog'
import type { Release } from './plan-release'

const PACKAGE_FILE = 'package.json'
const LOCK_FILE = 'package-lock.json'

/**
 * Writes, commits and tags a release. Pushes nothing. If git refuses the commit, the files are
 * restored.
 * @returns the abbreviated hash of the commit
 * @throws with git's text
 */
export function applyRelease(dir: string, { version, tag, changelog, notes }: Release): string {
  const files = [PACKAGE_FILE, LOCK_FILE, CHANGELOG_FILE].filter((file) =>
    existsSync(path.join(dir, file)),
  )
  const before = files.map((file): [string, string] => [
    file,
    readFileSync(path.join(dir, file), 'utf8'),
  ])
  try {
    for (const [file, text] of before)
      writeFileSync(
        path.join(dir, file),
        file === CHANGELOG_FILE ? changelog : withVersion(text, version),
      )
    git(dir, 'add', '--', ...files)
    git(dir, 'commit', '--quiet', '--message', `Release ${version}`, '--', ...files)
  } catch (error) {
    for (const [file, text] of before) writeFileSync(path.join(dir, file), text)
    git(dir, 'reset', '--quiet', '--', ...files)
    throw error
  }
  setTag(dir, tag, `Release ${version}\n\n${notes}\n`)
  return git(dir, 'rev-parse', '--short', 'HEAD')
}

function setTag(dir: string, tag: string, message: string): void {
  try {
    // headings of the notes start with #, which git would remove as comments
    execFileSync('git', ['tag', '--annotate', '--cleanup=whitespace', '--file=-', tag], {
      cwd: dir,
      input: message,
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: GIT_LIMIT_MS,
    })
  } catch (error) {
    const gitError = (error as Error).message.trim()
    throw new Error(
      `${gitError}\nThe release is committed. Only its tag is missing. Set it: git tag -a ${tag}`,
      { cause: error },
    )
  }
}

/**
 * Sets the version in package.json, or in both places of package-lock.json. Keeps the indentation.
 */
export function withVersion(text: string, version: string): string {
  const json: unknown = JSON.parse(text)
  if (!isRecord(json)) return text
  const packages = json['packages']
  const own = isRecord(packages) ? packages[''] : undefined
  const changed = {
    ...json,
    version,
    ...(isRecord(packages) &&
      isRecord(own) &&
      'version' in own && { packages: { ...packages, '': { ...own, version } } }),
  }
  const indent = /^[ \t]+/m.exec(text)?.[0] ?? '  '
  return `${JSON.stringify(changed, null, indent)}\n`
}
