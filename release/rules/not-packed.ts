import path from 'node:path'
import { packedPath } from '../project/packed-source'
import { shownPath } from '../project/project'
import { PROJECT_FILE } from '../project/read-project'
import { type NeededFile, neededFiles } from './needed-files'
import type { CheckInput, Rule } from './rule'

/**
 * Existing files that the app needs and that are not packed: because of an entry of
 * "packOptions.ignore", or because WeChat does not pack their kind (`.webp` with miniprogram-ci
 * 2.1.42). They exist in DevTools and are missing on phones. Each file is reported once, at the
 * first file that needs it. Files that only unpacked files need are not reported.
 */
export const notPacked: Rule = {
  name: 'not-packed',
  check: ({ project, packed }) => {
    if (!packed) return []
    const have = new Set(packed.map((file) => file.path))
    const lost = new Map<string, NeededFile>()
    for (const need of neededFiles(project)) {
      const isLost = have.has(packedPath(need.file)) && !have.has(packedPath(need.target))
      if (isLost && !lost.has(need.target)) lost.set(need.target, need)
    }
    return [...lost.values()].map(({ file, line, target }) => ({
      file: shownPath(project, file),
      line,
      message:
        `${shownPath(project, target)} is needed here but would not be uploaded: it exists in ` +
        `DevTools and is missing on every phone. ${remedy(target, packed)}`,
    }))
  },
}

function remedy(target: string, packed: NonNullable<CheckInput['packed']>): string {
  const kind = path.posix.extname(packedPath(target))
  return packed.some((file) => file.path.endsWith(kind))
    ? `Find the entry of "packOptions.ignore" in ${PROJECT_FILE} that excludes it.`
    : `WeChat may not pack ${kind} files: use another format, or put the file on a server. Otherwise, ` +
        `see "packOptions.ignore" in ${PROJECT_FILE}.`
}
