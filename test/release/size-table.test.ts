import { DEFAULT_SETTINGS } from '../../release/settings'
import { sizeTable } from '../../release/size-table'

const KB = 1024
const settings = { ...DEFAULT_SETTINGS, totalBudgetKb: 200 }
const sizes = { packages: { main: 80 * KB, packageA: 20.5 * KB }, total: 100.5 * KB }

it('has no column for a change where nothing was uploaded yet', () => {
  expect(sizeTable(sizes, settings, null).split('\n')).toEqual([
    'package        size     limit   used',
    'main        80.0 KB   2048 KB    4 %',
    'packageA    20.5 KB   2048 KB    2 %',
    'total      100.5 KB    200 KB   51 %',
  ])
})

it('tells what has grown, shrunk, come and gone since the last upload', () => {
  const packages = { main: 78.5 * KB, packageB: 30 * KB }
  const last = { version: '1.4.0', packages, total: 108.5 * KB }
  expect(sizeTable(sizes, settings, last).split('\n')).toEqual([
    'package        size     limit   used   since 1.4.0',
    'main        80.0 KB   2048 KB    4 %       +1.5 KB',
    'packageA    20.5 KB   2048 KB    2 %           new',
    'packageB                                      gone',
    'total      100.5 KB    200 KB   51 %       -8.0 KB',
  ])
})

it('says where nothing has changed', () => {
  const table = sizeTable(sizes, settings, { version: '1.4.0', ...sizes })
  expect(table.match(/same/g)).toHaveLength(3)
})
