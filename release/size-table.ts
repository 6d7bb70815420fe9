import type { CheckSettings } from './settings'
import { kilobytes, type Sizes } from './sizes'

/** What sizes are compared with. */
export interface Earlier extends Sizes {
  readonly version: string
}

/** A line a package, and one for all; the last column only where there is something earlier. */
export function sizeTable(
  { packages, total }: Sizes,
  { packageLimitKb, totalLimitKb, totalBudgetKb }: CheckSettings,
  last: Earlier | null,
): string {
  const totalKb = Math.min(totalLimitKb, totalBudgetKb ?? totalLimitKb)
  const gone = Object.keys(last?.packages ?? {}).filter((name) => !(name in packages))
  return inColumns([
    ['package', 'size', 'limit', 'used', ...(last ? [`since ${last.version}`] : [])],
    ...Object.entries(packages).map(([name, bytes]) => [
      ...row(name, bytes, packageLimitKb),
      ...(last ? [change(bytes, last.packages[name])] : []),
    ]),
    ...gone.map((name) => [name, '', '', '', 'gone']),
    [...row('total', total, totalKb), ...(last ? [change(total, last.total)] : [])],
  ])
}

function row(name: string, bytes: number, limitKb: number): string[] {
  const used = Math.ceil((bytes / (limitKb * 1024)) * 100)
  return [name, kilobytes(bytes), `${limitKb} KB`, `${used} %`]
}

function change(bytes: number, before: number | undefined): string {
  if (before === undefined) return 'new'
  if (bytes === before) return 'same'
  return `${bytes > before ? '+' : '-'}${kilobytes(Math.abs(bytes - before))}`
}

/** The first column to the left, numbers to the right. */
function inColumns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  )
  const align = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)
  return rows.map((cells) => cells.map(align).join('   ')).join('\n')
}
