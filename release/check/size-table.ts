import type { Flavour } from '../flavour/flavour'
import type { CheckSettings } from '../settings'
import { kilobytes, type Sizes } from '../sizes'

export interface FlavourSizes extends Sizes {
  readonly flavour: Flavour
}

/** The sizes of the last upload of the same flavour. */
export interface EarlierSizes extends FlavourSizes {
  readonly version: string
}

/**
 * A row for each package and one for the total; a column for each flavour. The column of growth is
 * printed only if `last` is known. The percentage is that of the largest flavour.
 */
export function sizeTable(
  flavours: readonly FlavourSizes[],
  { packageLimitKb, totalLimitKb, totalBudgetKb }: CheckSettings,
  last: EarlierSizes | null,
): string {
  const totalKb = Math.min(totalLimitKb, totalBudgetKb ?? totalLimitKb)
  const now = flavours.find(({ flavour }) => flavour === last?.flavour)
  const names = [...new Set(flavours.flatMap(({ packages }) => Object.keys(packages)))]
  const gone = Object.keys((now && last?.packages) ?? {}).filter((name) => !names.includes(name))
  const isOne = flavours.length === 1
  const since = last && now ? { last, now } : null
  return inColumns([
    [
      'package',
      ...(isOne ? ['size'] : flavours.map(({ flavour }) => flavour)),
      'limit',
      'used',
      ...(since ? [`${isOne ? '' : `${since.now.flavour} `}since ${since.last.version}`] : []),
    ],
    ...names.map((name) => [
      name,
      ...cells(
        flavours.map(({ packages }) => packages[name]),
        packageLimitKb,
      ),
      ...(since ? [growth(since.now.packages[name], since.last.packages[name])] : []),
    ]),
    ...gone.map((name) => [name, ...flavours.map(() => ''), '', '', 'gone']),
    [
      'total',
      ...cells(
        flavours.map(({ total }) => total),
        totalKb,
      ),
      ...(since ? [growth(since.now.total, since.last.total)] : []),
    ],
  ])
}

function cells(sizes: readonly (number | undefined)[], limitKb: number): string[] {
  const largest = Math.max(...sizes.map((bytes) => bytes ?? 0))
  const used = Math.ceil((largest / (limitKb * 1024)) * 100)
  return [
    ...sizes.map((bytes) => (bytes === undefined ? '' : kilobytes(bytes))),
    `${limitKb} KB`,
    `${used} %`,
  ]
}

function growth(bytes: number | undefined, before: number | undefined): string {
  if (bytes === undefined) return before === undefined ? '' : 'gone'
  if (before === undefined) return 'new'
  if (bytes === before) return 'same'
  return `${bytes > before ? '+' : '-'}${kilobytes(Math.abs(bytes - before))}`
}

/** Aligns the first column to the left and the others to the right. */
function inColumns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  )
  const align = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)
  return rows.map((cells) => cells.map(align).join('   ')).join('\n')
}
