import { type CheckOptions, type CheckOutcome, checkProject } from './check-project'
import type { Flavour } from './flavour/flavour'
import { inFlavour, ofSource } from './flavour/folder'
import type { FlavourFolder } from './flavour/write'
import { keyProblems } from './key-files'
import type { Problem } from './problem'
import type { Project } from './project/project'
import { readProject } from './project/read-project'
import { type AppReport, mergeReports, type Report } from './report'
import { compareFlavours } from './rules/flavour-size'
import { packedSecret } from './rules/packed-secret'

export type FolderOptions = Omit<CheckOptions, 'projectDir' | 'flavour'>

export type FlavoursOutcome =
  { readonly kind: 'checked'; readonly report: AppReport } | { readonly kind: 'aborted' }

/** Checks each of the flavours, side by side. */
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
  const told = new Set<string>()
  const onProgress = (text: string) => {
    if (!told.has(text)) options.onProgress(text)
    told.add(text)
  }
  const outcomes = await Promise.all(
    flavours.map((flavour) =>
      inFlavour(flavour, read.project, projectDir, (folder) =>
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
    ...withKeys(merged.problems, projectDir, read.project),
    ...compareFlavours(read.project, merged.flavours),
  ]
  return { kind: 'checked', report: { ...merged, problems } }
}

/** Adds what is no flavour's: private keys in the project's own folder and in its repository. */
export function withKeys(
  problems: readonly Problem[],
  projectDir: string,
  { appRoot }: Pick<Project, 'appRoot'>,
): Problem[] {
  const told = problems.filter(({ rule }) => rule === packedSecret.name).map(({ file }) => file)
  return [...problems, ...keyProblems(projectDir, appRoot, new Set(told))]
}

/** Checks one flavour in its folder; what is found is told of the source. */
export async function checkFolder(
  flavour: Flavour,
  folder: FlavourFolder,
  options: FolderOptions,
): Promise<CheckOutcome> {
  const { dir, fallenTags } = folder
  const outcome = await checkProject({
    ...options,
    projectDir: dir,
    flavour: { name: flavour, fallenTags },
  })
  if (outcome.kind === 'aborted') return outcome
  const { report } = outcome
  const problems = report.problems.map((problem) => ofSource(problem, folder))
  const notes = report.notes.map((note) => ofSource(note, folder))
  return { kind: 'checked', report: { ...report, problems, notes } }
}
