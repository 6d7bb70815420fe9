import { type CheckOptions, type CheckOutcome, checkProject } from './check-project'
import type { Flavour } from '../flavour/flavour'
import { withFlavourFolder, withSourcePaths } from '../flavour/flavour-folder'
import type { FlavourFolder } from '../flavour/write-flavour'
import { privateKeyProblems } from '../rules/private-key'
import type { Problem } from '../problem'
import type { Project } from '../project/project'
import { readProject } from '../project/read-project'
import { type AppReport, mergeReports, type Report } from './report'
import { flavourSizeProblems } from '../rules/flavour-size'
import { packedSecret } from '../rules/packed-secret'

export type FolderOptions = Omit<CheckOptions, 'projectDir' | 'flavour'>

export type FlavoursOutcome =
  { readonly kind: 'checked'; readonly report: AppReport } | { readonly kind: 'aborted' }

/** Checks the given flavours side by side. */
export async function checkFlavours(
  flavours: readonly Flavour[],
  projectDir: string,
  options: FolderOptions,
): Promise<FlavoursOutcome> {
  const read = readProject(projectDir)
  if (read.kind === 'unreadable') {
    const problem = { rule: 'project-config', ...read.finding }
    return { kind: 'checked', report: { flavours: [], problems: [problem], notes: [] } }
  }
  const printed = new Set<string>()
  const onProgress = (text: string) => {
    if (!printed.has(text)) options.onProgress(text)
    printed.add(text)
  }
  const outcomes = await Promise.all(
    flavours.map((flavour) =>
      withFlavourFolder(flavour, read.project, projectDir, (folder) =>
        checkFolder(flavour, folder, { ...options, onProgress }),
      ),
    ),
  )
  const reports = flavours.flatMap((flavour, at): [Flavour, Report][] => {
    const outcome = outcomes[at]
    return outcome?.kind === 'checked' ? [[flavour, outcome.report]] : []
  })
  if (reports.length < flavours.length) return { kind: 'aborted' }
  const merged = mergeReports(reports)
  const problems = [
    ...addPrivateKeys(merged.problems, projectDir, read.project),
    ...flavourSizeProblems(read.project, merged.flavours),
  ]
  return { kind: 'checked', report: { ...merged, problems } }
}

/**
 * Adds the private keys in the project's folder and in its git repository, which belong to no
 * flavour.
 */
export function addPrivateKeys(
  problems: readonly Problem[],
  projectDir: string,
  { appRoot }: Pick<Project, 'appRoot'>,
): Problem[] {
  const reported = problems.filter(({ rule }) => rule === packedSecret.name).map(({ file }) => file)
  return [...problems, ...privateKeyProblems(projectDir, appRoot, new Set(reported))]
}

/** Checks one flavour in its folder. The findings name the files of the source. */
export async function checkFolder(
  flavour: Flavour,
  folder: FlavourFolder,
  options: FolderOptions,
): Promise<CheckOutcome> {
  const { dir, removedTags } = folder
  const outcome = await checkProject({
    ...options,
    projectDir: dir,
    flavour: { name: flavour, removedTags },
  })
  if (outcome.kind === 'aborted') return outcome
  const { report } = outcome
  const problems = report.problems.map((problem) => withSourcePaths(problem, folder))
  const notes = report.notes.map((note) => withSourcePaths(note, folder))
  return { kind: 'checked', report: { ...report, problems, notes } }
}
