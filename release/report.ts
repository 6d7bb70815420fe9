import type { LastUpload } from './last-upload'
import type { Problem } from './problem'
import type { CheckSettings } from './settings'
import { sizeTable } from './size-table'
import type { Sizes } from './sizes'

export interface Report extends Sizes {
  readonly problems: readonly Problem[]
}

/** One line, in this order of keys: scripts read it. */
export function jsonLine({ packages, total, problems }: Report): string {
  return JSON.stringify({
    packages,
    total,
    problems: problems.map(({ file, line, rule, message }) => ({ file, line, rule, message })),
  })
}

/**
 * For a person: what weighs how much, then what is wrong, each with where and what to do.
 * @param last what WeChat took last, where it is known: how much of it is new since then
 */
export function humanText(
  report: Report,
  settings: CheckSettings,
  last: LastUpload | null = null,
): string {
  const parts = [problemList(report.problems)]
  if (Object.keys(report.packages).length > 0) parts.unshift(sizeTable(report, settings, last))
  return parts.join('\n\n')
}

function problemList(problems: readonly Problem[]): string {
  if (problems.length === 0) return 'No problems.'
  const lines = problems.map(
    ({ file, line, rule, message }) =>
      `${file}:${line}  ${rule}\n  ${message.replaceAll('\n', '\n  ')}`,
  )
  return `${lines.join('\n\n')}\n\n${problems.length} problem${problems.length === 1 ? '' : 's'}.`
}
