import { execFileSync } from 'node:child_process'
import { LAST_UPLOAD_FILE } from '../last-upload'
import type { Commit } from './description'

// what the upload before this one has written
const NOT_THE_APP = `:(exclude)${LAST_UPLOAD_FILE}`

/** What git says of a folder. Everything is data to it and to us: no shell reads any of it. */
export interface GitFacts {
  readonly commit: Commit
  /** '' on a detached HEAD. */
  readonly branch: string
  readonly tags: readonly string[]
}

/** null: no git, no repository, or no commit yet. */
export function gitFacts(dir: string): GitFacts | null {
  try {
    const [hash = '', subject = ''] = git(dir, 'log', '-1', '--format=%h%n%s').split('\n')
    return {
      commit: {
        hash,
        subject,
        changed: git(dir, 'status', '--porcelain', '--', '.', NOT_THE_APP) !== '',
      },
      branch: git(dir, 'branch', '--show-current'),
      tags: git(dir, 'tag', '--points-at', 'HEAD').split('\n').filter(Boolean),
    }
  } catch {
    return null
  }
}

/** Long enough for the hooks of a commit. */
export const GIT_LIMIT_MS = 10 * 60_000

/** @throws when git ends with an error, its own words in the message */
export function git(dir: string, ...args: readonly string[]): string {
  return execFileSync('git', args, {
    cwd: dir,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 << 20,
    timeout: GIT_LIMIT_MS,
  }).trimEnd()
}

/**
 * The branch or tag that a build is for. CI checks out a commit without a branch, and names it in
 * variables: GitHub's first, then GitLab's; of a pull request its own branch, not the one it is for.
 */
export function refName(
  facts: GitFacts | null,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const named = [
    facts?.branch,
    env['GITHUB_HEAD_REF'],
    env['GITHUB_REF_NAME'],
    env['CI_MERGE_REQUEST_SOURCE_BRANCH_NAME'],
    env['CI_COMMIT_REF_NAME'],
    facts?.tags[0],
  ]
  return named.find((name) => name !== undefined && name !== '') ?? ''
}
