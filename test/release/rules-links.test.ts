import { applyRules, RULES } from '../../release/rules'
import { anInput, appJson, type Changes, found, packedOf, aProject } from './shop-builder'

const INDEX = 'miniprogram/pages/index/index'
const ROOM = 'packageA/pages/room/room'

/** A shop with a tab bar of two pages; the room is no tab. */
const APP = appJson({
  pages: ['pages/index/index', 'pages/more/more'],
  tabBar: { list: [{ pagePath: 'pages/index/index' }, { pagePath: 'pages/more/more' }] },
})
const SHOP: Changes = {
  'miniprogram/app.json': APP,
  'miniprogram/pages/more/more.json': '{}',
  'miniprogram/pages/more/more.wxml': '<view />',
  'miniprogram/pages/more/more.ts': 'Page({})',
}

const template = (tag: string): Changes => ({ ...SHOP, [`${INDEX}.wxml`]: `<price />\n${tag}\n` })
const page = (code: string): Changes => ({ ...SHOP, [`${INDEX}.ts`]: `Page({})\n${code}\n` })
const shared = (code: string): Changes => ({
  ...SHOP,
  'miniprogram/domain/go.ts': `// ways\n${code}\n`,
})
const shares = (card: string): Changes => ({
  ...SHOP,
  [`${INDEX}.ts`]: `Page({\nonShareAppMessage() { ${card} } })\n`,
})
const messages = (changes: Changes) =>
  applyRules(RULES, anInput(changes)).problems.map(({ message }) => message)

describe('missing-page', () => {
  it.each<[string, Changes, string]>([
    ['a navigator', template('<navigator url="/pages/gone/gone?id={{id}}" />'), 'index/index.wxml'],
    [
      'a navigator of one way or another',
      template('<navigator open-type="{{how}}" url="/pages/gone/gone" />'),
      'index/index.wxml',
    ],
    ['a relative path', template('<navigator url="../gone/gone" />'), 'index/index.wxml'],
    ['a bare name', template('<navigator url="gone" />'), 'index/index.wxml'],
    ['a path without its slash', template(`<navigator url="${ROOM}" />`), 'index/index.wxml'],
    ['a call', page("wx.navigateTo({ url: '/pages/gone/gone' })"), 'index/index.ts'],
    [
      'a call with a query',
      page('const go = (id: number) => wx.redirectTo({ url: `/pages/gone/gone?id=${id}` })'),
      'index/index.ts',
    ],
    [
      'a sum',
      page("const go = (id: string) => wx.reLaunch({ url: '/pages/gone/gone?id=' + id })"),
      'index/index.ts',
    ],
    [
      'a constant',
      page("wx.switchTab({ url: GONE }); const GONE = '/pages/gone/gone' as const"),
      'index/index.ts',
    ],
    [
      'one of two',
      page(`wx.navigateTo({ url: ok ? '/${ROOM}' : '/pages/gone/gone' })`),
      'index/index.ts',
    ],
    [
      'options put together',
      page("wx.navigateTo(Object.assign({ url: '/pages/gone/gone' }, more))"),
      'index/index.ts',
    ],
    ['a call without its slash', page(`wx.navigateTo({ url: '${ROOM}?id=1' })`), 'index/index.ts'],
  ])('finds %s', (_what, changes, file) => {
    expect(found(changes)).toEqual([`missing-page miniprogram/pages/${file}:2`])
  })

  it('finds a relative path that leads to no page from any page', () => {
    expect(found(shared("wx.navigateTo({ url: 'gone' })"))).toEqual([
      'missing-page miniprogram/domain/go.ts:2',
    ])
    expect(found(shared("wx.navigateTo({ url: '../more/more' })")).join()).not.toContain('missing')
  })

  it.each<[string, Changes]>([
    ['a path from the root', template(`<navigator url="/${ROOM}?id={{id}}" />`)],
    ['a relative path', template('<navigator url="../../packageA/pages/room/room" />')],
    [
      'a bare name beside the page',
      {
        ...template(''),
        [`miniprogram/packageA/pages/room/room.ts`]: "Page({})\nwx.reLaunch({ url: 'room?id=1' })",
      },
    ],
    ['the old suffix', page(`wx.navigateTo({ url: '/${ROOM}.html?id=1' })`)],
    [
      'a path that only a running app knows',
      page('const go = (a: string) => wx.navigateTo({ url: `/pages/${a}/${a}` })'),
    ],
    [
      'a whole address',
      page(
        "wx.navigateTo({ url: 'plugin-private://wx2b03c6e691cd7370/pages/live-player-plugin' })",
      ),
    ],
    [
      'another mini-program',
      template('<navigator target="miniProgram" url="/pages/theirs/theirs" />'),
    ],
    ['the way back', template('<navigator open-type="navigateBack" url="/pages/gone/gone" />')],
    ['a call of something else', page("router.navigateTo({ url: '/pages/gone/gone' })")],
    ['a text that is no link', page("const url = '/pages/gone/gone'")],
  ])('leaves %s alone', (_what, changes) => {
    expect(found(changes).filter((each) => each.startsWith('missing-page'))).toEqual([])
  })

  it('ignores files that are not packed', () => {
    const changes = shared("wx.navigateTo({ url: '/pages/gone/gone' })")
    const packed = packedOf(aProject(changes)).filter(({ path }) => path !== 'domain/go.js')
    expect(found(changes, { packed })).toEqual([])
  })

  it('gives the remedy', () => {
    expect(messages(template(`<navigator url="${ROOM}" />`))).toEqual([
      `The link ${ROOM} lacks its leading slash: WeChat reads it from the page's own folder, as ` +
        `pages/index/${ROOM}, and no page opens. Write /${ROOM}.`,
    ])
    expect(messages(page("wx.reLaunch({ url: '/pages/mor/more' })"))).toEqual([
      'The link /pages/mor/more leads to no page of app.json, so nothing opens. Did you mean ' +
        'pages/more/more? Correct the path, or add the page to app.json.',
    ])
  })
})

describe('missing-page, of the path of a share card', () => {
  it.each<[string, Changes]>([
    ['that is not there', shares("return { title: 'a', path: '/pages/gone/gone?id=1' }")],
    ['that is not there, without a slash', shares("return { path: 'pages/gone/gone' }")],
    ['that lacks its slash', shares(`return { path: '${ROOM}' }`)],
  ])('finds one %s', (_what, changes) => {
    expect(found(changes)).toEqual([`missing-page ${INDEX}.ts:2`])
  })

  it.each<[string, Changes]>([
    ['from the root', shares(`return { path: '/${ROOM}?id=1' }`)],
    ['that is put together', shares('return { path: pathOf(this.data) }')],
    ['of a function inside', shares("const odd = () => { return { path: 'x/y' } }\nreturn odd()")],
  ])('leaves one %s alone', (_what, changes) => {
    expect(found(changes)).toEqual([])
  })

  it('reports all share paths without slash in one finding', () => {
    const changes = {
      ...shares(`return { path: '${ROOM}' }`),
      'miniprogram/pages/more/more.ts': `Page({ onShareAppMessage: () => ({ path: '${ROOM}' }) })`,
    }
    expect(messages(changes)).toEqual([
      expect.stringContaining('The same at pages/more/more.ts:1.'),
    ])
  })
})

describe('tab-link', () => {
  it.each<[string, Changes]>([
    ['switchTab to a page that is no tab', page(`wx.switchTab({ url: '/${ROOM}' })`)],
    ['navigateTo a tab', page("wx.navigateTo({ url: '/pages/more/more?a=1' })")],
    ['redirectTo a tab', page("wx.redirectTo({ url: '../more/more' })")],
    ['a navigator to a tab', template('<navigator url="/pages/more/more" />')],
    [
      'a navigator that switches to no tab',
      template(`<navigator open-type="switchTab" url="/${ROOM}" />`),
    ],
  ])('finds %s', (_what, changes) => {
    expect(found(changes)).toEqual([expect.stringMatching(/^tab-link .*index\.(?:ts|wxml):2$/)])
  })

  it('finds switchTab in an app without tabs', () => {
    const changes = { [`${INDEX}.ts`]: `Page({})\nwx.switchTab({ url: '/${ROOM}' })` }
    expect(found(changes)).toEqual([`tab-link ${INDEX}.ts:2`])
  })

  it.each<[string, Changes]>([
    ['switchTab to a tab', page("wx.switchTab({ url: '/pages/more/more' })")],
    ['navigateTo another page', page(`wx.navigateTo({ url: '/${ROOM}' })`)],
    [
      'reLaunch of either',
      page(`wx.reLaunch({ url: '/${ROOM}' }); wx.reLaunch({ url: '/pages/more/more' })`),
    ],
    [
      'the other spelling of open-type',
      template('<navigator openType="switchTab" url="/pages/more/more" />'),
    ],
    [
      'a way that only a running app knows',
      template('<navigator open-type="{{how}}" url="/pages/more/more" />'),
    ],
  ])('leaves %s alone', (_what, changes) => {
    expect(found(changes)).toEqual([])
  })
})
