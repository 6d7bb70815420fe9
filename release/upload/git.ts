import { execFileSync } from 'node:child_process'
import { LAST_UPLOAD_FILE } from './last-upload'
import type { Commit } from './description'

// written by the previous upload
const NOT_THE_APP = `:(exclude)${LAST_UPLOAD_FILE}`

/** The state of git in a folder. All values are passed as data: no shell reads them. */
export interface GitFacts {
  readonly commit: Commit
  /** '' for a detached HEAD. */
  readonly branch: string
  readonly tags: readonly string[]
}

/** null: no git, no repository, or no commit. */
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

/** Long enough for commit hooks. */
export const GIT_LIMIT_MS = 10 * 60_000

/** @throws if git fails; the message includes git's output */
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
 * The branch or tag of a build. CI checks out a commit without a branch and names the branch in
 * variables: first GitHub's, then GitLab's. For a pull request it is the source branch.
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
