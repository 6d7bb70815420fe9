import type { Problem } from './problem'
import type { CheckSettings } from './settings'
import { kilobytes, type Sizes } from './sizes'

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

/** For a person: what weighs how much, then what is wrong, each with where and what to do. */
export function humanText(report: Report, settings: CheckSettings): string {
  const parts = [problemList(report.problems)]
  if (Object.keys(report.packages).length > 0) parts.unshift(sizeTable(report, settings))
  return parts.join('\n\n')
}

function sizeTable({ packages, total }: Sizes, settings: CheckSettings): string {
  const { packageLimitKb, totalLimitKb, totalBudgetKb } = settings
  const totalKb = Math.min(totalLimitKb, totalBudgetKb ?? totalLimitKb)
  const rows = [
    ['package', 'size', 'limit', 'used'],
    ...Object.entries(packages).map(([name, bytes]) => row(name, bytes, packageLimitKb)),
    row('total', total, totalKb),
  ]
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  )
  return rows
    .map((cells) =>
      cells
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('   '),
    )
    .join('\n')
}

function row(name: string, bytes: number, limitKb: number): string[] {
  const used = Math.ceil((bytes / (limitKb * 1024)) * 100)
  return [name, kilobytes(bytes), `${limitKb} KB`, `${used} %`]
}

function problemList(problems: readonly Problem[]): string {
  if (problems.length === 0) return 'No problems.'
  const lines = problems.map(
    ({ file, line, rule, message }) =>
      `${file}:${line}  ${rule}\n  ${message.replaceAll('\n', '\n  ')}`,
  )
  return `${lines.join('\n\n')}\n\n${problems.length} problem${problems.length === 1 ? '' : 's'}.`
}
