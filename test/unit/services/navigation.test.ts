import { installPages, installRequirePlugin, installWx } from '../helpers/globals'

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

let navigation: typeof import('../../../miniprogram/services/navigation')
let calls: Call[]
/** Whether WeChat answers a navigation at once. */
let outcome: 'success' | 'fail' | 'silence'

beforeEach(async () => {
  calls = []
  outcome = 'success'
  const record = (name: string) => (options: Callbacks) => {
    calls.push({ ...options, name })
    if (outcome === 'success') options.success()
    if (outcome === 'fail') options.fail({ errMsg: `${name}:fail` })
  }
  installWx({
    navigateTo: record('navigateTo'),
    redirectTo: record('redirectTo'),
    navigateBack: record('navigateBack'),
    navigateToMiniProgram: record('navigateToMiniProgram'),
  })
  installPages([index, product])
  jest.resetModules()
  navigation = await import('../../../miniprogram/services/navigation')
})

afterEach(() => jest.useRealTimers())

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
    ['/packageA/pages/home/home?tab=replay', () => navigation.openHall('replay')],
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
      tell: '页面没有打开，请再试一次',
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

describe('a second tap', () => {
  it('is ignored while the first is followed', async () => {
    outcome = 'silence'
    const first = navigation.openHall()
    expect(await navigation.openGoods(own)).toEqual({ kind: 'busy' })
    calls[0]?.success()
    expect(await first).toEqual({ kind: 'moved' })
    outcome = 'success'
    expect(await navigation.openGoods(own)).toEqual({ kind: 'moved' })
  })

  it('counts again after a failure', async () => {
    outcome = 'fail'
    await navigation.openHall()
    outcome = 'success'
    expect(await navigation.openHall()).toEqual({ kind: 'moved' })
  })

  it('counts again where WeChat never reported on the first', async () => {
    jest.useFakeTimers({ now: 0, doNotFake: ['nextTick', 'queueMicrotask'] })
    outcome = 'silence'
    void navigation.openHall()
    jest.setSystemTime(2_999)
    expect(await navigation.openHall()).toEqual({ kind: 'busy' })
    jest.setSystemTime(3_000)
    outcome = 'success'
    expect(await navigation.openHall()).toEqual({ kind: 'moved' })
  })

  it('is still guarded when the first reports after it was given up', async () => {
    jest.useFakeTimers({ now: 0, doNotFake: ['nextTick', 'queueMicrotask'] })
    outcome = 'silence'
    void navigation.openHall()
    jest.setSystemTime(5_000)
    void navigation.openHall()
    calls[0]?.success()
    expect(await navigation.openHall()).toEqual({ kind: 'busy' })
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

it('leads nowhere inside Moments, and says how to go on', async () => {
  const { recordEntry } = await import('../../../miniprogram/services/entry')
  installRequirePlugin({})
  recordEntry({ scene: 1154, path: 'pages/index/index', query: {} })
  expect(await navigation.openGoods(own)).toMatchObject({
    kind: 'failed',
    tell: '请点下方的“前往小程序”继续',
  })
  expect(calls).toEqual([])
})
