import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { buildClient } from '../../sandbox/client/build'
import { flavourSource } from '../../sandbox/flavour'

let folder: string

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'live-shop-flavour-'))
})
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true })
})

it('uses the source itself for the plugin flavour, with the plugin', async () => {
  const { sources, folders, write } = flavourSource('plugin', path.join(folder, 'unused'))
  await write()
  expect(sources.appRoot).toMatch(/miniprogram$/)
  expect(folders).toEqual([sources.appRoot, sources.pluginRoot])
  expect(fs.readdirSync(folder)).toEqual([])
})

it('generates the channels flavour each time, without a plugin', async () => {
  const { sources, folders, write } = flavourSource('channels', path.join(folder, 'made'))
  expect(folders).toEqual([flavourSource('plugin', folder).sources.appRoot])
  await write()
  const app = path.join(sources.appRoot, 'app.json')
  const first = fs.readFileSync(app, 'utf8')
  expect(first).not.toContain('live-player-plugin')
  fs.writeFileSync(app, '{}')
  await write()
  expect(fs.readFileSync(app, 'utf8')).toBe(first)

  const outDir = path.join(folder, 'client')
  await buildClient({ ...sources, outDir })
  expect(fs.existsSync(path.join(outDir, '__plugin__'))).toBe(false)
})

it('reports why a flavour could not be generated', async () => {
  fs.writeFileSync(path.join(folder, 'mine.txt'), '')
  await expect(flavourSource('channels', folder).write()).rejects.toThrow(
    /^The channels flavour could not be generated:\n.*files that this command has not written/,
  )
})
