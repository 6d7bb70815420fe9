import type { Flavour } from './flavour/flavour'
import type { LastUpload } from './last-upload'
import type { NotChecked, Problem } from './problem'
import type { CheckSettings } from './settings'
import { type FlavourSizes, sizeTable } from './size-table'
import { NO_SIZES, type Sizes } from './sizes'

/** Of one folder: one flavour. */
export interface Report extends Sizes {
  readonly problems: readonly Problem[]
  /** Absent: every rule was applied. */
  readonly notChecked?: readonly NotChecked[]
}

/** Of the app in each flavour that was asked for; the first one speaks where one size is wanted. */
export interface AppReport {
  readonly flavours: readonly FlavourSizes[]
  readonly problems: readonly Problem[]
  /** Absent: every rule was applied. */
  readonly notChecked?: readonly NotChecked[]
}

/** What every flavour has is told once; the rest says whose it is, where there are several. */
export function mergeReports(
  reports: readonly (readonly [flavour: Flavour, report: Report])[],
): AppReport {
  const told = new Map<string, { readonly problem: Problem; readonly by: Set<Flavour> }>()
  for (const [flavour, { problems }] of reports)
    for (const problem of problems) {
      const key = JSON.stringify([problem.file, problem.line, problem.rule, problem.message])
      const known = told.get(key)
      if (known) known.by.add(flavour)
      else told.set(key, { problem, by: new Set([flavour]) })
    }
  const notChecked = new Map(
    reports.flatMap(([, report]) => (report.notChecked ?? []).map((one) => [one.rule, one])),
  )
  return {
    ...(notChecked.size > 0 && { notChecked: [...notChecked.values()] }),
    flavours: reports.map(([flavour, { packages, total }]) => ({ flavour, packages, total })),
    problems: [...told.values()].map(({ problem, by: [flavour, ...others] }) =>
      flavour === undefined || reports.length === 1 || others.length > 0
        ? problem
        : { ...problem, flavour },
    ),
  }
}

/** One line, in this order of keys: scripts read it. */
export function jsonLine({ flavours, problems, notChecked }: AppReport): string {
  const { packages, total } = flavours[0] ?? NO_SIZES
  return JSON.stringify({
    packages,
    total,
    problems: problems.map(({ file, line, rule, message, flavour }) => ({
      file,
      line,
      rule,
      message,
      ...(flavour && { flavour }),
    })),
    flavours: Object.fromEntries(
      flavours.map(({ flavour, packages, total }) => [flavour, { packages, total }]),
    ),
    ...(notChecked && { notChecked }),
  })
}

/**
 * For a person: what weighs how much, then what is wrong, each with where and what to do.
 * @param last what WeChat took last, where it is known: how much of it is new since then
 */
export function humanText(
  { flavours, problems, notChecked = [] }: AppReport,
  settings: CheckSettings,
  last: LastUpload | null = null,
): string {
  const weighed = flavours.filter(({ packages }) => Object.keys(packages).length > 0)
  const parts = [problemList(problems)]
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

const NOT_CHECKED_HELP =
  'All other rules were applied. Before an upload, run this command on a machine where these programs run.'

function notCheckedList(notChecked: readonly NotChecked[]): string {
  const lines = notChecked.map(({ rule, why }) => `NOT CHECKED: ${rule}: ${why}`)
  return `${lines.join('\n')}\n${NOT_CHECKED_HELP}`
}
