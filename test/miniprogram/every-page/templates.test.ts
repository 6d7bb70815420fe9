/** @jest-environment node */
import {
  compileTemplates,
  files,
  read,
  styleProblems,
  templateProblems,
} from '../../helpers/mini/compilers'

/** Of a page or a component; the others are parts of those that import them. */
const hasJson = (file: string) => files('.json').includes(file.replace(/wxml$/, 'json'))

/** As paths below miniprogram/, whether they are written from its root or from the file. */
const importsOf = (file: string) =>
  [...read(file).matchAll(/<import src="([^"]+)"/g)].map(([, src = '']) =>
    new URL(src, `file:///${file}`).pathname.slice(1),
  )

const tagsOf = (file: string) =>
  [...read(file).matchAll(/<([a-z]+-[a-z-]+|subscribe)\b/g)].map(([, tag = '']) => tag)

describe('every template', () => {
  it('is there to be checked', () => {
    expect(files('.wxml').length).toBeGreaterThanOrEqual(18)
  })

  it('passes WeChat’s own compiler', () => {
    expect(compileTemplates()).toContain('room-card')
  })

  it.each(files('.wxml'))('passes the open engine’s without a remark: %s', (file) => {
    expect(templateProblems(file)).toEqual([])
  })

  it.each(files('.wxml'))('has no text of its own: %s', (file) => {
    expect(read(file)).not.toMatch(/[\u3400-\u9fff]/)
  })

  it.each(files('.wxml'))('says the role of whatever can be tapped: %s', (file) => {
    const tappable = read(file).match(/<(view|text|button)\b[^>]*(bind:tap|open-type)[^>]*>/g) ?? []
    expect(tappable.filter((tag) => !tag.includes('aria-role='))).toEqual([])
  })

  // WeChat's compiler takes both in any order; its documents promise neither
  it.each(files('.wxml').filter((file) => read(file).includes('<page-meta')))(
    'begins with its page-meta: %s',
    (file) => {
      expect(read(file)).toMatch(/^<page-meta /)
    },
  )

  it.each(files('.wxml'))('has no condition beside a loop on one node: %s', (file) => {
    const loops = read(file).match(/<[a-z][^>]*\bwx:for="[^>]*>/g) ?? []
    expect(loops.filter((tag) => /\bwx:(if|elif|else)\b/.test(tag))).toEqual([])
  })

  it.each(files('.wxml').filter(hasJson))(
    'uses no component that it does not declare, nor does what it imports: %s',
    (file) => {
      const used = [file, ...importsOf(file)].flatMap(tagsOf)
      const declared = [file.replace(/wxml$/, 'json'), 'app.json'].flatMap((json) => {
        const { usingComponents } = JSON.parse(read(json)) as { usingComponents?: object }
        return Object.keys(usingComponents ?? {})
      })
      const known = [...declared, 'scroll-view', 'page-meta', 'channel-live']
      expect(used.filter((tag) => !known.includes(tag))).toEqual([])
    },
  )

  it.each(files('.wxml').filter((file) => !hasJson(file)))('is imported by one: %s', (file) => {
    const inPlace = file.replace('.channels.wxml', '.wxml')
    expect(files('.wxml').flatMap(importsOf)).toContain(inPlace)
  })
})

/** Half of a figure's own size, to stand in the middle. */
const FIGURES: Readonly<Record<string, readonly string[]>> = {
  'live/components/room-card/room-card.wxss': ['  margin: -44rpx 0 0 -44rpx;'],
}

describe('every style sheet', () => {
  it('passes WeChat’s own compiler', () => {
    expect(styleProblems()).toBe('')
  })

  it.each(files('.wxss').filter((file) => file !== 'app.wxss'))(
    'takes its colours from the tokens: %s',
    (file) => {
      expect(
        read(file).match(/#[\da-f]{3,8}\b|\b(rgb|hsl)a?\(|(?<![-\w])(black|white|red)(?![-\w])/gi),
      ).toBeNull()
    },
  )

  // what is below a token is the drawing of a figure, and what is above it the layout of one place
  it.each(files('.wxss').filter((file) => file !== 'app.wxss'))(
    'takes spaces, radii and sizes of type from the tokens: %s',
    (file) => {
      const literal =
        /^ *((padding|margin|gap)[\w-]*: [^;]*\b(8|1\d|[2-6]\d)r?px|border(-[\w-]+)?-radius: [^;]*\d\dr?px|font-size: [^;v]*\d).*$/gm
      expect(read(file).match(literal) ?? []).toEqual(FIGURES[file] ?? [])
    },
  )
})
