import { parseLiveStatus } from '../../../../../miniprogram/live/domain/live-status-code'
import type { Api } from '../../../../helpers/app/a-back-end'
import { aBackEnd, freshness, homeJson } from '../../../../helpers/app/a-back-end'
import { aGoods, aRoom } from '../../../../helpers/app/builders'

const { asked, last, reply, breakDown, start } = aBackEnd()
let api: Api
beforeEach(async () => {
  api = await start()
})

describe('a second time', () => {
  async function seenOnce(header: unknown) {
    const answer = api.fetchStorefront()
    reply(200, homeJson(), header)
    await answer
  }

  it.each([{ ETag: '"one"' }, { Etag: '"one"' }, { etag: '"one"' }])(
    'asks whether %j still holds, and draws what is stored when it does',
    async (header) => {
      await seenOnce(header)
      const answer = api.fetchStorefront()
      expect(last().header).toEqual({ 'If-None-Match': '"one"' })
      reply(304, '')
      expect(await answer).toEqual({
        kind: 'fresh',
        value: homeJson({ live: [aRoom({ liveStatus: parseLiveStatus(101) })] }),
        asOfSec: 1_795_000_000,
        stale: false,
        etag: '"one"',
      })
    },
  )

  it('says what the confirmed answer says of its age', async () => {
    const first = api.fetchStorefront()
    reply(200, homeJson({ stale: true }), { etag: '"old"' })
    await first
    const answer = api.fetchStorefront()
    reply(304, '')
    expect(await answer).toMatchObject({ kind: 'fresh', stale: true })
  })

  it('takes the new answer with its new name', async () => {
    await seenOnce({ ETag: '"one"' })
    const answer = api.fetchStorefront()
    reply(200, homeJson({ live: [] }), { ETag: '"two"' })
    expect(await answer).toMatchObject({ kind: 'fresh', etag: '"two"', value: { live: [] } })
    void api.fetchStorefront()
    expect(last().header).toEqual({ 'If-None-Match': '"two"' })
  })

  it.each([undefined, null, {}, { ETag: 5 }])(
    'asks plainly after an answer with %j',
    async (header) => {
      await seenOnce(header)
      void api.fetchStorefront()
      expect(last().header).toEqual({})
    },
  )

  it('asks plainly once after a breakdown, in case the phone took 304 for one', async () => {
    await seenOnce({ ETag: '"one"' })
    const failed = api.fetchStorefront()
    breakDown()
    expect(await failed).toMatchObject({ kind: 'stored' })
    const again = api.fetchStorefront()
    expect(last().header).toEqual({})
    reply(200, homeJson(), { ETag: '"one"' })
    await again
    void api.fetchStorefront()
    expect(last().header).toEqual({ 'If-None-Match': '"one"' })
  })

  it('is not misled by a 304 that nobody asked for', async () => {
    const answer = api.fetchStorefront()
    reply(304, '')
    expect(await answer).toMatchObject({ kind: 'failed' })
  })
})

describe('what was last said', () => {
  it('is there at once, without a request', async () => {
    expect(api.cachedStorefront()).toBeNull()
    const answer = api.fetchStorefront()
    reply(200, homeJson(), { ETag: '"one"' })
    await answer
    expect(api.cachedStorefront()).toMatchObject({
      kind: 'cached',
      asOfSec: 1_795_000_000,
      etag: '"one"',
      value: { live: [{ roomId: 1001 }] },
    })
    expect(asked).toHaveLength(1)
  })

  it('is known for a list, a room and a product', async () => {
    const list = { counts: { live: 0, upcoming: 0, replay: 0 }, rooms: [], nextCursor: null }
    const seen = [api.fetchRooms({ listKind: 'live' }), api.fetchRoom(7), api.fetchProduct('5')]
    const bodies = [
      list,
      { room: { ...aRoom(), liveStatus: 101 } },
      { product: aGoods(), rooms: [] },
    ]
    asked.forEach((one, at) =>
      one.success({ statusCode: 200, data: { ...freshness, ...bodies[at] } }),
    )
    await Promise.all(seen)
    expect(api.cachedRooms({ listKind: 'live' })).toMatchObject({ value: list })
    expect(api.cachedRooms({ listKind: 'replay' })).toBeNull()
    expect(api.cachedRoom(7)).toMatchObject({ value: { room: { roomId: aRoom().roomId } } })
    expect(api.cachedProduct('5')).toMatchObject({ value: { product: aGoods() } })
  })

  it('is forgotten with what is no more', async () => {
    const seen = api.fetchRoom(7)
    reply(200, { ...freshness, room: { ...aRoom(), liveStatus: 101 } })
    await seen
    const gone = api.fetchRoom(7)
    reply(404, {})
    await gone
    expect(api.cachedRoom(7)).toBeNull()
  })
})
