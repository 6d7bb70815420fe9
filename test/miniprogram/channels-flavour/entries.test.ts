import { aBroadcast, aChannelsPhone } from '../../helpers/mini/a-channels-phone'
import { settled, words } from '../../helpers/mini/drawn'

const ROOM = 'packageA/pages/room/room'
const stage = aChannelsPhone(ROOM)
const { phone, page, channels, account, open } = stage

/** What app.ts hands to App. */
interface AppOptions {
  onShow(options: object): void
  onHide(): void
  onPageNotFound(options: { path: string; query: Record<string, string> }): void
}

let app: AppOptions

beforeAll(async () => {
  const define = jest.fn<undefined, [options: AppOptions]>()
  Object.assign(globalThis, { App: define })
  await import('../../../miniprogram/app')
  const [options] = define.mock.calls[0] ?? []
  if (options === undefined) throw new Error('app.ts calls no App')
  app = options
})

/** The shopper comes in; WeChat may tell more a moment later. */
async function come(scene: number, more: object = {}) {
  app.onShow({ scene, path: ROOM, query: {}, ...more })
  await settled()
  const { currentEntry } = await import('../../../miniprogram/live/services/entry/entry')
  return currentEntry()
}

async function credit() {
  const { currentAttribution } =
    await import('../../../miniprogram/live/services/entry/attribution')
  return currentAttribution()
}

const SHARED = {
  sharerOpenId: 'o-friend',
  promoter: { finderNickname: '阿山', promoterId: 'p-1', promoterOpenId: 'o-promoter' },
}

describe('who shared a broadcast', () => {
  it.each([1177, 1184, 1195, 1208])('is asked in scene %i, and thanked', async (scene) => {
    channels.shareKey = SHARED
    const finderUserName = account()
    const entry = await come(scene, { query: { room_id: finderUserName } })
    expect(entry).toMatchObject({ kind: 'channels', share: { kind: 'known' } })
    expect(await credit()).toMatchObject({
      enteredBy: 'channels',
      roomId: finderUserName,
      shareOpenid: 'o-friend',
      promoterId: 'p-1',
    })
  })

  it.each([1175, 1176, 1191, 1193])('is not asked in scene %i', async (scene) => {
    channels.shareKey = SHARED
    expect(await come(scene)).toMatchObject({ kind: 'channels', share: { kind: 'not-asked' } })
    expect(channels.shareKeyAsked).toBe(0)
  })

  it('is nobody where the shopper has not agreed, and that is no error', async () => {
    expect(await come(1177)).toMatchObject({ kind: 'channels', share: { kind: 'none' } })
    expect(phone.toasts).toEqual([])
  })

  it('is not asked below base library 2.22.1', async () => {
    channels.shareKey = SHARED
    phone.host = { ...phone.host, SDKVersion: '2.22.0' }
    expect(await come(1177)).toMatchObject({ share: { kind: 'none' } })
    expect(channels.shareKeyAsked).toBe(0)
  })
})

describe('the scenes of the live component', () => {
  it.each([1007, 1008, 1014, 1044, 1045, 1047, 1073, 1154, 1155])(
    '%i asks nobody for share params, and never for the plugin',
    async (scene) => {
      const loaded = jest.spyOn(requirePlugin, 'async')
      const params = encodeURIComponent(JSON.stringify({ pid: 7 }))
      const entry = await come(scene, { query: { room_id: 'sphShop0', custom_params: params } })
      expect(entry).toMatchObject({
        link: { kind: 'room', roomId: 'sphShop0' },
        share: { kind: 'not-asked' },
      })
      expect(await credit()).toMatchObject({ roomId: 'sphShop0', customParams: { pid: 7 } })
      expect(loaded).not.toHaveBeenCalled()
    },
  )
})

describe('a page that is not there', () => {
  it.each([
    [
      'the live component’s own',
      'live-player-plugin',
      { room_id: '7' },
      '/packageA/pages/room/room?room_id=7',
    ],
    [
      'one of another time',
      'pages/old/old',
      { room_id: 'sphShop0' },
      '/packageA/pages/room/room?room_id=sphShop0',
    ],
    [
      'one of another time, by a code',
      'pages/old/old',
      { scene: 'room_id%3Dsph1' },
      '/packageA/pages/room/room?room_id=sph1',
    ],
    ['one that names no room', 'pages/old/old', {}, '/pages/index/index'],
  ])('leads on: %s', async (_name, path, query: Record<string, string>, url) => {
    await come(1001)
    app.onPageNotFound({ path, query })
    await settled()
    expect(phone.navigations).toEqual([{ kind: 'redirectTo', url }])
  })

  it('leads on to what a plain QR code names', async () => {
    const { liveConfig } = await import('../../../miniprogram/live/config')
    Object.assign(liveConfig(), { qrLinkPrefixes: ['https://shop.example/live'] })
    const q = encodeURIComponent('https://shop.example/live?product_id=61&room_id=sphShop0')
    await come(1011)
    app.onPageNotFound({ path: 'pages/old/old', query: { q } })
    await settled()
    expect(phone.navigations[0]?.url).toBe(
      '/pages/product-detail/product-detail?product_id=61&room_id=sphShop0',
    )
  })

  it('keeps the parameters that came with the link', async () => {
    await come(1001)
    const custom_params = encodeURIComponent(JSON.stringify({ pid: 7 }))
    app.onPageNotFound({ path: 'gone', query: { room_id: '7', custom_params } })
    await settled()
    expect(phone.navigations[0]?.url).toBe(
      `/packageA/pages/room/room?room_id=7&custom_params=${custom_params}`,
    )
  })
})

it('rests while it is hidden, and asks again when it is seen', async () => {
  const finderUserName = account()
  await come(1001)
  await open(ROOM, { room_id: finderUserName })
  app.onHide()
  await jest.advanceTimersByTimeAsync(600_000)
  expect(channels.asked).toHaveLength(1)
  await come(1001)
  await jest.advanceTimersByTimeAsync(1_000)
  expect(channels.asked).toHaveLength(2)
})

/** By base library: what of Channels live a client has, and what a shopper can do with it. */
describe('on an old client', () => {
  const useBase = (SDKVersion: string) => (phone.host = { ...phone.host, SDKVersion })
  const enter = async () => {
    await stage.tap(page.drawn, '#primary')
    return channels.opened
  }

  it.each(['2.11.2', '2.14.4'])('%s says that WeChat is too old for the account', async (base) => {
    useBase(base)
    await open(ROOM, { room_id: account() })
    expect(words(page.drawn)).toContain('请更新微信后观看')
    expect(channels.asked).toEqual([])
  })

  it.each(['2.15.0', '2.18.1'])('%s opens the broadcast by its own number', async (base) => {
    useBase(base)
    const finderUserName = account(aBroadcast(), { noticeId: 'never asked' })
    await open(ROOM, { room_id: finderUserName })
    expect(await enter()).toEqual([{ finderUserName, feedId: 'feed-now', nonceId: 'nonce-now' }])
  })

  it('2.18.1 knows no notice', async () => {
    useBase('2.18.1')
    const notice = { noticeId: 'n', status: 0, reservable: true, startTime: '9999999999' }
    await open(ROOM, { room_id: account(aBroadcast({ status: 3 }), notice) })
    expect(page.drawn.querySelector('#reserve')).toBeUndefined()
    expect(words(page.drawn)).toContain('已结束')
  })

  it('2.19.0 reserves', async () => {
    useBase('2.19.0')
    const notice = { noticeId: 'n', status: 0, reservable: true, startTime: '9999999999' }
    await open(ROOM, { room_id: account(aBroadcast({ status: 3 }), notice) })
    await stage.tap(page.drawn, '#reserve')
    expect(channels.reserved).toEqual(['n'])
  })

  it('2.28.1 tells of no replay, and none is promised', async () => {
    useBase('2.28.1')
    await open(ROOM, { room_id: account(aBroadcast({ status: 3, replayStatus: '1' })) })
    expect(page.drawn.querySelector('#primary')).toBeUndefined()
    expect(words(page.drawn)).toContain('已结束')
    expect(words(page.drawn)).not.toContain('回放')
  })
})
