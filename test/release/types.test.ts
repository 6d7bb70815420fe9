/** One TypeScript program for the whole file, because it takes seconds. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { NO_TYPE_FACTS, type TypeFacts } from '../../release/types/type-facts'
import { readTypes } from '../../release/types/read-types'
import { applyRules, RULES } from '../../release/rules'
import { DEFAULT_SETTINGS, readSettings } from '../../release/settings'
import { anInput } from './shop-builder'
import { FOUND, LEFT_ALONE } from './api-level-cases'

const ROOT = path.join(__dirname, '../..')
const BASE = '2.11.2'

const fileOf = (name: string) => `miniprogram/${name.replaceAll(/\W+/g, '-')}.ts`

const PLATFORM = `
export declare function hasBaseLibrary(version: string): boolean
export function canUpdate(): boolean {
  return wx.canIUse('updateWeChatApp')
}
`

const MORE = `
declare const more: {
  /** 需要基础库： \`3.0.0\` */
  older(a: string): void
  /** 需要基础库： \`2.0.0\` */
  older(a: number): void
  /** 需要基础库： \`2.0.0\` */
  newer(a: number): void
  /** 需要基础库： \`3.0.0\` */
  newer(a: string): void
}
`

const FILES: Readonly<Record<string, string>> = {
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      lib: ['ES2016'],
      target: 'ES2020',
      module: 'CommonJS',
      moduleResolution: 'Bundler',
      types: ['miniprogram-api-typings'],
      strict: true,
    },
    include: ['miniprogram/**/*.ts', 'typings/*.d.ts'],
  }),
  'miniprogram/platform.ts': PLATFORM,
  'typings/more.d.ts': MORE,
  'miniprogram/wrong.ts': "export const a: number = 'x'\n\nexport const b = wx.noSuchCall()\n",
  'miniprogram/broken.ts': 'export const = 1\n',
  ...Object.fromEntries(
    [...Object.entries(LEFT_ALONE), ...Object.entries(FOUND)].map(([name, code]) => [
      fileOf(name),
      `import { hasBaseLibrary } from './platform'\nvoid hasBaseLibrary\n${typeof code === 'string' ? code : code[0]}\nexport {}\n`,
    ]),
  ),
}

async function inFolder(
  files: Readonly<Record<string, string>>,
  { isInstalled = true, signal }: { isInstalled?: boolean; signal?: AbortSignal } = {},
): Promise<TypeFacts> {
  const dir = mkdtempSync(path.join(tmpdir(), 'types-under-test-'))
  try {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(dir, file)), { recursive: true })
      writeFileSync(path.join(dir, file), text)
    }
    const modules = path.join(ROOT, 'node_modules')
    if (isInstalled) symlinkSync(modules, path.join(dir, 'node_modules'), 'junction')
    return await readTypes(dir, signal)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

let facts: TypeFacts
beforeAll(async () => {
  facts = await inFolder(FILES)
})

/** What both rules say of one file of that program. */
function said(file: string, baseLibrary: string | null = BASE) {
  const input = anInput({}, { types: facts, settings: { ...DEFAULT_SETTINGS, baseLibrary } })
  return applyRules(RULES, input).problems.filter((problem) => problem.file === file)
}

describe('types', () => {
  it('finds what tsc finds, with file, line and code', () => {
    expect(said('miniprogram/wrong.ts').map(({ line, message }) => [line, message])).toEqual([
      [1, expect.stringMatching(/^TS2322: Type 'string' is not assignable to type 'number'\.\n/)],
      [3, expect.stringMatching(/^TS\d+: Property 'noSuchCall' does not exist on type 'Wx'/)],
    ])
    const [first] = said('miniprogram/broken.ts')
    expect(first).toMatchObject({ rule: 'types', line: 1 })
  })

  it('finds nothing in a correct file', () => {
    const files = facts.errors.map(({ file }) => file)
    expect(new Set(files)).toEqual(new Set(['miniprogram/wrong.ts', 'miniprogram/broken.ts']))
  })

  it('finds a configuration that cannot be read', async () => {
    const { errors } = await inFolder({
      'tsconfig.json': '{\n  "files": [],\n  "extends": "./no"\n}',
    })
    expect(errors.map(({ file, line }) => `${file}:${line}`)).toEqual(['tsconfig.json:3'])
  })

  it('finds that WeChat’s typings are not installed', async () => {
    const files = {
      'tsconfig.json': FILES['tsconfig.json'] ?? '',
      'miniprogram/app.ts': 'export {}',
    }
    const [first] = (await inFolder(files, { isInstalled: false })).errors
    expect(first).toMatchObject({ file: 'tsconfig.json', code: 'TS2688' })
  })

  it('stops between two files when it is interrupted', async () => {
    const wrong = "export const a: number = ''\n"
    const tsconfig = '{"compilerOptions": {"lib": ["ES2015"], "types": []}, "include": ["*.ts"]}'
    const files = { 'tsconfig.json': tsconfig, 'a.ts': wrong, 'b.ts': wrong, 'c.ts': wrong }
    const controller = new AbortController()
    const whole = await inFolder(files)
    expect(whole.errors).toHaveLength(3)
    setImmediate(() => setImmediate(() => setImmediate(() => controller.abort())))
    const { errors } = await inFolder(files, { signal: controller.signal })
    expect(errors.length).toBeLessThan(3)
    expect(await inFolder(files, { signal: AbortSignal.abort() })).toEqual(NO_TYPE_FACTS)
  })

  it('finds nothing in an app without tsconfig.json', async () => {
    expect(await inFolder({ 'miniprogram/app.ts': 'let a: number = ""' })).toEqual({
      errors: [],
      uses: [],
    })
  })
})

describe('api-level', () => {
  it.each(Object.keys(LEFT_ALONE))('ignores %s', (name) => {
    expect(said(fileOf(name))).toEqual([])
  })

  it.each(Object.entries(FOUND))('finds %s', (name, [, what]) => {
    expect(said(fileOf(name))).toEqual([expect.objectContaining({ rule: 'api-level' })])
    const [api, since] = what.split(' ')
    expect(said(fileOf(name))[0]?.message).toMatch(
      new RegExp(
        `^(\\w+\\.)?${String(api)} needs base library ${String(since)}, .* supports 2\\.11\\.2`,
      ),
    )
  })

  it('names the line and the condition to add', () => {
    expect(said(fileOf('a call'))).toEqual([
      {
        rule: 'api-level',
        file: fileOf('a call'),
        line: 3,
        message:
          'wx.updateWeChatApp needs base library 2.12.0, but the app supports 2.11.2: older ' +
          'phones lack it. Check wx.canIUse(\'updateWeChatApp\') first, or raise "baseLibrary" in release/check.json.',
      },
    ])
    expect(said(fileOf('an option'))[0]?.message).toMatch(
      /Check hasBaseLibrary\('2\.23\.1'\) first/,
    )
  })

  it('uses the base library of the settings, if there is one', () => {
    expect(said(fileOf('a call'), '2.11.9')).toHaveLength(1)
    expect(said(fileOf('a call'), '2.12.0')).toEqual([])
    expect(said(fileOf('a call'), null)).toEqual([])
  })

  it('uses the same base library as the upgrade notice of the app', () => {
    const upgrade = readFileSync(
      path.join(ROOT, 'miniprogram/live/services/phone/upgrade.ts'),
      'utf8',
    )
    const [, oldest] = /OLDEST_BASE_LIBRARY = '([\d.]+)'/.exec(upgrade) ?? []
    expect(readSettings(ROOT).baseLibrary).toBe(oldest)
    expect(oldest).toBe(BASE)
  })
})
