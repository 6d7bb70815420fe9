import fc from 'fast-check'
import { recallAnswer, rememberAnswer } from '../../../miniprogram/services/answer-store'
import { aStorage, installWx } from '../helpers/globals'

const any = (json: unknown) => json

it('recalls the answer to the very question', () => {
  installWx(aStorage().wx)
  rememberAnswer('/home', { asOfSec: 1 })
  rememberAnswer('/rooms', { asOfSec: 2 })
  expect(recallAnswer('/home', any)).toEqual({ asOfSec: 1 })
  expect(recallAnswer('/rooms?status=live', any)).toBeNull()
})

it('keeps 24 answers, the one not heard for longest goes first', () => {
  const storage = aStorage()
  installWx(storage.wx)
  for (let id = 1; id <= 24; id++) rememberAnswer(`/rooms/${id}`, id)
  rememberAnswer('/rooms/1', 'again')
  rememberAnswer('/rooms/25', 25)
  expect(recallAnswer('/rooms/1', any)).toBe('again')
  expect(recallAnswer('/rooms/2', any)).toBeNull()
  expect(recallAnswer('/rooms/3', any)).toBe(3)
  expect(storage.entries.size).toBe(24 + 1)
})

it('gives up older answers where the phone has no space', () => {
  installWx(aStorage(4_000).wx)
  for (let id = 1; id <= 9; id++) rememberAnswer(`/rooms/${id}`, 'x'.repeat(500))
  expect(recallAnswer('/rooms/9', any)).toBe('x'.repeat(500))
  expect(recallAnswer('/rooms/1', any)).toBeNull()
})

it('gives up an answer that is larger than all the space', () => {
  const storage = aStorage(2_000)
  installWx(storage.wx)
  rememberAnswer('/a', 'x'.repeat(500))
  rememberAnswer('/b', 'x'.repeat(5_000))
  expect(recallAnswer('/b', any)).toBeNull()
  rememberAnswer('/c', 'x'.repeat(500))
  expect(recallAnswer('/c', any)).toBe('x'.repeat(500))
})

it('starts anew where the index is damaged', () => {
  const storage = aStorage()
  installWx(storage.wx)
  storage.entries.set('v1:answers', { not: 'a list' })
  rememberAnswer('/home', 1)
  expect(recallAnswer('/home', any)).toBe(1)
})

it('never leaves an entry behind that the index does not know', () => {
  const paths = fc.integer({ min: 1, max: 40 }).map((id) => `/rooms/${id}`)
  const answers = fc.array(fc.tuple(paths, fc.integer({ min: 0, max: 900 })), { maxLength: 80 })
  fc.assert(
    fc.property(answers, fc.constantFrom(1_000, 3_000, 8_000, Infinity), (list, capacity) => {
      const storage = aStorage(capacity)
      installWx(storage.wx)
      for (const [path, size] of list) rememberAnswer(path, 'x'.repeat(size))
      const index = (storage.entries.get('v1:answers') ?? []) as string[]
      const kept = [...storage.entries.keys()].filter((key) => key !== 'v1:answers')
      expect(new Set(index.map((path) => `v1:answer:${path}`))).toEqual(new Set(kept))
      expect(kept.length).toBeLessThanOrEqual(24)
    }),
    { numRuns: 500 },
  )
})
