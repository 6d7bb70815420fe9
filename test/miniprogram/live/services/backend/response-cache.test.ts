import fc from 'fast-check'
import {
  removeAnswer,
  readAnswer,
  storeAnswer,
  touchAnswer,
} from '../../../../../miniprogram/live/services/backend/response-cache'
import { aStorage, installWx } from '../../../../helpers/app/globals'

const any = (json: unknown) => json
const recall = (path: string) => readAnswer(path, any)?.value ?? null
const remember = (path: string, json: unknown) => storeAnswer(path, json, '"e"')

it('recalls the answer to the very question', () => {
  installWx(aStorage().wx)
  remember('/home', { asOfSec: 1 })
  remember('/rooms', { asOfSec: 2 })
  expect(recall('/home')).toEqual({ asOfSec: 1 })
  expect(recall('/rooms?status=live')).toBeNull()
})

it('keeps 24 answers, the one not heard for longest goes first', () => {
  const storage = aStorage()
  installWx(storage.wx)
  for (let id = 1; id <= 24; id++) remember(`/rooms/${id}`, id)
  remember('/rooms/1', 'again')
  remember('/rooms/25', 25)
  expect(recall('/rooms/1')).toBe('again')
  expect(recall('/rooms/2')).toBeNull()
  expect(recall('/rooms/3')).toBe(3)
  expect(storage.entries.size).toBe(24 + 1)
})

it('gives up older answers where the phone has no space', () => {
  installWx(aStorage(4_000).wx)
  for (let id = 1; id <= 9; id++) remember(`/rooms/${id}`, 'x'.repeat(500))
  expect(recall('/rooms/9')).toBe('x'.repeat(500))
  expect(recall('/rooms/1')).toBeNull()
})

it('gives up an answer that is larger than all the space', () => {
  const storage = aStorage(2_000)
  installWx(storage.wx)
  remember('/a', 'x'.repeat(500))
  remember('/b', 'x'.repeat(5_000))
  expect(recall('/b')).toBeNull()
  remember('/c', 'x'.repeat(500))
  expect(recall('/c')).toBe('x'.repeat(500))
})

it('starts anew where the index is damaged', () => {
  const storage = aStorage()
  installWx(storage.wx)
  storage.entries.set('v1:answers', { not: 'a list' })
  remember('/home', 1)
  expect(recall('/home')).toBe(1)
})

it('recalls what the back end called the answer', () => {
  installWx(aStorage().wx)
  storeAnswer('/home', 1, '"of one"')
  expect(readAnswer('/home', any)).toEqual({ etag: '"of one"', value: 1 })
})

it.each([null, 7, 'x', {}, { value: 1 }, { etag: 5, value: 1 }])(
  'reads nothing into %j',
  (json) => {
    const storage = aStorage()
    installWx(storage.wx)
    storage.entries.set('v1:answer:/home', json)
    expect(recall('/home')).toBeNull()
  },
)

it('keeps an answer that was confirmed as if it were new', () => {
  installWx(aStorage().wx)
  for (let id = 1; id <= 24; id++) remember(`/rooms/${id}`, id)
  touchAnswer('/rooms/1')
  remember('/rooms/25', 25)
  expect([recall('/rooms/1'), recall('/rooms/2')]).toEqual([1, null])
})

it('forgets an answer, with its place in the index', () => {
  const storage = aStorage()
  installWx(storage.wx)
  remember('/rooms/1', 1)
  remember('/rooms/2', 2)
  removeAnswer('/rooms/1')
  removeAnswer('/rooms/3')
  expect([recall('/rooms/1'), recall('/rooms/2')]).toEqual([null, 2])
  expect(storage.entries.get('v1:answers')).toEqual(['/rooms/2'])
})

it('never leaves an entry behind that the index does not know', () => {
  const paths = fc.integer({ min: 1, max: 40 }).map((id) => `/rooms/${id}`)
  const answers = fc.array(fc.tuple(paths, fc.integer({ min: 0, max: 900 })), { maxLength: 80 })
  fc.assert(
    fc.property(answers, fc.constantFrom(1_000, 3_000, 8_000, Infinity), (list, capacity) => {
      const storage = aStorage(capacity)
      installWx(storage.wx)
      for (const [path, size] of list) remember(path, 'x'.repeat(size))
      const index = (storage.entries.get('v1:answers') ?? []) as string[]
      const kept = [...storage.entries.keys()].filter((key) => key !== 'v1:answers')
      expect(new Set(index.map((path) => `v1:answer:${path}`))).toEqual(new Set(kept))
      expect(kept.length).toBeLessThanOrEqual(24)
    }),
    { numRuns: 500 },
  )
})
