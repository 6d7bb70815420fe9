import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { listFiles } from '../../release/project/list-files'

const PROJECT_DIR = path.resolve(__dirname, '../..')

const COPIED = [
  'miniprogram',
  'typings',
  'tsconfig.base.json',
  'tsconfig.json',
  'jest.config.js',
  'scripts/example.mjs',
  'test/miniprogram',
  'test/e2e/order-example.test.ts',
  'test/e2e/screens.test.ts',
]

let dir: string

beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'live-shop-example-'))
  for (const part of COPIED)
    cpSync(path.join(PROJECT_DIR, part), path.join(dir, part), { recursive: true })
  symlinkSync(path.join(PROJECT_DIR, 'node_modules'), path.join(dir, 'node_modules'), 'junction')
})
afterAll(() => rmSync(dir, { recursive: true, force: true, maxRetries: 5 }))

const example = (...args: string[]) =>
  execFileSync(process.execPath, ['scripts/example.mjs', ...args], { cwd: dir, encoding: 'utf8' })

/** Files of the copy with their text, without the script itself. */
const texts = () =>
  listFiles(dir, (name) => name !== 'example.mjs').map(
    (file) => [file, readFileSync(path.join(dir, file), 'utf8')] as const,
  )

const ORDER = /pages\/order|order-texts|wantedPurchase|name: 'order/

it('lists the changes of a dry run, and changes nothing', () => {
  const before = texts()
  expect(example('--remove', 'order', '--dry-run')).toContain(
    'delete miniprogram/packageA/pages/order\n',
  )
  expect(texts()).toEqual(before)
})

it('removes the order page with every mention, and leaves an app that compiles', () => {
  expect(texts().some(([, text]) => ORDER.test(text))).toBe(true)
  example('--remove', 'order')

  const left = texts()
  expect(left.filter(([, text]) => ORDER.test(text)).map(([file]) => file)).toEqual([])
  for (const [file, text] of left)
    if (file.endsWith('.json') && file.startsWith('miniprogram')) JSON.parse(text)
  const tsc = path.join('node_modules', 'typescript', 'bin', 'tsc')
  execFileSync(process.execPath, [tsc, '--noEmit', '-p', 'tsconfig.json'], { cwd: dir })

  expect(example('--remove', 'order')).toContain('already gone')
})
