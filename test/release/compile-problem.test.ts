import { compileProblem } from '../../release/compile/compile-problem'
import type { CompileError } from '../../release/compile/messages'
import { aProject, type Changes } from './shop-builder'

/** Errors of miniprogram-ci 2.1.42, recorded on 2026-11-22. */
function place(error: CompileError, changes: Changes = {}): string {
  const { file, line } = compileProblem({ kind: 'refused', error }, aProject(changes), '/shop')
  return `${file}:${line}`
}

it('finds the line of a script, whose file is named only in the text', () => {
  const message =
    'file: app.js\n /shop/miniprogram/app.ts: Unexpected token (2:7)\n\n   1 | App({})\n> 2 | let x: = 3'
  expect(place({ code: 10045, path: null, message })).toBe('miniprogram/app.ts:2')
})

it('finds the line of a template', () => {
  expect(
    place({
      code: 10038,
      path: 'pages/index/index.wxml',
      message: '12:3:unexpected end tag: view',
    }),
  ).toBe('miniprogram/pages/index/index.wxml:12')
})

it('finds the line of a style', () => {
  expect(
    place({
      code: 10037,
      path: 'app.wxss',
      message: '/app.wxss:4:5: Unknown word b\n> 3 | }\n> 4 | a { b\n> 5 | ',
    }),
  ).toBe('miniprogram/app.wxss:4')
})

it('finds the line of a key that the schema refuses, in both spellings of subPackages', () => {
  expect(
    place({
      code: 10009,
      path: 'miniprogram/app.json',
      message:
        'miniprogram/app.json: ["subPackages"][0]["plugins"]["live-player-plugin"]["version"] field needs to be digit.digit.digit',
    }),
  ).toBe('miniprogram/app.json:13')
})

it('finds the line of a key of a page, also where the app has a theme', () => {
  const file = 'miniprogram/pages/index/index.json'
  const text = '{\n  "usingComponents": {},\n  "enablePullDownRefresh": "yes"\n}'
  const said = 'enablePullDownRefresh field needs to be boolean'
  for (const path of [file, `${file} or theme.json["light"]`])
    expect(place({ code: 10009, path, message: `${path}: ${said}` }, { [file]: text })).toBe(
      `${file}:3`,
    )
})

it('finds the line of a page without a file', () => {
  const message =
    'miniprogram/app.json: ["subpackages"][0]["pages"][0] could not find the corresponding file: "packageA/pages/room/room.wxml"'
  expect(place({ code: 10005, path: 'miniprogram/app.json', message })).toBe(
    'miniprogram/app.json:9',
  )
})

it('finds the line of a JSON syntax error', () => {
  const text = '{\n  "usingComponents": {}\n}\n{'
  expect(
    place(
      {
        code: 10006,
        path: 'miniprogram/pages/index/index.json',
        message: "Expecting 'EOF','}',',',']', got {",
      },
      { 'miniprogram/pages/index/index.json': text },
    ),
  ).toBe('miniprogram/pages/index/index.json:4')
})

it('keeps the code and the text and removes the path of the folder', () => {
  const error = { code: 10005, path: null, message: '/shop/miniprogram/x: not found' }
  const problem = compileProblem({ kind: 'refused', error }, aProject(), '/shop')
  expect(problem).toEqual({
    file: 'project.config.json',
    line: 1,
    rule: 'compile',
    message:
      'miniprogram/x: not found\nAdd the file, or remove its entry from the JSON (miniprogram-ci 10005): WeChat refuses the upload.',
  })
})

it('gives a remedy when the compiler does not answer', () => {
  const tell = (failure: Parameters<typeof compileProblem>[0]) =>
    compileProblem(failure, aProject(), '/shop').message
  expect(tell({ kind: 'timed-out', limitMs: 120_000 })).toMatch(/120 s .*--time-limit/)
  expect(tell({ kind: 'crashed', output: 'Error: Cannot find module' })).toMatch(
    /Cannot find module.*npm ci/,
  )
})
