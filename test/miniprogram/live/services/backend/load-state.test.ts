import {
  changesOf,
  loadOf,
  loading,
} from '../../../../../miniprogram/live/services/backend/load-state'
import { shanghaiSec } from '../../../../helpers/app/builders'

const asOfSec = shanghaiSec('2026-11-20T20:15:00')
const etag = '"e"'
const double = (value: number) => value * 2

it('starts by loading', () => {
  expect(loading()).toEqual({ kind: 'loading' })
})

it('draws a fresh answer without a word about its age', () => {
  expect(loadOf({ kind: 'fresh', value: 7, asOfSec, stale: false, etag }, double)).toEqual({
    kind: 'ready',
    value: 14,
    staleText: '',
    asOfSec,
    etag,
  })
})

it.each([
  { kind: 'fresh', value: 7, asOfSec, stale: true, etag },
  { kind: 'stored', value: 7, asOfSec, etag },
] as const)('says how old it is where it is old: $kind', (answer) => {
  expect(loadOf(answer, double)).toEqual({
    kind: 'ready',
    value: 14,
    staleText: '网络不佳，显示 20:15 的列表',
    asOfSec,
    etag,
  })
})

it('passes on that there is nothing, and why', () => {
  expect(loadOf({ kind: 'missing' }, double)).toEqual({ kind: 'missing' })
  expect(loadOf({ kind: 'failed', message: '断了' }, double)).toEqual({
    kind: 'failed',
    message: '断了',
  })
})

it('says nothing of the age of what is drawn until the back end has answered', () => {
  expect(loadOf({ kind: 'cached', value: 7, asOfSec, etag }, double)).toMatchObject({
    kind: 'ready',
    value: 14,
    staleText: '',
  })
})

describe('over what is on the screen', () => {
  const shown = { kind: 'ready', value: 14, staleText: '', asOfSec, etag } as const

  it('leaves what could not be renewed, as old; but not what is no more', () => {
    expect(loadOf({ kind: 'failed', message: '断了' }, double, shown)).toEqual({
      ...shown,
      staleText: '网络不佳，显示 20:15 的列表',
    })
    expect(loadOf({ kind: 'missing' }, double, shown)).toEqual({ kind: 'missing' })
  })

  it('does not draw the very answer again', () => {
    const draw = jest.fn(double)
    const answer = { kind: 'fresh', value: 7, asOfSec, stale: false, etag } as const
    expect(loadOf(answer, draw, shown)).toEqual(shown)
    expect(draw).not.toHaveBeenCalled()
  })

  it.each(['', '"other"'])('draws an answer called %j', (name) => {
    const answer = { kind: 'fresh', value: 8, asOfSec, stale: false, etag: name } as const
    const before = { ...shown, etag: name === '' ? '' : etag }
    expect(loadOf(answer, double, before)).toMatchObject({ value: 16 })
  })
})

describe('what is sent to the screen', () => {
  const shown = {
    kind: 'ready' as const,
    value: [1, 2, 3],
    staleText: '',
    asOfSec,
    etag,
  }

  it('is nothing where nothing changed', () => {
    expect(changesOf('list', { ...shown }, shown)).toEqual({})
  })

  it('is the words alone where the same list became old', () => {
    expect(changesOf('list', { ...shown, staleText: '旧' }, shown)).toEqual({
      'list.staleText': '旧',
    })
  })

  it.each([
    [{ ...shown, value: [4] }, shown],
    [shown, loading<number[]>()],
    [loading<number[]>(), shown],
  ])('is the whole otherwise', (next, before) => {
    expect(changesOf('list', next, before)).toEqual({ list: next })
  })
})
