import { DEFAULT_SETTINGS } from '../../release/settings'
import { sizeTable } from '../../release/check/size-table'

const KB = 1024
const settings = { ...DEFAULT_SETTINGS, totalBudgetKb: 200 }
const sizes = {
  flavour: 'plugin' as const,
  packages: { main: 80 * KB, packageA: 20.5 * KB },
  total: 100.5 * KB,
}

it('has no column of growth without an upload', () => {
  expect(sizeTable([sizes], settings, null).split('\n')).toEqual([
    'package        size     limit   used',
    'main        80.0 KB   2048 KB    4 %',
    'packageA    20.5 KB   2048 KB    2 %',
    'total      100.5 KB    200 KB   51 %',
  ])
})

it('shows growth, shrinkage, new and removed packages since the last upload', () => {
  const packages = { main: 78.5 * KB, packageB: 30 * KB }
  const last = { flavour: 'plugin' as const, version: '1.4.0', packages, total: 108.5 * KB }
  expect(sizeTable([sizes], settings, last).split('\n')).toEqual([
    'package        size     limit   used   since 1.4.0',
    'main        80.0 KB   2048 KB    4 %       +1.5 KB',
    'packageA    20.5 KB   2048 KB    2 %           new',
    'packageB                                      gone',
    'total      100.5 KB    200 KB   51 %       -8.0 KB',
  ])
})

it('shows unchanged sizes', () => {
  const table = sizeTable([sizes], settings, { version: '1.4.0', ...sizes })
  expect(table.match(/same/g)).toHaveLength(3)
})

describe('of two flavours', () => {
  const channels = {
    flavour: 'channels' as const,
    packages: { main: 90 * KB, packageC: 2 * KB },
    total: 92 * KB,
  }

  it('has a column for each, and the percentage of the larger one', () => {
    expect(sizeTable([sizes, channels], settings, null).split('\n')).toEqual([
      'package      plugin   channels     limit   used',
      'main        80.0 KB    90.0 KB   2048 KB    5 %',
      'packageA    20.5 KB              2048 KB    2 %',
      'packageC                2.0 KB   2048 KB    1 %',
      'total      100.5 KB    92.0 KB    200 KB   51 %',
    ])
  })

  it('compares only the flavour of the last upload', () => {
    const last = { ...channels, version: '1.4.0', packages: { main: 89 * KB, packageA: KB } }
    expect(sizeTable([sizes, channels], settings, last).split('\n')).toEqual([
      'package      plugin   channels     limit   used   channels since 1.4.0',
      'main        80.0 KB    90.0 KB   2048 KB    5 %                +1.0 KB',
      'packageA    20.5 KB              2048 KB    2 %                   gone',
      'packageC                2.0 KB   2048 KB    1 %                    new',
      'total      100.5 KB    92.0 KB    200 KB   51 %                   same',
    ])
    expect(sizeTable([sizes], settings, last)).toBe(sizeTable([sizes], settings, null))
  })
})
