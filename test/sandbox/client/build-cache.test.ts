import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { cacheIn, type BuildCache } from '../../../sandbox/client/compile/build-cache'

let folder: string
let kept: BuildCache

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'live-shop-kept-'))
  kept = cacheIn(path.join(folder, 'cache'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const never = (): string => {
  throw new Error('was made again')
}

it('creates a result once and reuses it', () => {
  expect(kept('compiler 1', 'source', () => 'made')).toBe('made')
  expect(kept('compiler 1', 'source', never)).toBe('made')
  expect(cacheIn(path.join(folder, 'cache'))('compiler 1', 'source', never)).toBe('made')
})

it('creates it again for another source or compiler', () => {
  kept('compiler 1', 'source', () => 'made')
  expect(kept('compiler 1', 'other', () => 'other made')).toBe('other made')
  expect(kept('compiler 2', 'source', () => 'made by 2')).toBe('made by 2')
  expect(kept('compiler 1', 'source', never)).toBe('made')
})

it('does not cache failures', () => {
  expect(kept('compiler 1', 'source', () => null)).toBeNull()
  expect(() => kept('compiler 1', 'source', never)).toThrow('was made again')
  expect(kept('compiler 1', 'source', () => 'mended')).toBe('mended')
  expect(readdirSync(path.join(folder, 'cache'))).toHaveLength(1)
})

it('works without a writable folder', () => {
  writeFileSync(path.join(folder, 'file'), '')
  const nowhere = cacheIn(path.join(folder, 'file'))
  expect(nowhere('compiler 1', 'source', () => 'made')).toBe('made')
  expect(nowhere('compiler 1', 'source', () => 'made again')).toBe('made again')
})
