/** Runs the script of `npm run check` on real folders with the real compiler. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { TEMP_PREFIX } from '../../release/compile/compile'
import { TEMP_PREFIX as FLAVOUR_PREFIX } from '../../release/flavour/flavour-folder'
import type { Note, Problem } from '../../release/problem'
import type { Sizes } from '../../release/sizes'
import { aProjectFolder, appJson, type Changes } from './shop-builder'

const ROOT = path.join(__dirname, '../..')
let temp: string
beforeAll(() => {
  temp = mkdtempSync(path.join(tmpdir(), 'check-test-'))
})
afterAll(() => rmSync(temp, { recursive: true, force: true }))
afterEach(() => {
  // no check leaves a folder with a half-compiled app
  const prefixes = [TEMP_PREFIX, FLAVOUR_PREFIX]
  const isLeft = (name: string) => prefixes.some((prefix) => name.startsWith(prefix))
  expect(readdirSync(temp).filter(isLeft)).toEqual([])
})

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

interface Run {
  readonly onStderr?: (text: string, interrupt: () => void) => void
  readonly env?: NodeJS.ProcessEnv
}

function check(args: readonly string[], { onStderr, env }: Run = {}): Promise<Ended> {
  const tsx = pathToFileURL(require.resolve('tsx')).href
  const child = spawn(
    process.execPath,
    ['--import', tsx, path.join(ROOT, 'release/commands/check.ts'), ...args],
    { cwd: ROOT, env: { ...process.env, TMPDIR: temp, TEMP: temp, TMP: temp, ...env } },
  )
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')))
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString('utf8')
    onStderr?.(stderr, () => child.kill('SIGINT'))
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
}

/** Checks the plugin flavour by default, because checking both takes longer. */
async function checkShop(
  changes: Changes,
  args: readonly string[] = ['--flavour', 'plugin'],
  run: Run = {},
): Promise<Ended> {
  const shop = aProjectFolder(changes)
  try {
    return await check(['--json', '--project', shop.dir, ...args], run)
  } finally {
    shop.remove()
  }
}

const lastLine = ({ stdout }: Ended) => stdout.trimEnd().split('\n').at(-1) ?? ''

interface JsonReport extends Sizes {
  readonly problems: readonly Problem[]
  readonly notes: readonly Note[]
  readonly flavours: Readonly<Record<string, Sizes>>
}
const reportOf = (ended: Ended) => JSON.parse(lastLine(ended)) as JsonReport
const places = (ended: Ended) =>
  reportOf(ended).problems.map(({ rule, file, line }) => `${rule} ${file}:${line}`)

const LAST_UPLOAD = {
  appid: 'wx1',
  version: '0.9.0',
  packages: { main: 1 },
  total: 1,
  plugins: [],
  at: 'x',
}

it('prints a table and one line of JSON for a correct app', async () => {
  const ended = await checkShop({
    'release/check.json': '{"totalBudgetKb": 80}',
    'release/last-upload.json': JSON.stringify(LAST_UPLOAD),
  })
  expect(ended.code).toBe(0)
  const { packages, total } = reportOf(ended)
  expect(Object.keys(packages)).toEqual(['main', 'packageA'])
  expect(packages['main']).toBeGreaterThan(500)
  expect(packages['packageA']).toBeGreaterThan(100)
  expect((packages['main'] ?? 0) + (packages['packageA'] ?? 0)).toBe(total)
  const sizes = `"packages":{"main":${packages['main']},"packageA":${packages['packageA']}},"total":${total}`
  expect(lastLine(ended)).toBe(
    `{${sizes},"problems":[],"flavours":{"plugin":{${sizes}}},"notes":[]}`,
  )
  expect(ended.stdout).toMatch(/^package +size +limit +used +since 0\.9\.0\n/)
  expect(ended.stdout).toMatch(
    /\nmain +\d+\.\d KB +2048 KB +\d+ % +\+\d+\.\d KB\npackageA .* new\n/,
  )
  expect(ended.stdout).toMatch(/\ntotal +\d+\.\d KB +80 KB +\d+ %.*\n\nNo problems\.\n/)
  expect(ended.stderr).toMatch(/Compiling/)
})

it('checks both flavours and names the flavour and the source file of each problem', async () => {
  const clean = await checkShop({ 'release/check.json': '{"totalBudgetKb": 80}' }, [])
  expect(clean.code).toBe(0)
  const { packages, total, flavours } = reportOf(clean)
  expect(flavours['plugin']).toEqual({ packages, total })
  expect(Object.keys(flavours)).toEqual(['plugin', 'channels'])
  expect(Object.keys(flavours['channels']?.packages ?? {})).toEqual(['main', 'packageA'])
  expect(flavours['channels']?.total).toBeGreaterThan(100)
  expect(flavours['channels']?.total).toBeLessThan(total)
  expect(clean.stdout).toMatch(/^package +plugin +channels +limit +used\nmain /)

  const ended = await checkShop(
    {
      'tsconfig.json': '{"compilerOptions": {"types": []}, "include": ["miniprogram", "typings"]}',
      'typings/wx.d.ts': ['App', 'Page', 'Component']
        .map((name) => `declare function ${name}(it: object): void\n`)
        .join(''),
      'miniprogram/domain/price.channels.ts': [
        '// a stand-in with a type error',
        'export const yuan = (fen: number): string => fen',
        `export const rest = '${'0123456789'.repeat(99)}'`,
      ].join('\n'),
      'miniprogram/domain/lost.channels.ts': 'export {}',
      'miniprogram/packageA/pages/room/room.channels.ts': null,
      'miniprogram/packageA/pages/room/room.channels.wxml': null,
      'miniprogram/pages/index/index.wxml': '<view><price /><prise /></view>\n',
    },
    [],
  )
  expect(ended.code).toBe(1)
  const named = reportOf(ended).problems.map(
    ({ rule, file, line, flavour }) => `${rule} ${file}:${line} ${flavour ?? 'both'}`,
  )
  expect(named).toEqual([
    'undeclared-tag miniprogram/pages/index/index.wxml:1 both',
    'flavour-stand-in miniprogram/domain/lost.channels.ts:1 both',
    // tsc reads the stand-in under its own name and in the folder of the channels flavour
    'types miniprogram/domain/price.channels.ts:2 both',
    'types miniprogram/packageA/pages/room/room.ts:1 both',
    'undeclared-tag miniprogram/packageA/pages/room/room.wxml:1 channels',
    'plugin-left miniprogram/packageA/pages/room/room.ts:1 channels',
    'flavour-size miniprogram/app.json:1 channels',
  ])
  expect(ended.stdout).toContain('plugin-left  (channels flavour)\n')
  // no path of the temporary folder
  expect(ended.stdout).not.toContain(temp)
})

it('finds all faults that the compiler accepts in one run, and reports helpers as a note', async () => {
  const ended = await checkShop({
    'release/check.json': '{"packageLimitKb": 0.5, "totalBudgetKb": 0.5}',
    'project.config.json': JSON.stringify({
      appid: 'wx0000000000000001',
      compileType: 'miniprogram',
      miniprogramRoot: 'miniprogram/',
      setting: {
        useCompilerPlugins: ['typescript'],
        es6: true,
        enhance: true,
        ignoreUploadUnusedFiles: true,
      },
      packOptions: { ignore: [], include: [{ type: 'folder', value: 'test' }] },
    }),
    'miniprogram/app.json': appJson({
      subpackages: [
        { root: 'packageA', pages: ['pages/room/room'] },
        {
          root: 'packageB',
          pages: ['more'],
          plugins: { 'live-player-plugin': { version: '1.0.0', provider: 'wx2b03c6e691cd7370' } },
        },
      ],
    }),
    'miniprogram/packageB/more.ts': 'Page({ async onLoad() { await Promise.resolve() } })',
    'miniprogram/packageB/more.wxml': '<view />',
    'miniprogram/sitemap.json': null,
    'miniprogram/pages/index/index.ts': [
      "import '../../packageA/pages/room/room'",
      "const player = requirePlugin('live-player-plugin')",
      'Page({ data: { player } })',
    ].join('\n'),
    'miniprogram/test/price.test.ts': 'export const price = 1',
  })
  expect(ended.code).toBe(1)
  expect(places(ended)).toEqual([
    'missing-file miniprogram/app.json:15',
    'missing-file miniprogram/app.json:26',
    'unreachable-page miniprogram/app.json:15',
    'plugin-package miniprogram/app.json:18',
    'plugin-version miniprogram/app.json:18',
    'plugin-placeholder miniprogram/packageA/pages/room/room.json:3',
    'cross-package-import miniprogram/pages/index/index.ts:1',
    'sync-require-plugin miniprogram/packageA/pages/room/room.ts:1',
    'sync-require-plugin miniprogram/pages/index/index.ts:2',
    'packed-test-code miniprogram/test/price.test.ts:1',
    'package-size miniprogram/app.json:1',
    'package-size miniprogram/app.json:1',
    'size-budget release/check.json:1',
  ])
  expect(ended.stdout).toMatch(/miniprogram\/pages\/index\/index\.ts:1 {2}cross-package-import\n/)
  expect(reportOf(ended).notes).toMatchObject([
    { rule: 'packed-helper', file: 'miniprogram/packageB/more.ts', line: 1 },
  ])
})

it.each([
  ['a script', 'app.ts', 'App({})\nlet x: = 3\n', 2, '10045'],
  ['a template', 'pages/index/index.wxml', '<view>\n</text>\n', 2, '10038'],
  ['a style', 'app.wxss', 'page {\n  color: red;\n}\na { b\n', 4, '10037'],
])("reports the compiler's error in %s with its line", async (_what, file, text, line, code) => {
  const ended = await checkShop({ [`miniprogram/${file}`]: text })
  expect(ended.code).toBe(1)
  // other rules report the fault too
  expect(places(ended)[0]).toBe(`compile miniprogram/${file}:${line}`)
  expect(reportOf(ended).problems[0]?.message).toContain(`miniprogram-ci ${code}`)
  expect(reportOf(ended)).toMatchObject({ packages: {}, total: 0 })
})

it('stops a compiler at the time limit', async () => {
  const ended = await checkShop({}, ['--flavour', 'plugin', '--time-limit', '0.2'])
  expect(ended.code).toBe(1)
  expect(places(ended)).toEqual(['compile project.config.json:1'])
})

it('stops at Ctrl-C and removes its folders', async () => {
  const shop = aProjectFolder()
  let pressed = false
  const ended = await check(['--project', shop.dir], {
    onStderr: (text, interrupt) => {
      if (pressed || !text.includes('Compiling')) return
      pressed = true
      interrupt()
    },
  })
  shop.remove()
  expect(ended).toMatchObject({ code: 130, stdout: '' })
  expect(ended.stderr).toContain('Interrupted.')
})

it('reports a folder without project.config.json as a problem', async () => {
  const ended = await checkShop({ 'project.config.json': null })
  expect(ended.code).toBe(1)
  expect(places(ended)).toEqual(['project-config project.config.json:1'])
})

it('reports a missing app folder without starting a compiler', async () => {
  const ended = await checkShop({
    'project.config.json': '{\n  "appid": "wx0000000000000001",\n  "miniprogramRoot": "app/"\n}',
  })
  expect(ended.code).toBe(1)
  expect(places(ended)).toEqual(['project-config project.config.json:3'])
  expect(ended.stdout).toContain('names app, and there is no such folder')
})

it('names the rules whose compilers cannot be started', async () => {
  const preload = path.join(temp, 'no-compilers.cjs')
  // as spawn on musl: it returns and fails later
  writeFileSync(
    preload,
    `const childProcess = require('node:child_process')
    const { spawn } = childProcess
    childProcess.spawn = (program, ...rest) =>
      spawn(/wcs?c(\\.exe)?$/.test(program) ? '/nowhere/wcc' : program, ...rest)`,
  )
  // far above the time limit of this test
  const ended = await checkShop({}, ['--flavour', 'plugin', '--time-limit', '900'], {
    env: { NODE_OPTIONS: `--require ${preload}` },
  })
  expect(ended.code).toBe(0)
  expect(reportOf(ended)).toMatchObject({
    problems: [],
    notChecked: [{ rule: 'wechat-template' }, { rule: 'wechat-style' }],
  })
  expect(ended.stdout).toMatch(
    /No problems\.\n\nNOT CHECKED: wechat-template: .*\(wcc\).*ENOENT\.\nNOT CHECKED: wechat-style: /,
  )
})

it('prints its help and refuses wrong usage', async () => {
  const [help, unknown, limit, flavour] = await Promise.all([
    check(['--help']),
    check(['--jsno']),
    check(['--time-limit', 'soon']),
    check(['--flavour', 'both']),
  ])
  expect(help).toMatchObject({ code: 0, stderr: '' })
  expect(help.stdout).toMatch(/^Usage: npm run check/)
  expect(unknown).toMatchObject({ code: 2, stdout: '' })
  expect(unknown.stderr).toMatch(/--jsno.*\nUse --help/)
  expect(limit.stderr).toMatch(/got "soon"/)
  expect(flavour.stderr).toMatch(/must be plugin or channels, got "both"/)
})

it('refuses an invalid record of the last upload', async () => {
  const ended = await checkShop({ 'release/last-upload.json': '{}' })
  expect(ended).toMatchObject({ code: 2, stdout: '' })
  expect(ended.stderr).toContain('release/last-upload.json cannot be used')
})

it('refuses invalid settings', async () => {
  const ended = await checkShop({ 'release/check.json': '{"totalBudgetKb": "80"}' })
  expect(ended).toMatchObject({ code: 2, stdout: '' })
  expect(ended.stderr).toContain('totalBudgetKb must be a number of KB above 0, got "80"')
})
