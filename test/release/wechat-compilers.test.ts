/** WeChat's own compilers of templates and styles, run as `npm run check` runs them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { applyRules } from '../../release/rules'
import { wechatStyle, wechatTemplate } from '../../release/rules/wechat-compilers'
import { askWechat } from '../../release/wechat/ask'
import { parseWcc, parseWcsc } from '../../release/wechat/remarks'
import { run } from '../../release/wechat/run'
import { anInput, aProject, aProjectFolder, type Changes } from './a-shop'

const PAGE = 'miniprogram/pages/index/index'
const quiet = { timeLimitMs: 20_000, signal: new AbortController().signal }

/** `rule file:line` of what they refuse and nobody else does. */
async function refused(changes: Changes): Promise<string[]> {
  const shop = aProjectFolder(changes)
  try {
    const cwd = path.join(shop.dir, 'miniprogram')
    const answer = await askWechat(aProject(changes), { ...quiet, cwd })
    if (answer.kind === 'cannot-run') throw new Error(answer.why)
    const input = anInput(changes, { wechat: answer.remarks })
    return applyRules([wechatTemplate, wechatStyle], input).map(
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

describe('a machine on which they do not run', () => {
  let dir: string
  beforeEach(() => {
    dir = mkdtempSync(path.join(tmpdir(), 'no-compiler-'))
  })
  afterEach(() => rmSync(dir, { recursive: true, force: true }))

  it('says so and goes on', async () => {
    const program = path.join(dir, 'wcc')
    writeFileSync(program, Buffer.from([0x7f, 0x45, 0x4c, 0x46, 1, 2, 3, 4]))
    expect(await run(program, ['--help'], { ...quiet, cwd: dir })).toMatchObject({
      kind: 'cannot-run',
      why: expect.stringMatching(/\w/) as unknown,
    })
    expect(await run(path.join(dir, 'nowhere'), [], { ...quiet, cwd: dir })).toMatchObject({
      kind: 'cannot-run',
    })
  })

  it('is not one where they are too slow', async () => {
    const options = { ...quiet, cwd: dir, timeLimitMs: 200.5 }
    expect(await run(process.execPath, ['-e', 'setInterval(() => {}, 9)'], options)).toEqual({
      kind: 'fell',
      why: 'ended by SIGKILL',
    })
  })
})
