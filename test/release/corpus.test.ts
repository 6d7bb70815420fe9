/** The faults. `npm run check:corpus` tests whether each is caught, which takes minutes. */
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
  'apply to the current app: %s',
  (_name, fault) => {
    const changes = changesOf(fault, originalText)
    if (fault.at !== undefined && !changes.has(fault.at))
      expect(originalText(fault.at)).not.toBeNull()
  },
)

it('exist for every rule except one, with unique names', () => {
  const withFault = new Set(FAULTS.map(({ rule }) => rule))
  // no setting makes miniprogram-ci 2.1.42 pack a .ts file
  expect(RULE_NAMES.filter((name) => !withFault.has(name))).toEqual(['packed-typescript'])
  expect([...withFault].filter((name) => !RULE_NAMES.includes(name))).toEqual([])
  expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length)
})

const FILES: Readonly<Record<string, string>> = { 'a.ts': 'one two two', 'b.ts': 'three' }
const changed = (edit: Fault['edit']) =>
  Object.fromEntries(changesOf({ name: 'x', rule: 'types', edit }, (file) => FILES[file] ?? null))

it('returns the changes of a fault', () => {
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
  ['replaces a missing text', (app) => app.replace('a.ts', 'four', '4')],
  ['replaces a text with itself', (app) => app.replace('a.ts', 'one', 'one')],
  ['writes the existing content', (app) => app.write('a.ts', 'one two two')],
  ['removes a missing file', (app) => app.remove('c.ts')],
  [
    'reads a removed file',
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
  const findings = (rule: string, file: string) => [{ rule, file, line: 1, message: 'm' }]

  it('is caught by its rule in the changed file or in the file that it states', () => {
    expect(isCaught(fault, changes, findings('types', 'a.ts'))).toBe(true)
    expect(isCaught({ ...fault, at: 'b.ts' }, changes, findings('types', 'b.ts'))).toBe(true)
  })

  it('is not caught by another rule, in another file, or by a finding of the unchanged app', () => {
    expect(isCaught(fault, changes, [])).toBe(false)
    expect(isCaught(fault, changes, findings('compile', 'a.ts'))).toBe(false)
    expect(isCaught(fault, changes, findings('types', 'b.ts'))).toBe(false)
    expect(isCaught({ ...fault, at: 'b.ts' }, changes, findings('types', 'a.ts'))).toBe(false)
    const anyway = findings('types', 'a.ts')
    expect(isCaught(fault, changes, findings('types', 'a.ts'), anyway)).toBe(false)
  })
})

it('changes only a copy of the app', () => {
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

it('compiles several apps with the same result as new processes', async () => {
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
    ['miniprogram/domain/unused.ts', 'export const unused = 1\n'],
    ['miniprogram/domain/used.ts', 'export const used = 1\n'],
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

  /** @param interruptAt the output at which it is interrupted */
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
    const onOutput = (chunk: Buffer) => {
      output += chunk.toString('utf8')
      if (isInterrupted || interruptAt === undefined || !output.includes(interruptAt)) return
      isInterrupted = child.kill('SIGINT')
    }
    child.stdout.on('data', onOutput)
    child.stderr.on('data', onOutput)
    return new Promise<{ code: number | null; output: string }>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code) => resolve({ code, output }))
    })
  }

  it('refuses wrong usage', async () => {
    const [option, name] = await Promise.all([run(['--nly', 'x']), run(['--only', 'no such'])])
    expect([option.code, name.code]).toEqual([2, 2])
    expect(option.output).toMatch(/--help/)
    expect(name.output).toMatch(/"no such"/)
  })

  it('removes its copies when it is interrupted', async () => {
    const { code, output } = await run(['--only', 'sitemap'], 'Checking the unchanged app')
    expect(output).toMatch(/Interrupted/)
    expect(code).toBe(130)
    expect(readdirSync(temp).filter((name) => name.startsWith('live-shop-'))).toEqual([])
  })
})
