/** @jest-environment node */
import {
  compileTemplates,
  files,
  read,
  styleProblems,
  templateProblems,
} from '../helpers/mini/compilers'

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

  it.each(files('.wxml'))('uses no component that it does not declare: %s', (file) => {
    const used = [...read(file).matchAll(/<([a-z]+-[a-z-]+|subscribe)\b/g)].map(([, tag]) => tag)
    const declared = [file.replace(/wxml$/, 'json'), 'app.json'].flatMap((json) => {
      const { usingComponents } = JSON.parse(read(json)) as { usingComponents?: object }
      return Object.keys(usingComponents ?? {})
    })
    const known = [...declared, 'scroll-view', 'page-meta']
    expect(used.filter((tag) => !known.includes(tag ?? ''))).toEqual([])
  })
})

describe('every style sheet', () => {
  it('passes WeChat’s own compiler', () => {
    expect(styleProblems()).toBe('')
  })

  it.each(files('.wxss').filter((file) => file !== 'app.wxss'))(
    'takes its colours from the tokens: %s',
    (file) => {
      // shadows on photographs, and the black behind a video, are the same in both themes
      expect(read(file).match(/#(?!000\b)[\da-f]{3,8}\b/gi) ?? []).toEqual([])
    },
  )
})
