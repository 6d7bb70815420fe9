import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  LAST_UPLOAD_FILE,
  parseLastUpload,
  readLastUpload,
  writeLastUpload,
} from '../../release/upload/last-upload'

const last = {
  appid: 'wx0000000000000001',
  version: '1.2.0',
  flavour: 'channels' as const,
  packages: { main: 100, packageA: 40 },
  total: 140,
  plugins: [{ provider: 'wx2b03c6e691cd7370', version: '1.3.5' }],
  at: '2026-11-22T10:00:00.000Z',
}

let dir: string
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'last-upload-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

it('reads what it has written, and null before', () => {
  expect(readLastUpload(dir)).toBeNull()
  writeLastUpload(dir, last)
  expect(readLastUpload(dir)).toEqual(last)
})

it('reads a record without flavour as the plugin flavour', () => {
  const { flavour, ...old } = last
  expect(flavour).toBe('channels')
  expect(parseLastUpload(old)).toEqual({ ...old, flavour: 'plugin' })
})

it('refuses a broken file with a remedy', () => {
  mkdirSync(path.join(dir, 'release'))
  writeFileSync(path.join(dir, LAST_UPLOAD_FILE), '{"version":')
  expect(() => readLastUpload(dir)).toThrow(/last-upload\.json cannot be used: .*delete it/)
})

it.each([
  [[], 'it must be an object'],
  [{ ...last, version: 3 }, '"version" must be a text'],
  [{ ...last, appid: '' }, '"appid" must be a text'],
  [{ ...last, flavour: 'both' }, '"flavour" must be plugin or channels'],
  [{ ...last, packages: null }, '"packages" must be an object'],
  [{ ...last, packages: { main: '100' } }, '"packages.main" must be a number of bytes'],
  [{ ...last, total: -1 }, '"total" must be a number of bytes'],
  [{ ...last, plugins: {} }, '"plugins" must be a list'],
  [{ ...last, plugins: [{ provider: 'wx' }] }, 'must have a provider and a version'],
])('refuses %j', (raw, fault) => {
  expect(() => parseLastUpload(raw)).toThrow(fault)
})
