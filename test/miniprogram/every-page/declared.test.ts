/** @jest-environment node */
import { text } from '../../../miniprogram/live/domain/text'
import { files, read } from '../../helpers/mini/compilers'

/** What WeChat reads before it runs a line of ours. */
interface AppJson {
  readonly pages: readonly string[]
  readonly subpackages: readonly {
    readonly root: string
    readonly pages: readonly string[]
    readonly plugins?: Readonly<Record<string, { readonly provider: string }>>
  }[]
  readonly plugins?: object
  readonly lazyCodeLoading: string
  readonly preloadRule: Readonly<Record<string, { readonly packages: readonly string[] }>>
}

const app = JSON.parse(read('app.json')) as AppJson
const titleOf = (file: string): unknown =>
  (JSON.parse(read(file)) as { navigationBarTitleText?: unknown }).navigationBarTitleText

describe('the app', () => {
  it('has the shop in its main package, and nothing live', () => {
    expect(app.pages).toEqual(['pages/index/index', 'pages/product-detail/product-detail'])
    expect(app.plugins).toBeUndefined()
    expect(app.lazyCodeLoading).toBe('requiredComponents')
  })

  it('has the live pages beside the plugin, in a package that is loaded ahead', () => {
    expect(app.subpackages).toMatchObject([
      {
        root: 'packageA',
        pages: ['pages/home/home', 'pages/room/room', 'pages/replay/replay', 'pages/order/order'],
        plugins: { 'live-player-plugin': { provider: 'wx2b03c6e691cd7370' } },
      },
    ])
    expect(app.preloadRule['pages/index/index']?.packages).toEqual(['packageA'])
  })

  it('pulls down to refresh where there is a list to renew, and draws its own bar for goods', () => {
    const settings = (page: string) =>
      JSON.parse(read(`${page}.json`)) as Readonly<Record<string, unknown>>
    expect(settings('pages/index/index')).toMatchObject({ enablePullDownRefresh: true })
    expect(settings('packageA/pages/home/home')).toMatchObject({ enablePullDownRefresh: true })
    expect(settings('packageA/pages/room/room')).toMatchObject({ enablePullDownRefresh: true })
    expect(settings('pages/product-detail/product-detail')).toMatchObject({
      navigationStyle: 'custom',
    })
  })
})

describe('words', () => {
  // a title in JSON stands before any script runs, so it is written there as well
  it.each([
    ['packageA/pages/home/home.json', text.hall.title],
    ['packageA/pages/room/room.json', text.room.title],
    ['packageA/pages/replay/replay.json', text.replay.title],
    ['packageA/pages/order/order.json', text.order.title],
  ])('of the title in %s are those of the app', (file, title) => {
    expect(titleOf(file)).toBe(title)
  })

  it.each(
    files('.ts').filter(
      (file) => !file.endsWith('.d.ts') && !/^(config|live\/domain\/text\/zh)\.ts$/.test(file),
    ),
  )('stand in live/domain/text/, none in %s', (file) => {
    const code = read(file)
      .replace(/\/\*[^]*?\*\//g, '')
      .replace(/(^|\s)\/\/.*$/gm, '')
    expect(code).not.toMatch(/[\u3400-\u9fff]/)
  })
})
