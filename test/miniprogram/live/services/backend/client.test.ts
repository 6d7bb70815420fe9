import { parseLiveStatus } from '../../../../../miniprogram/live/domain/live-status-code'
import { aGoods, aRoom } from '../../../../helpers/app/builders'
import type { Api } from '../../../../helpers/app/a-back-end'
import { aBackEnd, freshness, homeJson } from '../../../../helpers/app/a-back-end'
import { aStorage } from '../../../../helpers/app/globals'

const { asked, last, reply, breakDown, start, install } = aBackEnd()
let api: Api
beforeEach(async () => {
  api = await start()
})

afterEach(() => jest.useRealTimers())

const BASE = 'https://live-api.example.com/api/v1'

describe('a fresh answer', () => {
  it('comes typed, with its age', async () => {
    const answer = api.fetchStorefront()
    reply(200, homeJson())
    expect(await answer).toEqual({
      kind: 'fresh',
      value: homeJson({ live: [aRoom({ liveStatus: parseLiveStatus(101) })] }),
      asOfSec: 1_795_000_000,
      stale: false,
      etag: '',
    })
    expect(last()).toMatchObject({ url: `${BASE}/home`, timeout: 10_000 })
  })

  it('says when the back end itself is behind', async () => {
    const answer = api.fetchStorefront()
    reply(200, homeJson({ stale: true }))
    expect(await answer).toMatchObject({ kind: 'fresh', stale: true })
  })
})

it.each([
  ['/rooms', () => api.fetchRooms({})],
  ['/rooms?status=live', () => api.fetchRooms({ listKind: 'live' })],
  [
    '/rooms?status=replay&cursor=a%2Fb',
    () => api.fetchRooms({ listKind: 'replay', cursor: 'a/b' }),
  ],
  ['/rooms?cursor=c', () => api.fetchRooms({ cursor: 'c' })],
  ['/rooms', () => api.fetchRooms({ cursor: null })],
  ['/rooms/7', () => api.fetchRoom(7)],
  ['/rooms/7/replays', () => api.fetchReplays(7)],
  ['/products/5', () => api.fetchProduct('5')],
])('asks %s', (path, ask) => {
  void ask()
  expect(last().url).toBe(BASE + path)
})

it.each([
  [
    'rooms',
    () => api.fetchRooms({}),
    { counts: { live: 0, upcoming: 0, replay: 0 }, rooms: [], nextCursor: null },
  ],
  ['a room', () => api.fetchRoom(7), { room: { ...aRoom(), liveStatus: 101 } }],
  ['replays', () => api.fetchReplays(7), { roomId: 7, replays: [] }],
  ['a product', () => api.fetchProduct('5'), { product: aGoods(), rooms: [] }],
])('reads %s', async (_, ask, body) => {
  const answer = ask()
  reply(200, { ...freshness, ...body })
  expect(await answer).toMatchObject({ kind: 'fresh' })
})

describe('a back end in trouble', () => {
  async function seenOnce() {
    const answer = api.fetchStorefront()
    reply(200, homeJson())
    await answer
  }

  it.each([
    ['no network', breakDown],
    ['500', () => reply(500, {})],
    ['502 with a page of HTML', () => reply(502, '<html>')],
    ['503', () => reply(503, { code: 'no-list-yet' })],
    ['429', () => reply(429, {})],
    ['an answer that cannot be read', () => reply(200, '<html>login to this Wi-Fi</html>')],
  ])('%s: shows what it last said', async (_, happens) => {
    await seenOnce()
    const answer = api.fetchStorefront()
    happens()
    expect(await answer).toMatchObject({
      kind: 'stored',
      asOfSec: 1_795_000_000,
      value: { live: [{ roomId: 1001, liveStatus: { kind: 'known', code: 101 } }] },
    })
  })

  it('does not pass off one answer as another', async () => {
    await seenOnce()
    const answer = api.fetchRoom(7)
    breakDown()
    expect(await answer).toEqual({ kind: 'failed', message: '网络好像断了，请稍后再试' })
  })

  it('says that there is nothing yet before its first list', async () => {
    const answer = api.fetchStorefront()
    reply(503, { code: 'no-list-yet' })
    expect(await answer).toEqual({ kind: 'failed', message: '商家正在准备，请稍后再来' })
  })

  it('says that its answer cannot be read, not that the shop is empty, and logs the field', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined)
    const answer = api.fetchStorefront()
    reply(200, homeJson({ live: [{ title: 'no id' }, { title: 'no id' }] }))
    expect(await answer).toEqual({ kind: 'failed', message: '内容暂时读不出来，请稍后再试' })
    expect(warn.mock.calls).toEqual([
      [expect.stringMatching(/2 live rooms left out: field "roomId"/)],
    ])
  })

  it('never keeps a bad answer in place of a good one', async () => {
    jest.spyOn(console, 'warn').mockImplementation(() => undefined)
    await seenOnce()
    const bad = api.fetchStorefront()
    reply(200, { nonsense: true })
    await bad
    const answer = api.fetchStorefront()
    breakDown()
    expect(await answer).toMatchObject({ kind: 'stored' })
  })

  it('does not read what an older app stored in another shape', async () => {
    const storage = aStorage()
    storage.entries.set('v1:answer:/home', { rooms: [] })
    install(storage)
    const answer = api.fetchStorefront()
    breakDown()
    expect(await answer).toMatchObject({ kind: 'failed' })
  })
})

it('says that a room is missing, even one seen before', async () => {
  const seen = api.fetchRoom(7)
  reply(200, { ...freshness, room: { ...aRoom(), liveStatus: 101 } })
  await seen
  const answer = api.fetchRoom(7)
  reply(404, { code: 'room-not-found' })
  expect(await answer).toEqual({ kind: 'missing' })
})

describe('the same question at the same time', () => {
  it('is asked once', async () => {
    const answers = [api.fetchStorefront(), api.fetchStorefront()]
    expect(asked).toHaveLength(1)
    reply(200, homeJson())
    const [one, other] = await Promise.all(answers)
    expect(one).toBe(other)
  })

  it('is asked again once it has been answered', async () => {
    const first = api.fetchStorefront()
    reply(200, homeJson())
    await first
    void api.fetchStorefront()
    expect(asked).toHaveLength(2)
  })

  it('is not the same question about another room', () => {
    void api.fetchRoom(7)
    void api.fetchRoom(8)
    expect(asked).toHaveLength(2)
  })

  it('is asked again where WeChat forgot the first', () => {
    jest.useFakeTimers({ now: 0 })
    void api.fetchStorefront()
    jest.setSystemTime(10_000)
    void api.fetchStorefront()
    expect(asked).toHaveLength(1)
    jest.setSystemTime(10_001)
    void api.fetchStorefront()
    expect(asked).toHaveLength(2)
  })

  it('is not mixed up by an answer to the one given up', async () => {
    jest.useFakeTimers({ now: 0, doNotFake: ['nextTick', 'queueMicrotask'] })
    const first = api.fetchStorefront()
    const forgotten = last()
    jest.setSystemTime(20_000)
    const second = api.fetchStorefront()
    forgotten.success({ statusCode: 200, data: homeJson() })
    await first
    expect(api.fetchStorefront()).toBe(second)
  })
})
