import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import vm from 'node:vm'
import { buildClient, ClientBuildError } from '../../../sandbox/client/build'

let folder: string

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'live-shop-build-'))
})
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true })
})

const SOUND: Readonly<Record<string, string>> = {
  'app.json': '{ "pages": ["pages/a/a"] }',
  'app.ts': 'App({})',
  'pages/a/a.json': '{ "usingComponents": {} }',
  'pages/a/a.ts': 'Page({})',
  'pages/a/a.wxml': '<view>a</view>',
}

/** Builds a small app with these files and returns the errors of the build. */
async function faultsOf(files: Readonly<Record<string, string | null>>): Promise<string[]> {
  const appRoot = path.join(folder, 'app')
  for (const [name, text] of Object.entries({ ...SOUND, ...files })) {
    if (text === null) continue
    fs.mkdirSync(path.dirname(path.join(appRoot, name)), { recursive: true })
    fs.writeFileSync(path.join(appRoot, name), text)
  }
  try {
    await buildClient({ appRoot, outDir: path.join(folder, 'out') })
    return []
  } catch (error) {
    if (!(error instanceof ClientBuildError)) throw error
    return error.message.split('\n').slice(1)
  }
}

it('builds a self-contained folder', async () => {
  expect(await faultsOf({ 'images/dot.svg': '<svg/>' })).toEqual([])
  expect(fs.readdirSync(path.join(folder, 'out')).sort()).toEqual([
    'app.html',
    'base.css',
    'builtins.css',
    'bundle.js',
    'channels.css',
    'fonts',
    'fonts.css',
    'host.js',
    'images',
    'index.html',
    'overlays.css',
    'preview.css',
    'preview.js',
  ])
  for (const script of ['bundle.js', 'host.js', 'preview.js']) {
    const code = fs.readFileSync(path.join(folder, 'out', script), 'utf8')
    expect(() => new vm.Script(code)).not.toThrow()
  }
})

it.each<[string, Record<string, string | null>, string]>([
  [
    'a template expression',
    { 'pages/a/a.wxml': '<view>\n  {{a +}}\n</view>' },
    'error: pages/a/a.wxml:2: unexpected character inside expression',
  ],
  [
    'a misspelt directive',
    { 'pages/a/a.wxml': '<view />\n<view wx:fro="{{x}}" />' },
    'error: pages/a/a.wxml:2: invalid attribute prefix',
  ],
  [
    'a missing include',
    { 'pages/a/a.wxml': '<include src="./none.wxml" />' },
    'error: pages/a/a.wxml: the template "pages/a/none" does not exist',
  ],
  [
    'a missing WXS file',
    { 'pages/a/a.wxml': '<wxs module="m" src="./none.wxs" />' },
    'error: pages/a/a.wxml: the WXS module "pages/a/none" does not exist',
  ],
  [
    'the syntax of a script',
    { 'pages/a/a.ts': 'const a = 1\nPage({' },
    "error: pages/a/a.ts:2: '}' expected.",
  ],
  [
    'the syntax of a WXS file',
    { 'm.wxs': 'var a = 1\nvar = 2' },
    'error: m.wxs:2: Variable declaration expected.',
  ],
  [
    'the syntax of a json',
    { 'pages/a/a.json': '{\n  "a": 1,\n}' },
    'error: pages/a/a.json:3: Expected double-quoted property name',
  ],
  [
    'a page without a script',
    { 'pages/a/a.ts': null },
    'error: app.json: page "pages/a/a" has no script',
  ],
  [
    'a style sheet',
    { 'pages/a/a.wxss': '@import "none.wxss";' },
    'error: pages/a/a.wxss:1: @import of "none.wxss": no such file',
  ],
])('reports file and line of an error in %s', async (_, files, fault) => {
  const [first = ''] = await faultsOf(files)
  expect(first.slice(0, fault.length)).toBe(fault)
})

it('reports all errors at once and keeps the last good build', async () => {
  await faultsOf({})
  const faults = await faultsOf({
    'pages/a/a.wxml': '{{a +}}\n<view wx:fro="1" />',
    'pages/a/a.json': '{',
  })
  expect(faults.length).toBeGreaterThanOrEqual(3)
  expect(fs.existsSync(path.join(folder, 'out/app.html'))).toBe(true)
})
