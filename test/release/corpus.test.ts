/** The faults themselves; `npm run check:corpus` tells whether each is caught, which takes minutes. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { FAULTS } from '../../bench/corpus'
import { copyApp, originalText } from '../../bench/corpus/app-copy'
import { changesOf, type AppFiles, type Changes, type Fault } from '../../bench/corpus/fault'
import { isCaught } from '../../bench/corpus/run'
import { createWarmCompiler } from '../../bench/corpus/warm-compiler'
import { compile } from '../../release/compile/compile'
import { RULE_NAMES } from '../../release/rules'

const ROOT = path.join(__dirname, '../..')

it.each(FAULTS.map((fault) => [`${fault.rule}: ${fault.name}`, fault] as const))(
  'can put into the app as it is: %s',
  (_name, fault) => {
    const changes = changesOf(fault, originalText)
    if (fault.at !== undefined && !changes.has(fault.at))
      expect(originalText(fault.at)).not.toBeNull()
  },
)

it('has a fault for every rule but one, each with a name of its own', () => {
  const withFault = new Set(FAULTS.map(({ rule }) => rule))
  // no setting makes miniprogram-ci 2.1.42 pack a .ts file; which kinds it packs WeChat's server decides
  expect(RULE_NAMES.filter((name) => !withFault.has(name))).toEqual(['packed-typescript'])
  expect([...withFault].filter((name) => !RULE_NAMES.includes(name))).toEqual([])
  expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length)
})

const FILES: Readonly<Record<string, string>> = { 'a.ts': 'one two two', 'b.ts': 'three' }
const changed = (edit: Fault['edit']) =>
  Object.fromEntries(changesOf({ name: 'x', rule: 'types', edit }, (file) => FILES[file] ?? null))

it('hands on what a fault changes', () => {
  expect(changed((app) => app.replace('a.ts', 'two', '$&'))).toEqual({ 'a.ts': 'one $& two' })
  expect(changed((app) => app.write('c.ts', 'new'))).toEqual({ 'c.ts': 'new' })
  expect(changed((app) => app.remove('b.ts'))).toEqual({ 'b.ts': null })
  const twice = changed((app) => {
    app.replace('a.ts', 'one', '1')
    app.write('b.ts', app.read('a.ts'))
  })
  expect(twice).toEqual({ 'a.ts': '1 two two', 'b.ts': '1 two two' })
})

it.each<[string, (app: AppFiles) => void]>([
  ['replaces what is not there', (app) => app.replace('a.ts', 'four', '4')],
  ['replaces something with itself', (app) => app.replace('a.ts', 'one', 'one')],
  ['writes what is there', (app) => app.write('a.ts', 'one two two')],
  ['removes what is not there', (app) => app.remove('c.ts')],
  [
    'reads what it has removed',
    (app) => {
      app.remove('a.ts')
      app.read('a.ts')
    },
  ],
  ['only reads', (app) => void app.read('a.ts')],
])('refuses a fault that %s', (_what, edit) => {
  expect(() => changed(edit)).toThrow()
})

describe('a fault', () => {
  const fault: Fault = { name: 'x', rule: 'types', edit: () => undefined }
  const changes = new Map([['a.ts', '']])
  const said = (rule: string, file: string) => [{ rule, file, line: 1, message: 'm' }]

  it('is caught by its own rule, in the changed file or in the one it says', () => {
    expect(isCaught(fault, changes, said('types', 'a.ts'))).toBe(true)
    expect(isCaught({ ...fault, at: 'b.ts' }, changes, said('types', 'b.ts'))).toBe(true)
  })

  it('is not caught by another rule, elsewhere, or by what the app has anyway', () => {
    expect(isCaught(fault, changes, [])).toBe(false)
    expect(isCaught(fault, changes, said('compile', 'a.ts'))).toBe(false)
    expect(isCaught(fault, changes, said('types', 'b.ts'))).toBe(false)
    expect(isCaught({ ...fault, at: 'b.ts' }, changes, said('types', 'a.ts'))).toBe(false)
    const anyway = said('types', 'a.ts')
    expect(isCaught(fault, changes, said('types', 'a.ts'), anyway)).toBe(false)
  })
})

it('changes a copy, never the app', () => {
  const before = originalText('miniprogram/app.json')
  const app = copyApp(
    new Map<string, string | Uint8Array | null>([
      ['miniprogram/app.json', '{}'],
      ['miniprogram/sitemap.json', null],
      ['miniprogram/new/picture.png', Uint8Array.of(1, 2)],
    ]),
  )
  const at = (file: string) => path.join(app.dir, file)
  try {
    expect(readFileSync(at('miniprogram/app.json'), 'utf8')).toBe('{}')
    expect(existsSync(at('miniprogram/sitemap.json'))).toBe(false)
    expect([...readFileSync(at('miniprogram/new/picture.png'))]).toEqual([1, 2])
    expect(readFileSync(at('project.config.json'), 'utf8')).toBe(
      originalText('project.config.json'),
    )
    expect(existsSync(at('node_modules/miniprogram-api-typings'))).toBe(true)
  } finally {
    app.remove()
  }
  expect(existsSync(app.dir)).toBe(false)
  expect(existsSync(path.join(ROOT, 'node_modules/miniprogram-api-typings'))).toBe(true)
  expect(originalText('miniprogram/app.json')).toBe(before)
})

it('compiles one app after the other as a new process would', async () => {
  const { signal } = new AbortController()
  const warm = createWarmCompiler(signal)
  const packs = async (changes: Changes, by: typeof compile) => {
    const app = copyApp(changes)
    try {
      return await by({ projectDir: app.dir, appid: 'touristappid', timeLimitMs: 120_000, signal })
    } finally {
      app.remove()
    }
  }
  const home = 'miniprogram/pages/index/index'
  const changes: Changes = new Map<string, string | Uint8Array>([
    ['miniprogram/pictures/new.png', Uint8Array.of(1, 2)],
    ['miniprogram/live/domain/unused.ts', 'export const unused = 1\n'],
    ['miniprogram/live/domain/used.ts', 'export const used = 1\n'],
    [`${home}.ts`, `import { used } from '../../domain/used'\nconsole.log(used)\nPage({})\n`],
    [`${home}.wxml`, '<image src="/pictures/new.png" />\n'],
  ])
  try {
    const untouched = await packs(new Map(), warm.compile)
    const changed = await packs(changes, warm.compile)
    expect(changed).not.toEqual(untouched)
    expect(changed).toEqual(await packs(changes, compile))
    expect(await packs(new Map(), warm.compile)).toEqual(untouched)
  } finally {
    await warm.end()
  }
}, 300_000)

describe('npm run check:corpus', () => {
  let temp: string
  beforeAll(() => {
    temp = mkdtempSync(path.join(tmpdir(), 'corpus-test-'))
  })
  afterAll(() => rmSync(temp, { recursive: true, force: true }))

  /** @param interruptAt what it has to say before it is interrupted */
  function run(args: readonly string[], interruptAt?: string) {
    const child = spawn(
      process.execPath,
      [
        '--import',
        pathToFileURL(require.resolve('tsx')).href,
        path.join(ROOT, 'bench/check-corpus.ts'),
        ...args,
      ],
      { cwd: temp, env: { ...process.env, TMPDIR: temp, TEMP: temp, TMP: temp } },
    )
    let output = ''
    let isInterrupted = false
    const hear = (chunk: Buffer) => {
      output += chunk.toString('utf8')
      if (isInterrupted || interruptAt === undefined || !output.includes(interruptAt)) return
      isInterrupted = child.kill('SIGINT')
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    return new Promise<{ code: number | null; output: string }>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code) => resolve({ code, output }))
    })
  }

  it('refuses what it does not know', async () => {
    const [option, name] = await Promise.all([run(['--nly', 'x']), run(['--only', 'no such'])])
    expect([option.code, name.code]).toEqual([2, 2])
    expect(option.output).toMatch(/--help/)
    expect(name.output).toMatch(/"no such"/)
  })

  it('leaves nothing behind when it is interrupted', async () => {
    const { code, output } = await run(['--only', 'sitemap'], 'The app as it is')
    expect(output).toMatch(/Interrupted/)
    expect(code).toBe(130)
    expect(readdirSync(temp).filter((name) => name.startsWith('live-shop-'))).toEqual([])
  })
})
