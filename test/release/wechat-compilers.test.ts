/** WeChat's own compilers of templates and styles, run as `npm run check` runs them. */
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

/** `rule file:line` of what they refuse and nobody else does. */
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

it('pass an app that is right', async () => {
  expect(await refused({})).toEqual([])
})

it('pass what the portable compiler remarks on for nothing', async () => {
  const wxml = '<view class = "a" wx:for-items="{{a}}" wx:for-item="b" wx:key="id" />'
  expect(await refused({ [`${PAGE}.wxml`]: wxml })).toEqual([])
})

it('find what no other rule finds, in every file at once', async () => {
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

it('say nothing of a line that has been spoken of', async () => {
  expect(
    await refused({
      [`${PAGE}.wxml`]: '<wxs src="./m.wxs" module="m" /><view>\n<text></view>',
      'miniprogram/pages/index/m.wxs': 'var a = 1\n',
    }),
  ).toEqual([])
})

it('leave files that are missing to the rule that tells of them', async () => {
  expect(
    await refused({
      [`${PAGE}.wxml`]: '<wxs src="./m.wxs" module="m" />',
      [`${PAGE}.wxss`]: '@import "./no.wxss";',
    }),
  ).toEqual([])
})

it('speak in lines that can be read', () => {
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

describe('compilers that give no answer', () => {
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
    // as on musl, where the loader that the program names is missing: spawn fails after it has returned
    ['has no loader', () => aProgram('wcc', '#!/nowhere/ld-linux-x86-64.so.2\n')],
    ['is not there', () => path.join(dir, 'nowhere')],
    ['must not be run', () => dir],
  ]

  it.each(UNSTARTABLE)('one that %s is named, and no timer is left', async (_why, program) => {
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

  it('one alone leaves the other its say', async () => {
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

  it('reports a compiler that is too slow, and no problem of the app', async () => {
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
