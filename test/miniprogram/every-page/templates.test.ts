/** @jest-environment node */
import {
  compileTemplates,
  files,
  read,
  styleProblems,
  templateProblems,
} from '../../helpers/mini/compilers'

/** The live part. The other files are a merchant's, with texts and colours of their own. */
const isLive = (file: string) => /^(live|packageA)\//.test(file)

const TEMPLATES = files('.wxml')
const LIVE_TEMPLATES = TEMPLATES.filter(isLive)

/** True for a page or a component. Other templates are imported by them. */
const hasJson = (file: string) => files('.json').includes(file.replace(/wxml$/, 'json'))

/** Paths below miniprogram/, of absolute and relative imports. */
const importsOf = (file: string) =>
  [...read(file).matchAll(/<(?:import|include) src="([^"]+)"/g)].map(([, src = '']) =>
    new URL(src, `file:///${file}`).pathname.slice(1),
  )

const BUILT_IN = ['scroll-view', 'page-meta', 'channel-live']

const componentsIn = (file: string) =>
  [...read(file).matchAll(/<([a-z]+-[a-z-]+|subscribe)\b/g)]
    .map(([, tag = '']) => tag)
    .filter((tag) => !BUILT_IN.includes(tag))

const unique = (list: readonly string[]) => [...new Set(list)].sort()

describe('every template', () => {
  it('passes WeChat’s own compiler', () => {
    expect(compileTemplates()).toContain('room-card')
  })

  it.each(TEMPLATES)('passes the compiler of glass-easel without a warning: %s', (file) => {
    expect(templateProblems(file)).toEqual([])
  })

  it.each(LIVE_TEMPLATES)('has no text of its own: %s', (file) => {
    expect(read(file)).not.toMatch(/[\u3400-\u9fff]/)
  })

  it.each(TEMPLATES)('has a role on every tappable element: %s', (file) => {
    const tappable = read(file).match(/<(view|text|button)\b[^>]*(bind:tap|open-type)[^>]*>/g) ?? []
    expect(tappable.filter((tag) => !tag.includes('aria-role='))).toEqual([])
  })

  // WeChat's compiler takes both in any order; its documents promise neither
  it.each(TEMPLATES.filter((file) => read(file).includes('<page-meta')))(
    'begins with its page-meta: %s',
    (file) => {
      expect(read(file)).toMatch(/^<page-meta /)
    },
  )

  it.each(TEMPLATES)('has no condition beside a loop on one node: %s', (file) => {
    const loops = read(file).match(/<[a-z][^>]*\bwx:for="[^>]*>/g) ?? []
    expect(loops.filter((tag) => /\bwx:(if|elif|else)\b/.test(tag))).toEqual([])
  })

  it.each(TEMPLATES.filter(hasJson))(
    'declares in its own JSON the components that it and its imports use, and no others: %s',
    (file) => {
      const { usingComponents = {} } = JSON.parse(read(file.replace(/wxml$/, 'json'))) as {
        readonly usingComponents?: object
      }
      const used = [file, ...importsOf(file)].flatMap(componentsIn)
      expect(Object.keys(usingComponents).sort()).toEqual(unique(used))
    },
  )

  it.each(TEMPLATES.filter((file) => !hasJson(file)))('is imported by a page: %s', (file) => {
    const original = file.replace('.channels.wxml', '.wxml')
    expect(TEMPLATES.flatMap(importsOf)).toContain(original)
  })
})

const SHEETS = files('.wxss')
const LIVE_SHEETS = SHEETS.filter((file) => isLive(file) && file !== 'live/styles/tokens.wxss')

/** Half of a figure's own size, which centers it. */
const FIGURES: Readonly<Record<string, readonly string[]>> = {
  'live/components/room-card/room-card.wxss': ['  margin: -44rpx 0 0 -44rpx;'],
}

describe('every style sheet', () => {
  it('passes WeChat’s own compiler', () => {
    expect(styleProblems()).toBe('')
  })

  it.each(LIVE_SHEETS)('takes its colours from the tokens: %s', (file) => {
    expect(
      read(file).match(/#[\da-f]{3,8}\b|\b(rgb|hsl)a?\(|(?<![-\w])(black|white|red)(?![-\w])/gi),
    ).toBeNull()
  })

  // smaller values are the drawing of a figure, larger ones the layout of one place
  it.each(LIVE_SHEETS)('takes spaces, radii and font sizes from the tokens: %s', (file) => {
    const literal =
      /^ *((padding|margin|gap)[\w-]*: [^;]*\b(8|1\d|[2-6]\d)r?px|border(-[\w-]+)?-radius: [^;]*\d\dr?px|font-size: [^;v]*\d).*$/gm
    expect(read(file).match(literal) ?? []).toEqual(FIGURES[file] ?? [])
  })

  it.each(LIVE_SHEETS)('uses no variable but those that tokens.wxss defines: %s', (file) => {
    const tokens = read('live/styles/tokens.wxss')
    const used = [...read(file).matchAll(/var\((--[\w-]+)/g)].map(([, name = '']) => name)
    expect(used.filter((name) => !tokens.includes(`${name}:`))).toEqual([])
  })

  it.each(LIVE_SHEETS.filter((file) => !/^packageA\/(pages|styles)\//.test(file)))(
    'selects classes only, so that it leaves the page of a shop alone: %s',
    (file) => {
      const css = read(file).replace(/\/\*[^]*?\*\/|@keyframes \w+ \{[^]*?\n\}/g, '')
      const selectors = [...css.matchAll(/^\s*([^@\s}][^{};]*)(?:,$|\{)/gm)].map(
        ([, one = '']) => one,
      )
      expect(selectors.filter((one) => !/^(\.|:host)/.test(one))).toEqual([])
    },
  )
})
