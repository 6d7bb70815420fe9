import type { Flavour } from '../flavour/flavour'
import type { LastUpload } from '../upload/last-upload'
import type { NotChecked, Note, Problem } from '../problem'
import { noteText } from '../rules'
import type { CheckSettings } from '../settings'
import { type FlavourSizes, sizeTable } from './size-table'
import { NO_SIZES, type Sizes } from '../sizes'

/** The result for one folder, which is one flavour. */
export interface Report extends Sizes {
  readonly problems: readonly Problem[]
  readonly notes: readonly Note[]
  /** Absent: every rule was applied. */
  readonly notChecked?: readonly NotChecked[]
}

/** The result for all checked flavours. The first flavour gives the sizes where only one is printed. */
export interface AppReport {
  readonly flavours: readonly FlavourSizes[]
  readonly problems: readonly Problem[]
  readonly notes: readonly Note[]
  /** Absent: every rule was applied. */
  readonly notChecked?: readonly NotChecked[]
}

/** Merges equal findings of all flavours. A finding of one flavour only carries its `flavour`. */
export function mergeReports(
  reports: readonly (readonly [flavour: Flavour, report: Report])[],
): AppReport {
  const merge = (kind: 'problems' | 'notes') =>
    mergeFindings(reports.map(([flavour, report]) => [flavour, report[kind]]))
  const notChecked = new Map(
    reports.flatMap(([, report]) => (report.notChecked ?? []).map((one) => [one.rule, one])),
  )
  return {
    ...(notChecked.size > 0 && { notChecked: [...notChecked.values()] }),
    flavours: reports.map(([flavour, { packages, total }]) => ({ flavour, packages, total })),
    problems: merge('problems'),
    notes: merge('notes'),
  }
}

function mergeFindings(
  lists: readonly (readonly [flavour: Flavour, findings: readonly Problem[]])[],
): Problem[] {
  const merged = new Map<string, { readonly finding: Problem; readonly foundIn: Set<Flavour> }>()
  for (const [flavour, findings] of lists)
    for (const finding of findings) {
      const key = JSON.stringify([finding.file, finding.line, finding.rule, finding.message])
      const known = merged.get(key)
      if (known) known.foundIn.add(flavour)
      else merged.set(key, { finding, foundIn: new Set([flavour]) })
    }
  return [...merged.values()].map(({ finding, foundIn: [flavour, ...others] }) =>
    flavour === undefined || lists.length === 1 || others.length > 0
      ? finding
      : { ...finding, flavour },
  )
}

/** One line of JSON for scripts. The order of the keys is part of the format. */
export function jsonLine({ flavours, problems, notes, notChecked }: AppReport): string {
  const { packages, total } = flavours[0] ?? NO_SIZES
  return JSON.stringify({
    packages,
    total,
    problems: problems.map(jsonFinding),
    flavours: Object.fromEntries(
      flavours.map(({ flavour, packages, total }) => [flavour, { packages, total }]),
    ),
    ...(notChecked && { notChecked }),
    notes: notes.map(jsonFinding),
  })
}

function jsonFinding({ file, line, rule, message, flavour }: Problem) {
  return { file, line, rule, message, ...(flavour && { flavour }) }
}

/**
 * The report as text: the table of sizes, the problems with their remedies, and one line for each rule
 * that has notes.
 * @param last the last upload, for the table's column of growth
 */
export function humanText(
  { flavours, problems, notes, notChecked = [] }: AppReport,
  settings: CheckSettings,
  last: LastUpload | null = null,
): string {
  const weighed = flavours.filter(({ packages }) => Object.keys(packages).length > 0)
  const parts = [problemList(problems)]
  if (notes.length > 0) parts.push(noteLines(notes))
  if (notChecked.length > 0) parts.push(notCheckedList(notChecked))
  if (weighed.length > 0) parts.unshift(sizeTable(weighed, settings, last))
  return parts.join('\n\n')
}

function problemList(problems: readonly Problem[]): string {
  if (problems.length === 0) return 'No problems.'
  const lines = problems.map(
    ({ file, line, rule, message, flavour }) =>
      `${file}:${line}  ${rule}${flavour ? `  (${flavour} flavour)` : ''}\n` +
      `  ${message.replaceAll('\n', '\n  ')}`,
  )
  return `${lines.join('\n\n')}\n\n${problems.length} problem${problems.length === 1 ? '' : 's'}.`
}

/** One line for each rule. */
function noteLines(notes: readonly Note[]): string {
  return [...new Set(notes.map(({ rule }) => rule))]
    .map((rule) => {
      const files = new Set(notes.filter((note) => note.rule === rule).map(({ file }) => file)).size
      return `Note: ${rule}: ${files} file${files === 1 ? '' : 's'}. ${noteText(rule)} --json lists them.`
    })
    .join('\n')
}

const NOT_CHECKED_HELP =
  'All other rules were applied. Before an upload, run this command on a machine where these programs run.'

function notCheckedList(notChecked: readonly NotChecked[]): string {
  const lines = notChecked.map(({ rule, why }) => `NOT CHECKED: ${rule}: ${why}`)
  return `${lines.join('\n')}\n${NOT_CHECKED_HELP}`
}
