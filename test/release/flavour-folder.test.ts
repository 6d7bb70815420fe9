/** The command that writes a flavour, and the folder of a flavour for check and upload. */
import { spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { withFlavourFolder, withSourcePaths } from '../../release/flavour/flavour-folder'
import { prepareOut } from '../../release/flavour/out-folder'
import { readProject } from '../../release/project/read-project'
import { aProjectFolder, type Changes } from './shop-builder'

const CHANGES: Changes = {
  'package.json': '{"version": "1.4.0"}',
  'tsconfig.json': '{}',
  'typings/api.d.ts': 'export {}\n',
  'node_modules/typings/index.d.ts': 'export {}\n',
  'release/check.json': '{"baseLibrary": "2.11.2"}',
  'server/secret.txt': 'not of the app\n',
  'miniprogram/domain/price.channels.ts': 'export const yuan = (fen: number): string => `${fen}`\n',
  'miniprogram/pictures/logo.png': '\u0000\u0001',
}

const shops: (() => void)[] = []
let out: string
beforeEach(() => {
  out = realpathSync(mkdtempSync(path.join(tmpdir(), 'flavour-test-')))
})
afterEach(() => rmSync(out, { recursive: true, force: true }))
afterAll(() => {
  for (const remove of shops) remove()
})

function aShop(): string {
  const { dir, remove } = aProjectFolder(CHANGES)
  shops.push(remove)
  return dir
}

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

function run(args: readonly string[]): Promise<Ended> {
  const tsx = pathToFileURL(require.resolve('tsx')).href
  const script = path.join(__dirname, '../../release/commands/flavour.ts')
  const child = spawn(process.execPath, ['--import', tsx, script, ...args])
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
}

it('writes the app and the files that its tools read', async () => {
  const shop = aShop()
  const target = path.join(out, 'shop')
  const args = ['--flavour', 'channels', '--project', shop, '--out', target]
  const ended = await run(args)
  expect(ended).toMatchObject({ code: 0, stderr: '' })
  expect(ended.stdout).toContain(`channels flavour in ${target}`)
  expect(ended.stdout).toContain('miniprogram/domain/price.channels.ts')
  expect(readdirSync(target).sort()).toEqual([
    '.live-shop-flavour',
    'miniprogram',
    'node_modules',
    'package.json',
    'project.config.json',
    'release',
    'tsconfig.json',
    'typings',
  ])
  const read = (file: string) => readFileSync(path.join(target, file), 'utf8')
  expect(read('miniprogram/app.json')).not.toContain('plugin')
  expect(read('miniprogram/domain/price.ts')).toBe(CHANGES['miniprogram/domain/price.channels.ts'])
  expect(read('miniprogram/pictures/logo.png')).toBe('\u0000\u0001')
  expect(read('node_modules/typings/index.d.ts')).toBe('export {}\n')
  expect(existsSync(path.join(target, 'miniprogram/domain/price.channels.ts'))).toBe(false)

  // a second run replaces the content and keeps the targets of links
  writeFileSync(path.join(target, 'miniprogram/gone.ts'), '')
  expect((await run(args)).code).toBe(0)
  expect(existsSync(path.join(target, 'miniprogram/gone.ts'))).toBe(false)
  expect(existsSync(path.join(shop, 'node_modules/typings/index.d.ts'))).toBe(true)
})

it('refuses wrong usage and writes nothing', async () => {
  const target = path.join(out, 'shop')
  const [unnamed, unknown, nowhere, help] = await Promise.all([
    run(['--out', target]),
    run(['--flavour', 'both', '--out', target]),
    run(['--flavour', 'channels']),
    run(['--help']),
  ])
  expect(unnamed).toMatchObject({ code: 2, stdout: '' })
  expect(unnamed.stderr).toContain('--flavour is missing. Use plugin or channels.')
  expect(unknown.stderr).toContain('--flavour is not "both"')
  expect(nowhere).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--out is missing') as string,
  })
  expect(help.code).toBe(0)
  expect(help.stdout).toContain('Usage:')
  expect(readdirSync(out)).toEqual([])
})

describe('the output folder', () => {
  const app = path.join(tmpdir(), 'somewhere/shop/miniprogram')

  it('is created, and can be written again', () => {
    const target = path.join(out, 'deep/shop')
    expect(prepareOut(target, app)).toBeNull()
    writeFileSync(path.join(target, 'made.txt'), '')
    expect(prepareOut(target, app)).toBeNull()
    expect(readdirSync(target)).toEqual(['.live-shop-flavour'])
  })

  it('is refused if it has other files', () => {
    writeFileSync(path.join(out, 'mine.txt'), 'mine')
    expect(prepareOut(out, app)).toContain('files that this command has not written')
    expect(readFileSync(path.join(out, 'mine.txt'), 'utf8')).toBe('mine')
    expect(prepareOut(path.join(out, 'mine.txt'), app)).toBe('it is a file. Name a folder.')
  })

  it('is refused if it is the app, in it or around it', () => {
    expect(prepareOut(app, app)).toContain('it is inside the app')
    expect(prepareOut(path.join(app, 'copy'), app)).toContain('it is inside the app')
    expect(prepareOut(path.dirname(app), app)).toContain('it contains the app')
    expect(existsSync(app)).toBe(false)
    // a folder whose name only starts like the app's
    mkdirSync(path.join(out, 'miniprogram'))
    expect(prepareOut(path.join(out, 'miniprogram-copy'), path.join(out, 'miniprogram'))).toBeNull()
  })
})

describe('the folder of a flavour', () => {
  const read = (dir: string) => {
    const found = readProject(dir)
    if (found.kind === 'unreadable') throw new Error(found.finding.message)
    return found.project
  }

  it('is the project folder for the plugin flavour', async () => {
    const dir = aShop()
    const used = await withFlavourFolder('plugin', read(dir), dir, (folder) =>
      Promise.resolve(folder),
    )
    expect(used).toMatchObject({ dir, originals: new Map() })
  })

  it('is removed after use, also after an error', async () => {
    const dir = aShop()
    let used = ''
    const use = withFlavourFolder('channels', read(dir), dir, (folder) => {
      used = folder.dir
      expect(existsSync(path.join(used, 'miniprogram/app.json'))).toBe(true)
      return Promise.reject(new Error('by the way'))
    })
    await expect(use).rejects.toThrow('by the way')
    expect(used).not.toBe('')
    expect(existsSync(used)).toBe(false)
  })

  it('is replaced by the source in findings', async () => {
    const dir = aShop()
    const problem = await withFlavourFolder('channels', read(dir), dir, (folder) =>
      Promise.resolve(
        withSourcePaths(
          {
            file: 'miniprogram/domain/price.ts',
            line: 3,
            rule: 'types',
            message: `${folder.dir}${path.sep}miniprogram/domain/price.ts and app.ts`,
          },
          folder,
        ),
      ),
    )
    expect(problem).toEqual({
      file: 'miniprogram/domain/price.channels.ts',
      line: 3,
      rule: 'types',
      message: 'miniprogram/domain/price.channels.ts and app.ts',
    })
  })
})
