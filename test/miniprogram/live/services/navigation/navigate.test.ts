import { installPages, installRequirePlugin, installWx } from '../../../../helpers/app/globals'

interface Callbacks {
  readonly success: () => void
  readonly fail: (cause: unknown) => void
}

interface Call extends Callbacks {
  readonly name: string
  readonly url?: string
  readonly delta?: number
}

const ROOM_ROUTE = 'plugin-private://wx2b03c6e691cd7370/pages/live-player-plugin'
const room = (roomId?: number) =>
  roomId === undefined
    ? { route: ROOM_ROUTE }
    : { route: ROOM_ROUTE, options: { room_id: String(roomId) } }
const product = { route: 'pages/product-detail/product-detail', options: {} }
const index = { route: 'pages/index/index', options: {} }

let navigation: typeof import('../../../../../miniprogram/live/services/navigation/navigate')
let calls: Call[]
/** How WeChat answers a navigation. */
let outcome: 'success' | 'fail' | 'as-wechat' | 'silence'
/** The tab bar's pages, to which only switchTab leads. */
let tabs: readonly string[]
let version: string

beforeEach(async () => {
  calls = []
  outcome = 'success'
  tabs = []
  version = '8.0.50'
  const opens = (name: string, { url = '' }: { url?: string }) =>
    outcome === 'success' ||
    (outcome === 'as-wechat' && tabs.includes(url) === (name === 'switchTab'))
  const record = (name: string) => (options: Callbacks & { url?: string }) => {
    calls.push({ ...options, name })
    if (outcome === 'silence') return
    if (opens(name, options)) options.success()
    else options.fail({ errMsg: `${name}:fail` })
  }
  installWx({
    navigateTo: record('navigateTo'),
    redirectTo: record('redirectTo'),
    navigateBack: record('navigateBack'),
    navigateToMiniProgram: record('navigateToMiniProgram'),
    switchTab: record('switchTab'),
    canIUse: () => true,
    getAppBaseInfo: () => ({ version }),
  })
  installPages([index, product])
  jest.resetModules()
  navigation = await import('../../../../../miniprogram/live/services/navigation/navigate')
})

const own = { url: '/pages/product-detail/product-detail?product_id=5', sellerAppId: '' }

const made = () => calls.map(({ name, url, delta }) => `${name} ${url ?? String(delta)}`)

describe('opening', () => {
  it.each([
    ['/packageA/pages/room/room?room_id=7', () => navigation.openDoorway(7)],
    [
      '/packageA/pages/room/room?room_id=7&enter=1',
      () => navigation.openDoorway(7, { enter: true }),
    ],
    ['/pages/product-detail/product-detail?product_id=5', () => navigation.openGoods(own)],
    [
      '/pages/product-detail/product-detail?product_id=5&room_id=7',
      () => navigation.openGoods(own, { roomId: 7 }),
    ],
    ['/packageA/pages/replay/replay?room_id=7', () => navigation.openReplay(7)],
    ['/packageA/pages/replay/replay?room_id=7&segment=1', () => navigation.openReplay(7, 1)],
    ['/packageA/pages/home/home', () => navigation.openHall()],
    ['/packageA/pages/home/home?list=replay', () => navigation.openHall('replay')],
  ])('goes to %s', async (url, go) => {
    expect(await go()).toEqual({ kind: 'moved' })
    expect(made()).toEqual([`navigateTo ${url}`])
  })

  it('goes to the page of the goods, whatever page that is', async () => {
    const goods = { url: '/pages/sale/sale?spuId=abc', sellerAppId: '' }
    await navigation.openGoods(goods, { roomId: 7, customParams: { pid: 1 } })
    expect(made()).toEqual([
      'navigateTo /pages/sale/sale?spuId=abc&room_id=7&custom_params=%7B%22pid%22%3A1%7D',
    ])
  })

  it('takes the place of this page where WeChat holds no more than ten', async () => {
    installPages(Array.from({ length: 10 }, () => index))
    await navigation.openHall()
    expect(made()).toEqual(['redirectTo /packageA/pages/home/home'])
  })

  it('tells the shopper when it fails', async () => {
    outcome = 'fail'
    expect(await navigation.openHall()).toEqual({
      kind: 'failed',
      message: '页面没有打开，请再试一次',
      cause: { errMsg: 'navigateTo:fail' },
    })
  })
})

describe('goods of another mini-program', () => {
  const theirs = { url: '/pages/item/item?sku=88', sellerAppId: 'wx0000000000000002' }

  it('open there, without anything of this shop', async () => {
    expect(await navigation.openGoods(theirs, { roomId: 7 })).toEqual({ kind: 'moved' })
    expect(calls).toMatchObject([
      {
        name: 'navigateToMiniProgram',
        appId: 'wx0000000000000002',
        path: 'pages/item/item?sku=88',
      },
    ])
  })

  it.each([
    ['navigateToMiniProgram:fail cancel', 'moved'],
    ['navigateToMiniProgram:fail invalid appid', 'failed'],
  ])('after %p have %s', async (errMsg, kind) => {
    outcome = 'silence'
    const opened = navigation.openGoods(theirs)
    calls[0]?.fail({ errMsg })
    expect(await opened).toMatchObject({ kind })
  })
})

describe('back to the room', () => {
  const doorway = 'navigateTo /packageA/pages/room/room?room_id=7&enter=1'
  const anew = () => navigation.openDoorway(7, { enter: true })

  it.each([
    ['one page down', [index, room(7), product], 1],
    ['three pages down', [index, room(7), product, index, product], 3],
    ['by the nearest of two', [room(7), index, room(7), product], 1],
    ['past the room of another show', [room(7), room(8), product], 2],
    ['where its options cannot be read', [index, room(), product], 1],
  ])('goes %s', async (_, pages, delta) => {
    installPages(pages)
    expect(await navigation.backToRoom(7, anew)).toEqual({ kind: 'moved' })
    expect(made()).toEqual([`navigateBack ${String(delta)}`])
  })

  it.each([
    ['it lies nowhere below', [index, product]],
    ['only another room lies below', [room(8), product]],
    ['only the doorway lies below', [{ route: 'packageA/pages/room/room' }, product]],
    ['a page below has no route to read', [{}, product]],
    ['a page below cannot be seen at all', [undefined, null, product]],
    ['this is the only page', [product]],
  ])('enters anew where %s', async (_, pages) => {
    installPages(pages)
    await navigation.backToRoom(7, anew)
    expect(made()).toEqual([doorway])
  })

  it('replaces the eleventh page', async () => {
    installPages([...Array.from({ length: 9 }, () => index), product])
    await navigation.backToRoom(7, anew)
    expect(made()[0]).toMatch(/^redirectTo .*room_id=7&enter=1$/)
  })
})

describe('the key at the top left', () => {
  it('goes one page back', async () => {
    await navigation.goBack()
    expect(made()).toEqual(['navigateBack 1'])
  })

  it('goes to the storefront from a first page', async () => {
    installPages([product])
    await navigation.goBack()
    expect(made()).toEqual(['redirectTo /pages/index/index'])
  })
})

describe('the storefront in place of this page', () => {
  const INDEX = '/pages/index/index'
  const HALL = 'navigateTo /packageA/pages/home/home'

  const inShop = async (homeIsTab: boolean) => {
    const { routes } = await import('../../../../../miniprogram/routes')
    Object.assign(routes.home, { isTab: homeIsTab })
    outcome = 'as-wechat'
  }

  it.each([
    ['a page, as set', false, [], ['redirectTo']],
    ['a tab, as set', true, [INDEX], ['switchTab']],
    ['a tab, though set as a page', false, [INDEX], ['redirectTo', 'switchTab']],
    ['a page, though set as a tab', true, [], ['switchTab', 'redirectTo']],
  ])('opens as %s', async (_, homeIsTab, tabBar, names) => {
    await inShop(homeIsTab)
    tabs = tabBar
    expect(await navigation.redirectToStorefront()).toEqual({ kind: 'moved' })
    expect(made()).toEqual(names.map((name) => `${name} ${INDEX}`))
  })

  it.each([
    ['7.0.14', true, [HALL]],
    ['7.0.15', true, [`switchTab ${INDEX}`]],
    ['7.0.14', false, [`redirectTo ${INDEX}`]],
  ])('from above a room, on client %s, tab %s', async (client, homeIsTab, wanted) => {
    await inShop(homeIsTab)
    tabs = homeIsTab ? [INDEX] : []
    version = client
    installPages([index, room(7), product])
    await navigation.redirectToStorefront()
    expect(made()).toEqual(wanted)
  })

  it('is not tried as a tab where that would freeze the small window', async () => {
    await inShop(false)
    outcome = 'fail'
    version = '7.0.14'
    installPages([room(7), product])
    expect(await navigation.redirectToStorefront()).toMatchObject({ kind: 'failed' })
    expect(made()).toEqual([`redirectTo ${INDEX}`])
  })
})

describe('a page that is not there', () => {
  it.each([
    [undefined, '/pages/index/index'],
    [null, '/pages/index/index'],
    [{}, '/pages/index/index'],
    [{ room_id: '7' }, '/packageA/pages/room/room?room_id=7'],
    [{ scene: 'r%3D7', custom_params: '%' }, '/packageA/pages/room/room?room_id=7'],
  ])('is replaced in the call itself: %j', (query, url) => {
    installPages([])
    void navigation.redirectMissingPage(query)
    expect(made()).toEqual([`redirectTo ${url}`])
  })

  it('is replaced by a home that is a tab in the call itself', async () => {
    const { routes } = await import('../../../../../miniprogram/routes')
    Object.assign(routes.home, { isTab: true })
    void navigation.redirectMissingPage({})
    expect(made()).toEqual(['switchTab /pages/index/index'])
  })

  it('is replaced although another page was about to open', () => {
    jest.useFakeTimers()
    Object.assign(wx, { navigateTo: () => undefined })
    void navigation.openHall()
    void navigation.redirectMissingPage({ room_id: '7' })
    expect(made()).toEqual(['redirectTo /packageA/pages/room/room?room_id=7'])
    jest.useRealTimers()
  })
})

it('leads nowhere inside Moments, and says how to go on', async () => {
  const { recordEntry } = await import('../../../../../miniprogram/live/services/entry/entry')
  installRequirePlugin({})
  recordEntry({ scene: 1154, path: 'pages/index/index', query: {} })
  expect(await navigation.openGoods(own)).toMatchObject({
    kind: 'failed',
    message: '请点下方的“前往小程序”继续',
  })
  expect(calls).toEqual([])
})
