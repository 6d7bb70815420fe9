import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Problem } from '../problem'
import type { Project } from '../project/project'
import type { Flavour } from './flavour'
import { type FlavourFolder, writeFlavour } from './write'

export const TEMP_PREFIX = 'live-shop-channels-'

/**
 * Has a flavour in a folder as long as `use` takes. The plugin flavour is the project's own folder;
 * the other one is written to a temporary folder, which is gone afterwards, whatever way it ends.
 */
export async function inFlavour<T>(
  flavour: Flavour,
  project: Project,
  projectDir: string,
  use: (folder: FlavourFolder) => Promise<T>,
): Promise<T> {
  if (flavour === 'plugin')
    return await use({ dir: projectDir, originals: new Map(), fallenTags: new Map() })
  // the name that compilers see: on macOS the temporary folder is behind a link
  const dir = realpathSync(mkdtempSync(path.join(tmpdir(), TEMP_PREFIX)))
  try {
    return await use(writeFlavour(flavour, project, projectDir, dir))
  } finally {
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Says of the source what was found in a folder made of it: nobody can correct a copy. */
export function ofSource(problem: Problem, { dir, originals }: FlavourFolder): Problem {
  const message = [...originals].reduce(
    (text, [file, original]) => text.replaceAll(file, original),
    problem.message.replaceAll(`${dir}${path.sep}`, ''),
  )
  return { ...problem, file: originals.get(problem.file) ?? problem.file, message }
}
