import fc from 'fast-check'
import { templateReferences, stylePictures } from '../../release/project/references'
import { readTemplate } from '../../release/project/wxml'

/** `name:line` of every tag. */
const tags = (wxml: string) => readTemplate(wxml).map(({ name, line }) => `${name}:${line}`)

describe('a template', () => {
  it('is read as tags with their lines', () => {
    expect(tags('<view>\n  <room-card />\n  <text>a</text></view>\n<image src="x">')).toEqual([
      'view:1',
      'room-card:2',
      'text:3',
      'image:4',
    ])
  })

  it.each([
    ['a comment', '<!-- <x /> -->\n<view />', ['view:2']],
    ['a comment that never ends', '<view /><!-- <x />', ['view:1']],
    ['data', '<view>{{a <b}}\n{{ c }}</view><text />', ['view:1', 'text:2']],
    ['an attribute', '<view a="<x>" b=\'<y>\' c="{{d > e}}" /><text />', ['view:1', 'text:1']],
    ['a script', '<wxs module="m">\nvar a = b <c\n</wxs><text />', ['wxs:1', 'text:3']],
  ])('has no tags in %s', (_where, wxml, expected) => {
    expect(tags(wxml)).toEqual(expected)
  })

  it('has attributes as written, with their lines', () => {
    const [tag] = readTemplate(
      '<view\n  wx:if="{{a}}"\n  hidden class=b data-x = \'{{ "y" }}\'\n  bind:tap="onTap"\n/>',
    )
    expect(tag?.attributes).toEqual([
      { name: 'wx:if', value: '{{a}}', line: 2 },
      { name: 'hidden', value: '', line: 3 },
      { name: 'class', value: 'b', line: 3 },
      { name: 'data-x', value: '{{ "y" }}', line: 3 },
      { name: 'bind:tap', value: 'onTap', line: 4 },
    ])
  })

  it('has the script of a wxs tag and its first line', () => {
    const wxml = '<view />\n<wxs module="m">\nvar a = 1</wxs>\n<wxs src="./m.wxs" module="n" />'
    expect(readTemplate(wxml).map(({ wxs }) => wxs)).toEqual([
      null,
      { text: '\nvar a = 1', line: 2 },
      null,
    ])
  })

  it.each([
    '<',
    '<view',
    '<view a="',
    '</',
    '<view a==b "><text />',
    '{{',
    '<wxs module="m">var a',
  ])('is read despite syntax errors: %s', (wxml) => {
    expect(() => readTemplate(wxml)).not.toThrow()
  })

  it('has its tags in the order of their lines, for random texts', () => {
    const piece = fc.constantFrom('<', '>', '/', '"', "'", '=', '{{', '}}', '<!--', '-->', 'a', ' ')
    const lines = fc.array(fc.oneof(piece, fc.constant('\n'), fc.constant('<wxs>'), fc.string()))
    fc.assert(
      fc.property(lines, (pieces) => {
        const wxml = pieces.join('')
        const found = readTemplate(wxml).map(({ line }) => line)
        expect(found).toEqual([...found].sort((a, b) => a - b))
        expect(found.at(-1) ?? 1).toBeLessThanOrEqual(wxml.split('\n').length)
      }),
    )
  })

  it('imports the files of import, include and wxs', () => {
    const wxml = `<import src="a" />\n<include src='b' /><wxs module="m" src="c" /><image src="d" />`
    expect(templateReferences(readTemplate(wxml))).toEqual([
      { specifier: 'a', line: 1 },
      { specifier: 'b', line: 2 },
      { specifier: 'c', line: 2 },
    ])
  })
})

it('lists the pictures of a style sheet without @import', () => {
  const wxss = [
    '@import url("a.wxss");',
    '/* url(b.png) */',
    '.x { background: url(/c.png) no-repeat, url( "d.png" ) }',
    "@font-face { src: url('e.ttf') }",
  ].join('\n')
  expect(stylePictures(wxss)).toEqual([
    { specifier: '/c.png', line: 3 },
    { specifier: 'd.png', line: 3 },
    { specifier: 'e.ttf', line: 4 },
  ])
})
