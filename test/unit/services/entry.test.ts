import type { Entry, EntryOptions } from '../../../miniprogram/services/entry'
import { installRequirePlugin } from '../helpers/globals'

let entry: typeof import('../../../miniprogram/services/entry')
let getShareParams: jest.Mock<Promise<unknown>, []>

beforeEach(async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] })
  getShareParams = jest.fn(() => Promise.reject(new Error('只能获取分享卡片入口的参数')))
  const plugin = { getShareParams: () => getShareParams() }
  installRequirePlugin(Object.assign(() => undefined, { async: () => Promise.resolve(plugin) }))
  jest.resetModules()
  entry = await import('../../../miniprogram/services/entry')
})

afterEach(() => jest.useRealTimers())

const settle = () => jest.advanceTimersByTimeAsync(0)

function anEntry(more: Partial<EntryOptions> = {}): EntryOptions {
  return { scene: 1001, path: 'pages/index/index', query: {}, ...more }
}

const CARD = anEntry({ scene: 1044, shareTicket: 'T', path: 'plugin-private://x/pages/y' })

it('knows of no entry before the first', () => {
  expect(entry.currentEntry()).toBeNull()
  expect(entry.attribution()).toBeNull()
})

it('takes down an ordinary entry and asks nothing', async () => {
  entry.recordEntry(anEntry({ query: { room_id: '7' } }))
  await settle()
  expect(entry.currentEntry()).toEqual({
    scene: 1001,
    enteredBy: 'other',
    path: 'pages/index/index',
    query: { room_id: '7' },
    shareTicket: null,
    roomId: 7,
    share: { kind: 'not-asked' },
  })
  expect(getShareParams).not.toHaveBeenCalled()
})

it('finds the room in the scene of a code', () => {
  entry.recordEntry(anEntry({ scene: 1047, query: { scene: 'room_id%3D7' } }))
  expect(entry.currentEntry()).toMatchObject({ roomId: 7, enteredBy: 'code' })
})

it('survives a client that hides the query altogether', () => {
  const { scene, path } = CARD
  entry.recordEntry({ scene, path } as EntryOptions)
  expect(entry.currentEntry()).toMatchObject({ query: {}, roomId: null })
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
    expect(entry.currentEntry()).toMatchObject({
      shareTicket: 'T',
      roomId: null,
      share: { kind: 'asking' },
    })
    await settle()
    expect(entry.currentEntry()).toMatchObject({
      shareTicket: 'T',
      roomId: 7,
      share: { kind: 'known', params: { shareOpenid: 'o-friend' } },
    })
    expect(entry.attribution()).toEqual({
      roomId: 7,
      shareOpenid: 'o-friend',
      customParams: { pid: 3 },
      enteredBy: 'share-card',
    })
    expect(getShareParams).toHaveBeenCalledTimes(1)
  })

  it('keeps its thanks when the shopper comes back from the background', async () => {
    entry.recordEntry(CARD)
    await settle()
    entry.recordEntry(anEntry())
    expect(entry.currentEntry()).toMatchObject({ roomId: null })
    expect(entry.attribution()).toMatchObject({ shareOpenid: 'o-friend' })
  })

  it('yields its thanks to a later way in', async () => {
    entry.recordEntry(CARD)
    await settle()
    entry.recordEntry(anEntry({ scene: 1011, query: { room_id: '8' } }))
    expect(entry.attribution()).toEqual({
      roomId: 8,
      shareOpenid: null,
      customParams: {},
      enteredBy: 'other',
    })
  })

  it('says nothing any more once another entry has come', async () => {
    entry.recordEntry(CARD)
    entry.recordEntry(anEntry({ query: { room_id: '8' } }))
    await settle()
    expect(entry.currentEntry()).toMatchObject({ roomId: 8, share: { kind: 'not-asked' } })
    expect(entry.attribution()).toMatchObject({ roomId: 8 })
  })

  it('is believed in its link before its share params', async () => {
    entry.recordEntry({ ...CARD, query: { room_id: '9' } })
    await settle()
    expect(entry.currentEntry()).toMatchObject({ roomId: 9, share: { kind: 'known' } })
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
  expect(entry.attribution()).toBeNull()
})

it('reads the parameters of a subscribe message from the query', async () => {
  entry.recordEntry(
    anEntry({ scene: 1014, query: { room_id: '7', custom_params: '%7B%22pid%22%3A3%7D' } }),
  )
  await settle()
  expect(entry.attribution()).toEqual({
    roomId: 7,
    shareOpenid: null,
    customParams: { pid: 3 },
    enteredBy: 'subscribe-message',
  })
})

describe('listeners', () => {
  it('are told the current entry, each new one, and its share params', async () => {
    entry.recordEntry(anEntry())
    const told: string[] = []
    const stop = entry.onEntry((one: Entry) => told.push(`${one.scene} ${one.share.kind}`))
    entry.recordEntry(CARD)
    await settle()
    stop()
    entry.recordEntry(anEntry())
    expect(told).toEqual(['1001 not-asked', '1044 asking', '1044 none'])
  })

  it('are told nothing before there is something', () => {
    const listener = jest.fn()
    entry.onEntry(listener)
    expect(listener).not.toHaveBeenCalled()
  })
})
