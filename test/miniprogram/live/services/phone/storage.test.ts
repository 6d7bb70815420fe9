import {
  readStored,
  removeStored,
  writeStored,
} from '../../../../../miniprogram/live/services/phone/storage'
import { aStorage, installWx } from '../../../../helpers/app/globals'

const parseNumber = (json: unknown) => (typeof json === 'number' ? json : null)

it('gives back what was written', () => {
  installWx(aStorage().wx)
  expect(writeStored('n', 7)).toEqual({ kind: 'ok' })
  expect(readStored('n', parseNumber)).toBe(7)
})

it('keeps versions of the app apart', () => {
  const storage = aStorage()
  installWx(storage.wx)
  writeStored('n', 7)
  expect([...storage.entries.keys()]).toEqual(['v1:n'])
})

it('gives nothing where nothing, or nothing fit to read, is stored', () => {
  installWx(aStorage().wx)
  expect(readStored('n', parseNumber)).toBeNull()
  writeStored('n', 'seven')
  expect(readStored('n', parseNumber)).toBeNull()
})

it('does not ask a parser about a key that does not exist', () => {
  installWx(aStorage().wx)
  expect(readStored('n', () => 'never')).toBeNull()
})

it('forgets', () => {
  installWx(aStorage().wx)
  writeStored('n', 7)
  expect(removeStored('n')).toEqual({ kind: 'ok' })
  expect(readStored('n', parseNumber)).toBeNull()
})

it('gives a value, not an error, where the phone refuses', () => {
  const storage = aStorage()
  installWx(storage.wx)
  storage.break()
  expect(writeStored('n', 7)).toMatchObject({ kind: 'failed', cause: expect.any(Error) as Error })
  expect(removeStored('n').kind).toBe('failed')
  expect(readStored('n', parseNumber)).toBeNull()
})
