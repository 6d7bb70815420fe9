/** WeChat's own compilers of templates and styles, as `npm run check` runs them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { applyRules } from '../../release/rules'
import { wechatStyle, wechatTemplate } from '../../release/rules/wechat-compilers'
import { runWechatCompilers } from '../../release/wechat-compilers/run-compilers'
import { type Compiler, parseWcc, parseWcsc } from '../../release/wechat-compilers/diagnostics'
import { programOf } from '../../release/wechat-compilers/run-compiler'
import { anInput, aProject, aProjectFolder, type Changes } from './shop-builder'

const PAGE = 'miniprogram/pages/index/index'
const quiet = { timeLimitMs: 20_000, signal: new AbortController().signal }

/** `rule file:line` of the errors that only they report. */
async function refused(changes: Changes): Promise<string[]> {
  const shop = aProjectFolder(changes)
  try {
    const cwd = path.join(shop.dir, 'miniprogram')
    const { diagnostics, unavailable } = await runWechatCompilers(aProject(changes), {
      ...quiet,
      cwd,
    })
    expect(unavailable).toEqual([])
    const input = anInput(changes, { wechat: diagnostics })
    return applyRules([wechatTemplate, wechatStyle], input).problems.map(
      ({ rule, file, line }) => `${rule} ${file}:${line}`,
    )
  } finally {
    shop.remove()
  }
}

it('accept a correct app', async () => {
  expect(await refused({})).toEqual([])
})

it('accept syntax that the portable compiler wrongly reports', async () => {
  const wxml = '<view class = "a" wx:for-items="{{a}}" wx:for-item="b" wx:key="id" />'
  expect(await refused({ [`${PAGE}.wxml`]: wxml })).toEqual([])
})

it('find faults that no other rule finds, in all files', async () => {
  expect(
    await refused({
      [`${PAGE}.wxml`]: '<view />\n<view a="{{ typeof b }}" />',
      'miniprogram/packageA/pages/room/room.wxml': '<view a="{{b ?? c}}" />',
      'miniprogram/app.wxss': 'page {}\n* { color: red }\n',
      [`${PAGE}.wxss`]: '@import "/app.wxss";\n.价 {}\n',
    }),
  ).toEqual([
    `wechat-template ${PAGE}.wxml:2`,
    'wechat-template miniprogram/packageA/pages/room/room.wxml:1',
    'wechat-style miniprogram/app.wxss:2',
    `wechat-style ${PAGE}.wxss:2`,
  ])
})

it('do not report a line twice', async () => {
  expect(
    await refused({
      [`${PAGE}.wxml`]: '<wxs src="./m.wxs" module="m" /><view>\n<text></view>',
      'miniprogram/pages/index/m.wxs': 'var a = 1\n',
    }),
  ).toEqual([])
})

it('do not report missing files', async () => {
  expect(
    await refused({
      [`${PAGE}.wxml`]: '<wxs src="./m.wxs" module="m" />',
      [`${PAGE}.wxss`]: '@import "./no.wxss";',
    }),
  ).toEqual([])
})

it('print lines that can be parsed', () => {
  expect(parseWcc('a/b.wxml:2:10: expect end-tag `text`., near `view`\n')).toEqual([
    { compiler: 'wcc', path: 'a/b.wxml', line: 2, text: 'expect end-tag `text`., near `view`' },
  ])
  expect(parseWcc('m.wxs:4:19:Unexpected identifier ` `\n')).toMatchObject([
    { path: 'm.wxs', line: 4, text: 'Unexpected identifier ` `' },
  ])
  expect(
    parseWcsc(
      'ERR: ./b.wxss(1:11): unexpected `*`\n./a.wxss(3:4): unexpected `\0\n\nerror file count: 0',
    ),
  ).toEqual([
    { compiler: 'wcsc', path: 'b.wxss', line: 1, text: 'unexpected `*`' },
    { compiler: 'wcsc', path: 'a.wxss', line: 3, text: 'unexpected end of the file' },
  ])
})

describe('compilers that do not run', () => {
  let dir: string
  beforeEach(() => {
    dir = mkdtempSync(path.join(tmpdir(), 'no-compiler-'))
  })
  afterEach(() => rmSync(dir, { recursive: true, force: true }))

  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length

  /** A program in the test's folder. */
  function aProgram(name: string, content: string | Buffer): string {
    const file = path.join(dir, name)
    writeFileSync(file, content, { mode: 0o755 })
    return file
  }

  const UNSTARTABLE: readonly (readonly [string, () => string])[] = [
    [
      'is for another processor',
      () => aProgram('wcc', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 1, 2])),
    ],
    // as on musl without the program's loader: spawn returns and fails later
    ['has no loader', () => aProgram('wcc', '#!/nowhere/ld-linux-x86-64.so.2\n')],
    ['is not there', () => path.join(dir, 'nowhere')],
    ['must not be run', () => dir],
  ]

  it.each(UNSTARTABLE)('are named if one %s, without leaving a timer', async (_why, program) => {
    const before = timers()
    const answer = await runWechatCompilers(aProject(), { ...quiet, cwd: dir, programOf: program })
    expect(timers()).toBe(before)
    const why = expect.stringMatching(/\w/) as unknown
    expect(answer).toEqual({
      diagnostics: [],
      unavailable: [
        { compiler: 'wcc', why },
        { compiler: 'wcsc', why },
      ],
    })
  })

  it('do not affect each other', async () => {
    const changes = { 'miniprogram/app.wxss': '* { color: red }' }
    const shop = aProjectFolder(changes)
    const cwd = path.join(shop.dir, 'miniprogram')
    const programs = (compiler: Compiler) =>
      compiler === 'wcc' ? path.join(dir, 'nowhere') : programOf(compiler)
    const answer = await runWechatCompilers(aProject(changes), {
      ...quiet,
      cwd,
      programOf: programs,
    })
    shop.remove()
    expect(answer.unavailable.map(({ compiler }) => compiler)).toEqual(['wcc'])
    expect(answer.diagnostics.map(({ path: file, line }) => `${file}:${line}`)).toEqual([
      'app.wxss:1',
    ])
  })

  it('are named if one exceeds the time limit, without a problem of the app', async () => {
    const slow = aProgram('slow', `#!${process.execPath}\nsetInterval(() => {}, 9)\n`)
    const options = { ...quiet, cwd: dir, timeLimitMs: 1_000.5, programOf: () => slow }
    expect(await runWechatCompilers(aProject(), options)).toEqual({
      diagnostics: [],
      unavailable: [
        { compiler: 'wcc', why: 'no answer within 1 s' },
        { compiler: 'wcsc', why: 'no answer within 1 s' },
      ],
    })
  })
})
