import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { addPrivateKeys } from '../../release/check/check-flavours'
import { privateKeyProblems } from '../../release/rules/private-key'
import { listFiles } from '../../release/project/list-files'

let dir: string
/** Generated here, because no file of this repository contains a key. */
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 1024,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
})

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'key-files-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

function write(file: string, content: string): void {
  mkdirSync(path.dirname(path.join(dir, file)), { recursive: true })
  writeFileSync(path.join(dir, file), content)
}

function track(...files: string[]): void {
  execFileSync('git', ['init', '--quiet'], { cwd: dir })
  execFileSync('git', ['add', '--', ...files], { cwd: dir })
}

const found = (known?: ReadonlySet<string>) =>
  privateKeyProblems(dir, 'miniprogram', known).map(
    ({ rule, file, line }) => `${rule} ${file}:${line}`,
  )

it('does not follow links to folders on any version of Node', () => {
  write('elsewhere/key.pem', privateKey)
  mkdirSync(path.join(dir, 'miniprogram'))
  symlinkSync(path.join(dir, 'elsewhere'), path.join(dir, 'miniprogram/linked'), 'junction')
  expect(found()).toEqual([])
  expect(listFiles(dir)).toEqual(['elsewhere/key.pem'])
})

it.each([
  'miniprogram/private.wx0000000000000001.key',
  'miniprogram/pages/notes.txt',
  'miniprogram/logo.png',
  'miniprogram/.upload',
])('finds a key in the app’s folder under any name: %s', (file) => {
  write(file, `\uFEFF\n${privateKey}`)
  expect(found()).toEqual([`private-key ${file}:1`])
})

it('finds a key that git tracks, but no untracked key outside the app', () => {
  write('miniprogram/app.json', '{}')
  write('ci/upload', privateKey)
  write('ci/secret.pem', privateKey)
  expect(found()).toEqual([])
  track('ci/upload', 'miniprogram')
  expect(found()).toEqual(['private-key ci/upload:1'])
  const [problem] = privateKeyProblems(dir, 'miniprogram')
  expect(problem?.message).toMatch(/git tracks it: .*git rm --cached.*WX_UPLOAD_KEY_FILE.*开发设置/)
})

it.each([
  ['a text that quotes one', `The file begins so:\n${privateKey}`],
  ['a public key', privateKey.replace(/RSA PRIVATE/g, 'PUBLIC')],
  ['an empty file', ''],
])('leaves %s alone', (_what, content) => {
  write('miniprogram/notes', content)
  expect(found()).toEqual([])
})

it('ignores node_modules, and files that another rule reports', () => {
  write('miniprogram/node_modules/a/test.key', privateKey)
  write('miniprogram/known.key', privateKey)
  expect(found(new Set(['miniprogram/known.key']))).toEqual([])
})

it('is reported in addition to the problems of the flavours, a packed key once', () => {
  write('miniprogram/packed.txt', privateKey)
  write('miniprogram/other.txt', privateKey)
  const packed = { rule: 'packed-secret', file: 'miniprogram/packed.txt', line: 1, message: '' }
  const told = addPrivateKeys([packed], dir, { appRoot: 'miniprogram' })
  expect(told.map(({ rule, file }) => `${rule} ${file}`)).toEqual([
    'packed-secret miniprogram/packed.txt',
    'private-key miniprogram/other.txt',
  ])
})

it('reads an app in the project’s folder, and a missing folder', () => {
  write('upload.key', privateKey)
  expect(privateKeyProblems(dir, '').map(({ file }) => file)).toEqual(['upload.key'])
  expect(privateKeyProblems(path.join(dir, 'gone'), 'miniprogram')).toEqual([])
})
