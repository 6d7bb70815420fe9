import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { LAST_UPLOAD_FILE, writeLastUpload } from '../../release/upload/last-upload'
import { prepare, takeEnvironment } from '../../release/upload/prepare'
import { gitFacts } from '../../release/upload/git'
import { aProjectFolder, type Changes } from './shop-builder'
import { commitAll } from './upload-run'

const shops: { remove: () => void }[] = []
afterAll(() => {
  for (const shop of shops) shop.remove()
})

function aShop(changes: Changes = {}): string {
  const shop = aProjectFolder(changes)
  shops.push(shop)
  return shop.dir
}

const last = {
  appid: 'wx0000000000000001',
  version: '1.0.0',
  flavour: 'plugin' as const,
  packages: {},
  total: 0,
  plugins: [],
  at: '2026-11-22T10:00:00.000Z',
}

describe('prepare', () => {
  const codeOf = (changes: Changes) => {
    const prepared = prepare(aShop(changes), {})
    return prepared.kind === 'refused' ? prepared.refusals.map(({ code }) => code) : prepared.kind
  }

  it('reads the folder', () => {
    const dir = aShop({ 'package.json': '{"version": "1.2.0"}' })
    writeLastUpload(dir, last)
    expect(prepare(dir, { WX_APPID: 'x' })).toMatchObject({
      kind: 'ready',
      facts: {
        appid: 'wx0000000000000001',
        packageVersion: '1.2.0',
        last,
        env: { WX_APPID: 'x' },
        settings: { robots: [['*', 1]], releaseBranch: 'main' },
      },
    })
  })

  it('needs a project, but neither package.json nor settings', () => {
    expect(codeOf({})).toBe('ready')
    expect(codeOf({ 'package.json': '{"version"' })).toBe('ready')
    expect(codeOf({ 'project.config.json': null })).toEqual(['no-project'])
    expect(codeOf({ 'project.config.json': '{"appid":' })).toEqual(['no-project'])
  })

  it.each(['release/upload.json', 'release/check.json', LAST_UPLOAD_FILE])(
    'refuses a broken %s and names it',
    (file) => {
      expect(codeOf({ [file]: '{' })).toEqual(['bad-settings'])
      expect(prepare(aShop({ [file]: '{' }), {})).toMatchObject({
        refusals: [{ message: expect.stringContaining(file) as string }],
      })
    },
  )
})

describe('gitFacts', () => {
  it('returns commit, branch and tags; the record of an upload is no change', () => {
    const dir = aShop()
    const hash = commitAll(dir, 'Say "hello"; $(exit)', 'v1.0.0')
    writeLastUpload(dir, last)
    const commit = { subject: 'Say "hello"; $(exit)', hash, changed: false }
    expect(gitFacts(dir)).toEqual({ commit, branch: 'main', tags: ['v1.0.0'] })
    writeFileSync(path.join(dir, 'miniprogram/new.ts'), 'App({})')
    expect(gitFacts(dir)?.commit).toEqual({ ...commit, changed: true })
  })

  it('is null for a folder without git', () => expect(gitFacts(aShop())).toBeNull())
})

it('removes the key from the environment of child processes', () => {
  process.env['WX_UPLOAD_KEY'] = 'the key'
  process.env['WX_UPLOAD_KEY_FILE'] = 'its file'
  const env = takeEnvironment()
  expect(env).toMatchObject({ WX_UPLOAD_KEY: 'the key', WX_UPLOAD_KEY_FILE: 'its file' })
  expect(Object.keys(process.env).filter((name) => name.startsWith('WX_UPLOAD'))).toEqual([])
})
