import type { Problem } from '../../../sandbox/client/compile/problem'
import { compileWxss } from '../../../sandbox/client/compile/wxss'

function compile(
  source: string,
  { prefix = null, files = {} }: { prefix?: string | null; files?: Record<string, string> } = {},
) {
  const problems: Problem[] = []
  const all: Record<string, string> = { 'a/a.wxss': source, ...files }
  const css = compileWxss({
    file: 'a/a.wxss',
    prefix,
    read: (file) => all[file] ?? null,
    report: (problem) => problems.push(problem),
  })
  return { css: css.replace(/\s+/g, ' ').trim(), problems }
}

describe('units', () => {
  it('converts rpx by the screen width, with signs and fractions', () => {
    expect(compile('.a { margin: -3.5rpx 20rpx }').css).toBe(
      '.a { margin: calc(-3.5 * var(--rpx)) calc(20 * var(--rpx)) }',
    )
  })

  it('uses the page below the title bar as 100vh', () => {
    expect(compile('.a { height: 100vh; width: 50vw }').css).toBe(
      '.a { height: 100cqh; width: 50vw }',
    )
  })

  it("uses the phone's safe area", () => {
    const { css } = compile('.a { padding-bottom: calc(8px + env(safe-area-inset-bottom)) }')
    expect(css).toBe('.a { padding-bottom: calc(8px + var(--safe-area-inset-bottom, 0px)) }')
  })

  it('converts rpx to px in media queries, where variables do not work', () => {
    expect(compile('@media (min-width: 700rpx) { .a { top: 0 } }').css).toBe(
      '@media (min-width: 350px) { .a { top: 0 } }',
    )
  })
})

describe('selectors', () => {
  it('renames the page and the built-in tags', () => {
    expect(compile('page, view .a > text { top: 0 }').css).toBe(
      'wx-page, wx-view .a > wx-text { top: 0 }',
    )
  })

  it('isolates a component with a class prefix, and supports :host', () => {
    expect(compile(':host .a.b:first-child { top: 0 }', { prefix: 'c0' }).css).toBe(
      '[wx-host=c0] .c0--a.c0--b:first-child { top: 0 }',
    )
  })

  it('does not change the steps of keyframes', () => {
    const source = '@keyframes k { from { left: 0 } 50% { left: 10rpx } }'
    expect(compile(source, { prefix: 'c0' }).css).toBe(
      '@keyframes k { from { left: 0 } 50% { left: calc(10 * var(--rpx)) } }',
    )
  })

  it('warns about selectors that WeChat ignores in a component', () => {
    const { problems } = compile('.a { top: 0 }\n\nview { top: 0 }\n#b { top: 0 }', {
      prefix: 'c0',
    })
    expect(problems).toEqual([
      {
        severity: 'warning',
        file: 'a/a.wxss',
        line: 3,
        message: 'the tag selector "view" has no effect in a component',
      },
      {
        severity: 'warning',
        file: 'a/a.wxss',
        line: 4,
        message: 'the id selector "#b" is not allowed in a component',
      },
    ])
  })
})

describe('imports', () => {
  it('inserts each imported file once, by relative and absolute paths', () => {
    const files = {
      'base.wxss': '.base { top: 0 }',
      'a/b.wxss': '@import "../base.wxss"; .b { top: 0 }',
    }
    const { css } = compile('@import "./b.wxss"; @import "/base.wxss"; .a { top: 0 }', { files })
    expect(css).toBe('.base { top: 0 } .b { top: 0 } .a { top: 0 }')
  })

  it('reports the line of an import of a missing file', () => {
    const { problems } = compile('.a { top: 0 }\n@import "./none.wxss";')
    expect(problems).toEqual([
      {
        severity: 'error',
        file: 'a/a.wxss',
        line: 2,
        message: '@import of "./none.wxss": no such file',
      },
    ])
  })
})

describe('themes', () => {
  it('follow an attribute instead of the system, with the same specificity', () => {
    expect(compile('@media (prefers-color-scheme: dark) { page, .a { top: 0 } }').css).toBe(
      ':where(html[data-theme="dark"]) wx-page, :where(html[data-theme="dark"]) .a { top: 0 }',
    )
  })

  it('keep the other conditions of the query', () => {
    const source =
      '@media screen and (prefers-color-scheme: light) and (min-width: 1px) { .a { top: 0 } }'
    expect(compile(source).css).toBe(
      '@media screen and (min-width: 1px) { :where(html[data-theme="light"]) .a { top: 0 } }',
    )
  })

  it('reject unsupported queries', () => {
    const { problems } = compile('@media not (prefers-color-scheme: dark) { .a { top: 0 } }')
    expect(problems.map(({ message }) => message)).toEqual([
      '"not" with prefers-color-scheme cannot be previewed: write the query without it',
    ])
  })
})

describe('errors', () => {
  it('have the line of a syntax error', () => {
    const { problems } = compile('.a {\n  color: red\n')
    expect(problems).toEqual([
      { severity: 'error', file: 'a/a.wxss', line: 1, message: 'Unclosed block' },
    ])
  })

  it('report a local file in url(), but not data and https', () => {
    const { problems } = compile(
      '.a { background: url(/x.png) }\n.b { background: url("data:image/png,x") url(https://h/x.png) }',
    )
    expect(problems.map(({ line, severity }) => [line, severity])).toEqual([[1, 'error']])
  })
})

it('adds the web font with Chinese glyphs to font lists', () => {
  expect(compile('.a { font-family: Georgia, serif } .b { font-family: inherit }').css).toBe(
    ".a { font-family: 'Sandbox Han', Georgia, serif } .b { font-family: inherit }",
  )
})
