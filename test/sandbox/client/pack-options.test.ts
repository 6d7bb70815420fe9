import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { compileSpace } from '../../../sandbox/client/compile/code-space'
import { readPackOptions } from '../../../sandbox/client/compile/pack-options'

let folder: string

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'live-shop-pack-'))
})
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true })
})

const app = () => path.join(folder, 'app')
const configure = (ignore: unknown, miniprogramRoot = 'app/') => {
  const config = JSON.stringify({ miniprogramRoot, packOptions: { ignore } })
  fs.writeFileSync(path.join(folder, 'project.config.json'), config)
}

const FILES = ['a.md', 'a.channels.ts', 'pages/a/a.channels.wxml', 'pages/a/a.ts', 'channels.ts']

it.each([
  ['suffix', '.md', ['a.md']],
  ['glob', '**/*.channels.*', ['a.channels.ts', 'pages/a/a.channels.wxml']],
  ['glob', 'a.?d', ['a.md']],
  ['glob', 'pages/**', ['pages/a/a.channels.wxml', 'pages/a/a.ts']],
  ['prefix', 'channels', ['channels.ts']],
  ['file', '/pages/a/a.ts', ['pages/a/a.ts']],
  ['folder', 'pages/a', ['pages/a/a.channels.wxml', 'pages/a/a.ts']],
  ['regexp', '^pages/.*ts$', ['pages/a/a.ts']],
])('excludes by %s %s', (type, value, left) => {
  configure([{ type, value }])
  const isPacked = readPackOptions(app())
  expect(FILES.filter((file) => !isPacked(file))).toEqual(left)
})

it('packs everything without rules, or with rules of another folder', () => {
  const all = () => FILES.every(readPackOptions(app()))
  expect(all()).toBe(true)
  configure([{ type: 'suffix', value: '.md' }], 'elsewhere')
  expect(all()).toBe(true)
})

it('rejects another type', () => {
  configure([{ type: 'sufix', value: '.md' }])
  expect(() => readPackOptions(app())).toThrow('unknown type "sufix" in packOptions.ignore')
})

it('treats an excluded file as missing', () => {
  fs.mkdirSync(app())
  for (const name of ['one.ts', 'one.channels.ts']) fs.writeFileSync(path.join(app(), name), '')
  const isPacked = (file: string) => !file.includes('.channels.')
  const { modules } = compileSpace({ root: app(), id: '', scopeLetter: 'c', isPacked }, [])
  expect(Object.keys(modules)).toEqual(['one'])
})
