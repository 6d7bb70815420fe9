import path from 'node:path'
import { packedPath } from '../project/packed-source'
import { shownPath } from '../project/project'
import { PROJECT_FILE } from '../project/read-project'
import { type Need, neededFiles } from './needed-files'
import type { CheckInput, Rule } from './rule'

/**
 * Files that are there, that something names, and that stay behind all the same: by an entry of
 * "packOptions.ignore", or because WeChat packs no files of their kind (`.webp` with miniprogram-ci
 * 2.1.42). In DevTools they are there, on a phone they are not. Told once a file, where it is first
 * needed; what only files need that stay behind themselves may stay with them.
 */
export const notPacked: Rule = {
  name: 'not-packed',
  check: ({ project, packed }) => {
    if (!packed) return []
    const have = new Set(packed.map((file) => file.path))
    const lost = new Map<string, Need>()
    for (const need of neededFiles(project)) {
      const isLost = have.has(packedPath(need.file)) && !have.has(packedPath(need.target))
      if (isLost && !lost.has(need.target)) lost.set(need.target, need)
    }
    return [...lost.values()].map(({ file, line, target }) => ({
      file: shownPath(project, file),
      line,
      message:
        `${shownPath(project, target)} is needed here and would not be uploaded: it is there in ` +
        `DevTools and missing on every phone. ${remedy(target, packed)}`,
    }))
  },
}

function remedy(target: string, packed: NonNullable<CheckInput['packed']>): string {
  const kind = path.posix.extname(packedPath(target))
  return packed.some((file) => file.path.endsWith(kind))
    ? `Look for what leaves it out under "packOptions.ignore" in ${PROJECT_FILE}.`
    : `WeChat may pack no ${kind} files: use another kind, or put it on a server. Else look under ` +
        `"packOptions.ignore" in ${PROJECT_FILE}.`
}
