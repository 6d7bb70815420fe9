import { aStorage, installRequirePlugin, installWx } from '../../../../helpers/app/globals'

interface EntryOptions {
  readonly scene: number
  readonly path: string
  readonly query: object
  readonly shareTicket?: string
}

const NOW_MS = Date.UTC(2026, 10, 28, 11, 30)
const ROOM_PAGE = 'plugin-private://wx2b03c6e691cd7370/pages/live-player-plugin'
const DOORWAY = 'packageA/pages/room/room'

let entry: typeof import('../../../../../miniprogram/live/services/entry/entry')
let attribution: () => unknown
let getShareParams: jest.Mock<Promise<unknown>, []>

beforeEach(async () => {
  jest.useFakeTimers({ now: NOW_MS, doNotFake: ['nextTick', 'queueMicrotask'] })
  installWx(aStorage().wx)
  getShareParams = jest.fn(() => Promise.reject(new Error('只能获取分享卡片入口的参数')))
  const plugin = { getShareParams: () => getShareParams() }
  installRequirePlugin(Object.assign(() => undefined, { async: () => Promise.resolve(plugin) }))
  jest.resetModules()
  entry = await import('../../../../../miniprogram/live/services/entry/entry')
  const { currentAttribution: read } =
    await import('../../../../../miniprogram/live/services/entry/attribution')
  attribution = read
})

afterEach(() => jest.useRealTimers())

const settle = () => jest.advanceTimersByTimeAsync(0)

function anEntry(more: Partial<EntryOptions> = {}): EntryOptions {
  return { scene: 1001, path: 'pages/index/index', query: {}, ...more }
}

const CARD = anEntry({ scene: 1044, shareTicket: 'T', path: ROOM_PAGE })

it('knows of no entry before the first', () => {
  expect(entry.currentEntry()).toBeNull()
  expect(attribution()).toBeNull()
  expect(entry.isMomentsPreview()).toBe(false)
})

it('takes down an ordinary entry and asks nothing', async () => {
  entry.recordEntry(anEntry({ scene: 1037, path: DOORWAY, query: { room_id: '7' } }))
  await settle()
  expect(entry.currentEntry()).toEqual({
    kind: 'other',
    scene: 1037,
    atMs: NOW_MS,
    link: { kind: 'room', roomId: 7, enter: false, customParams: { kind: 'none' } },
    share: { kind: 'not-asked' },
  })
  expect(getShareParams).not.toHaveBeenCalled()
})

describe('each way in is told apart', () => {
  const inRoom = (more: object) =>
    Object.assign({ roomId: 7, type: null, pictureInPicture: true, kind: 'live-room' }, more)

  it.each([
    ['a card in a chat', { scene: 1007, path: DOORWAY, query: { room_id: '7' } }, 'share-card'],
    ['a card in a group', { scene: 1008, path: DOORWAY, query: { room_id: '7' } }, 'group-card'],
    ['a ticket of any scene', { scene: 1036, shareTicket: 'T' }, 'group-card'],
    ['a code', { scene: 1047, path: DOORWAY, query: { scene: 'room_id%3D7' } }, 'code'],
    ['a code of the other shape', { scene: 1011 }, 'code'],
    ['an article', { scene: 1058 }, 'article'],
    ['a reminder', { scene: 1014, path: ROOM_PAGE, query: { room_id: '7' } }, 'subscribe-message'],
    ['an advertisement', { scene: 1045 }, 'ad'],
    ['a card of the customer service', { scene: 1073 }, 'service-card'],
    ['Moments, not opened yet', { scene: 1154 }, 'moments-preview'],
    ['Moments', { scene: 1155 }, 'moments'],
    ['the small window', { scene: 1131 }, 'small-window'],
    ['the small window of newer clients', { scene: 1187 }, 'small-window'],
    ['the recent ones', { scene: 1001 }, 'return'],
    ['another mini-program, back', { scene: 1038 }, 'return'],
    ['a scene of tomorrow', { scene: 2001 }, 'other'],
  ])('%s', (_name, options, kind) => {
    entry.recordEntry(anEntry(options))
    expect(entry.currentEntry()).toMatchObject({ kind, scene: options.scene })
    expect(entry.isMomentsPreview()).toBe(kind === 'moments-preview')
  })

  it.each([
    ['type=9', { room_id: '7', type: '9' }, inRoom({ type: 9 })],
    ['type=10', { room_id: '7', type: '10' }, inRoom({ type: 10 })],
    [
      'the small window off',
      { room_id: '7', close_picture_in_picture_mode: '1' },
      inRoom({ pictureInPicture: false }),
    ],
  ])('a link into the room with %s, where WeChat shows it', (_name, query, link) => {
    entry.recordEntry(anEntry({ scene: 1047, path: ROOM_PAGE, query }))
    expect(entry.currentEntry()).toMatchObject({ kind: 'code', link })
  })
})

it('survives a client that hides the query altogether', () => {
  const { scene, path } = CARD
  entry.recordEntry({ scene, path })
  expect(entry.currentEntry()).toMatchObject({ link: { kind: 'unknown' }, shareTicket: null })
})

describe('a group card', () => {
  beforeEach(() => {
    getShareParams.mockResolvedValue({
      room_id: 7,
      openid: 'o-viewer',
      share_openid: 'o-friend',
      custom_params: { pid: 3 },
    })
  })

  it('gives its ticket at once and its share params when WeChat says them', async () => {
    entry.recordEntry(CARD)
    expect(entry.currentEntry()).toMatchObject({ shareTicket: 'T', share: { kind: 'asking' } })
    expect(attribution()).toBeNull()
    await settle()
    expect(entry.currentEntry()).toMatchObject({
      shareTicket: 'T',
      share: { kind: 'known', params: { shareOpenid: 'o-friend' } },
    })
    expect(attribution()).toEqual({
      roomId: 7,
      shareOpenid: 'o-friend',
      customParams: { pid: 3 },
      enteredBy: 'group-card',
      groupId: null,
      atMs: NOW_MS,
    })
    expect(getShareParams).toHaveBeenCalledTimes(1)
  })

  it.each([1001, 1131])('keeps its thanks when the shopper comes back by %i', async (scene) => {
    entry.recordEntry(CARD)
    await settle()
    jest.setSystemTime(NOW_MS + 60_000)
    // WeChat hands over the page that was left, with a room of its own in its link
    entry.recordEntry(anEntry({ scene, path: DOORWAY, query: { room_id: '8' } }))
    await settle()
    expect(entry.currentEntry()).not.toHaveProperty('share')
    expect(attribution()).toMatchObject({ roomId: 7, shareOpenid: 'o-friend', atMs: NOW_MS })
    expect(getShareParams).toHaveBeenCalledTimes(1)
  })

  it('yields its thanks to a later way in', async () => {
    entry.recordEntry(CARD)
    await settle()
    entry.recordEntry(anEntry({ scene: 1011, query: { room_id: '8' } }))
    expect(attribution()).toEqual({
      roomId: 8,
      shareOpenid: null,
      customParams: {},
      enteredBy: 'code',
      groupId: null,
      atMs: NOW_MS,
    })
  })

  it('says nothing any more once another entry has come', async () => {
    entry.recordEntry(CARD)
    entry.recordEntry(anEntry({ scene: 1011, path: DOORWAY, query: { room_id: '8' } }))
    await settle()
    expect(entry.currentEntry()).toMatchObject({ kind: 'code', share: { kind: 'not-asked' } })
    expect(attribution()).toMatchObject({ roomId: 8, shareOpenid: null })
  })

  it('is believed in its link before its share params', async () => {
    entry.recordEntry({ ...CARD, query: { room_id: '9', custom_params: '{"pid":4,"from":"a"}' } })
    await settle()
    expect(entry.currentEntry()).toMatchObject({ share: { kind: 'known' } })
    expect(attribution()).toMatchObject({
      roomId: 9,
      shareOpenid: 'o-friend',
      customParams: { pid: 4, from: 'a' },
    })
  })
})

describe('a plain QR code', () => {
  const scan = async (qrLinkPrefixes: readonly string[]) => {
    const { config } = await import('../../../../../miniprogram/config')
    Object.assign(config, { qrLinkPrefixes })
    const url = 'https://shop.example/live?room_id=1001&custom_params=%7B%22pid%22%3A3%7D'
    const query = { q: encodeURIComponent(url), scancode_time: '1795154400' }
    entry.recordEntry(anEntry({ scene: 1011, query }))
    return entry.currentEntry()
  }

  it('is read like a code of the app’s own, and thanked', async () => {
    expect(await scan(['https://shop.example/live'])).toMatchObject({
      kind: 'code',
      link: { kind: 'room', roomId: 1001 },
    })
    expect(attribution()).toMatchObject({
      roomId: 1001,
      customParams: { pid: 3 },
      enteredBy: 'code',
    })
  })

  it('says nothing where the merchant names no prefix', async () => {
    expect(await scan([])).toMatchObject({ kind: 'code', link: { kind: 'index' } })
    expect(attribution()).toBeNull()
  })
})

it.each([
  ['rejects', () => Promise.reject(new Error('只能从分享卡片进入'))],
  ['never answers', () => new Promise(() => undefined)],
])('means "no share" when WeChat %s', async (_, behaves) => {
  getShareParams.mockImplementation(behaves)
  entry.recordEntry(CARD)
  await jest.advanceTimersByTimeAsync(20_000)
  expect(entry.currentEntry()).toMatchObject({ share: { kind: 'none' } })
  expect(attribution()).toBeNull()
})

it('reads the parameters of a subscribe message from the query', async () => {
  entry.recordEntry(
    anEntry({ scene: 1014, query: { room_id: '7', custom_params: '%7B%22pid%22%3A3%7D' } }),
  )
  await settle()
  expect(attribution()).toEqual({
    roomId: 7,
    shareOpenid: null,
    customParams: { pid: 3 },
    enteredBy: 'subscribe-message',
    groupId: null,
    atMs: NOW_MS,
  })
})
