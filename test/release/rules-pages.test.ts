import { DEFAULT_SETTINGS } from '../../release/settings'
import { appJson, type Changes, found } from './shop-builder'

const ROOM = '/packageA/pages/room/room'
const LOST = ['unreachable-page miniprogram/app.json:9']

/** The shop with this instead of the link to its second page. */
const shop = (changes: Changes = {}) => ({ 'miniprogram/domain/links.ts': null, ...changes })
const script = (text: string) => shop({ 'miniprogram/app.ts': `App({})\n${text}\n` })
const template = (text: string) =>
  shop({ 'miniprogram/pages/index/index.wxml': `<view><price /></view>${text}` })

describe('unreachable-page', () => {
  it('finds a page without a link', () => {
    expect(found(shop())).toEqual(LOST)
  })

  it.each([
    ['a comment', script(`// ${ROOM}`)],
    ['an import', script(`import '.${ROOM}'`)],
    ['a longer path', script(`const url = '${ROOM}s'`)],
    ['a path of elsewhere', script(`const url = 'https://example.com${ROOM}'`)],
    ['a value that only a running app knows', script('const url = (a: string) => `${a}`')],
    ['a rest that only a running app knows', script('const url = (a: string) => `${a}/${a}`')],
    ['a text beside a link', template(`<text>${ROOM}</text>`)],
    [
      'its own script',
      shop({ 'miniprogram/packageA/pages/room/room.ts': `Page({ data: { url: '${ROOM}' } })` }),
    ],
    [
      'what is loaded ahead',
      shop({ 'miniprogram/app.json': appJson({ preloadRule: { x: { packages: [ROOM] } } }) }),
    ],
  ])('does not accept %s as a link', (_what, changes) => {
    expect(found(changes)).toContain(LOST[0])
  })

  it.each([
    ['a call', script(`wx.navigateTo({ url: '${ROOM}?room_id=1' })`)],
    ['a builder of links', script(`const url = (id: number) => \`${ROOM}?room_id=\${id}\``)],
    ['constants', script("const ROOT = '/packageA'\nconst url = ROOT + '/pages/room/room'")],
    ['a path without its slash', script(`const url = '${ROOM.slice(1)}'`)],
    ['a path as WeChat prints it', script(`const url = '${ROOM.slice(1)}.html?id=1'`)],
    ['a name put in', script('const url = (name: string) => `/packageA/pages/${name}/${name}`')],
    ['a prefix put in', script("const url = (base: string) => base + '/pages/room/room'")],
    ['a navigator', template(`<navigator url="${ROOM}?id={{id}}" />`)],
    ['a relative path', template('<navigator url="../../packageA/pages/room/room" />')],
    ['a choice', template(`<navigator url="{{ok ? '${ROOM}' : ''}}" />`)],
  ])('accepts %s as a link', (_what, changes) => {
    expect(found(changes)).toEqual([])
  })

  it('accepts a tab, and the first page', () => {
    const pages = ['pages/index/index', 'pages/more/more']
    const files = {
      'miniprogram/pages/more/more.json': '{}',
      'miniprogram/pages/more/more.wxml': '<view />',
      'miniprogram/pages/more/more.ts': 'Page({})',
    }
    const app = (more: object) => ({
      ...files,
      'miniprogram/app.json': appJson({ pages, ...more }),
    })
    expect(found(app({}))).toEqual(['unreachable-page miniprogram/app.json:4'])
    expect(found(app({ tabBar: { list: [{ pagePath: 'pages/more/more' }] } }))).toEqual([])
    expect(found(app({ entryPagePath: 'pages/more/more' }))).toEqual([])
  })

  it('accepts a page of "entryPages", and refuses an entry that is no page', () => {
    const opened = (...entryPages: string[]) => ({ settings: { ...DEFAULT_SETTINGS, entryPages } })
    expect(found(shop(), opened('packageA/pages/room/room'))).toEqual([])
    expect(found({}, opened('packageA/pages/rom/room'))).toEqual([
      'unreachable-page release/check.json:1',
    ])
  })
})
