/** @jest-environment node */
import { zh } from '../../../miniprogram/live/domain/text/zh'
import { files, read } from '../../helpers/mini/compilers'

const LIVE_PLUGIN = 'wx2b03c6e691cd7370'

interface Package {
  readonly root: string
  readonly pages: readonly string[]
  readonly plugins?: Readonly<Record<string, { readonly provider: string }>>
}

/** Parts of app.json. */
interface AppJson {
  readonly pages: readonly string[]
  readonly subpackages: readonly Package[]
  readonly plugins?: object
  readonly usingComponents?: object
  readonly lazyCodeLoading: string
  readonly preloadRule: Readonly<Record<string, { readonly packages: readonly string[] }>>
}

const app = JSON.parse(read('app.json')) as AppJson
const live = app.subpackages.find(({ root }) => root === 'packageA')

describe('app.json', () => {
  it('has the live pages and the plugin in a subpackage, and no plugin in the main package', () => {
    expect(live?.plugins).toMatchObject({ 'live-player-plugin': { provider: LIVE_PLUGIN } })
    expect(live?.pages).toEqual(
      expect.arrayContaining(['pages/home/home', 'pages/room/room', 'pages/replay/replay']),
    )
    expect(app.plugins).toBeUndefined()
  })

  it('downloads the live subpackage ahead, from a page that the shopper opens first', () => {
    const preloaded = Object.values(app.preloadRule).flatMap(({ packages }) => packages)
    expect(preloaded).toContain(live?.root)
  })

  it('declares no component for all pages, so that the live part brings its own', () => {
    expect(app.usingComponents).toBeUndefined()
  })
})

describe('a page', () => {
  it.each(files('.json').filter((file) => /^(pages|packageA\/pages)\//.test(file)))(
    'enables pull-down refresh if and only if it handles it: %s',
    (file) => {
      const { enablePullDownRefresh } = JSON.parse(read(file)) as Readonly<Record<string, unknown>>
      const page = read(file.replace(/json$/, 'ts'))
      // the storefront's script is part of live/
      const script = page.includes('storefrontPage(') ? read('live/storefront.ts') : page
      const handles = script.includes('onPullDownRefresh(')
      expect(enablePullDownRefresh === true).toBe(handles)
    },
  )
})

describe('texts of the live part', () => {
  // WeChat shows the title of the JSON until the script of the page sets it
  it.each([
    ['packageA/pages/home/home.json', zh.hall.title],
    ['packageA/pages/room/room.json', zh.room.title],
    ['packageA/pages/replay/replay.json', zh.replay.title],
  ])('the title in %s is the title that the page sets', (file, title) => {
    expect(JSON.parse(read(file))).toMatchObject({ navigationBarTitleText: title })
  })

  it.each(files('.ts').filter((file) => isLive(file) && !isTextTable(file)))(
    'are in live/domain/text/, not in %s',
    (file) => {
      const code = read(file)
        .replace(/\/\*[^]*?\*\//g, '')
        .replace(/(^|\s)\/\/.*$/gm, '')
      expect(code).not.toMatch(/[\u3400-\u9fff]/)
    },
  )
})

function isLive(file: string): boolean {
  return /^(live|packageA)\//.test(file)
}

/** The languages, and an example page's own texts. */
function isTextTable(file: string): boolean {
  return file.startsWith('live/domain/text/') || file.endsWith('-texts.ts')
}
