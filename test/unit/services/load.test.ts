import { loadOf, loading } from '../../../miniprogram/services/load'
import { shanghaiSec } from '../helpers/builders'

const asOfSec = shanghaiSec('2026-11-20T20:15:00')
const double = (value: number) => value * 2

it('starts by loading', () => {
  expect(loading()).toEqual({ kind: 'loading' })
})

it('draws a fresh answer without a word about its age', () => {
  expect(loadOf({ kind: 'fresh', value: 7, asOfSec, stale: false }, double)).toEqual({
    kind: 'ready',
    value: 14,
    staleText: '',
  })
})

it.each([
  { kind: 'fresh', value: 7, asOfSec, stale: true },
  { kind: 'stored', value: 7, asOfSec },
] as const)('says how old it is where it is old: $kind', (answer) => {
  expect(loadOf(answer, double)).toEqual({
    kind: 'ready',
    value: 14,
    staleText: '网络不佳，显示 20:15 的列表',
  })
})

it('passes on that there is nothing, and why', () => {
  expect(loadOf({ kind: 'missing' }, double)).toEqual({ kind: 'missing' })
  expect(loadOf({ kind: 'failed', tell: '断了' }, double)).toEqual({ kind: 'failed', tell: '断了' })
})

it('leaves on the screen what could not be renewed, but not what is no more', () => {
  const shown = { kind: 'ready', value: 14, staleText: '' } as const
  expect(loadOf({ kind: 'failed', tell: '断了' }, double, shown)).toBe(shown)
  expect(loadOf({ kind: 'missing' }, double, shown)).toEqual({ kind: 'missing' })
})
