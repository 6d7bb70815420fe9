import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Problem } from '../problem'
import type { Project } from '../project/project'
import type { Flavour } from './flavour'
import { type FlavourFolder, writeFlavour } from './write-flavour'

export const TEMP_PREFIX = 'live-shop-channels-'

/**
 * Calls `use` with the folder of a flavour. The plugin flavour is the project's own folder. The
 * other is written to a temporary folder, which is always removed afterwards.
 */
export async function withFlavourFolder<T>(
  flavour: Flavour,
  project: Project,
  projectDir: string,
  use: (folder: FlavourFolder) => Promise<T>,
): Promise<T> {
  if (flavour === 'plugin')
    return await use({ dir: projectDir, originals: new Map(), removedTags: new Map() })
  // the path that the compilers report: on macOS the temporary folder is a link
  const dir = realpathSync(mkdtempSync(path.join(tmpdir(), TEMP_PREFIX)))
  try {
    return await use(writeFlavour(flavour, project, projectDir, dir))
  } finally {
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Replaces the paths of the flavour's folder in a finding by the paths of the source. */
export function withSourcePaths(problem: Problem, { dir, originals }: FlavourFolder): Problem {
  const message = [...originals].reduce(
    (text, [file, original]) => text.replaceAll(file, original),
    problem.message.replaceAll(`${dir}${path.sep}`, ''),
  )
  return { ...problem, file: originals.get(problem.file) ?? problem.file, message }
}
