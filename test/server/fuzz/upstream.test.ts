import fc from 'fast-check'
import type { CatalogRoom } from '../../../server/src/catalog/model'
import { readReplays } from '../../../server/src/catalog/replays'
import { readRooms } from '../../../server/src/catalog/rooms'
import { createShopQueries } from '../../../server/src/http/snapshot/shop-queries'
import { readAnswer } from '../../../server/src/wechat/answers'
import { createLiveInfo } from '../../../server/src/wechat/live-info'
import {
  aClock,
  aKeptRoom,
  aSnapshot,
  aWechatGoods,
  aWechatRoom,
  keptReplays,
} from '../../helpers/node/server/builders'

/** Runs per property: changed JSON, and changed bytes. */
const RUNS = 5_000
const clock = aClock()
const TITLE = aWechatRoom()['name']

/** Runs an answer of WeChat through all layers to the served bytes. */
async function serve(text: string, status: number): Promise<readonly CatalogRoom[]> {
  const liveInfo = createLiveInfo({
    clock,
    post: () => Promise.resolve(readAnswer(Buffer.from(text), status).answer),
    tokens: {
      get: () => Promise.resolve({ kind: 'token', token: 'token' }),
      drop: () => undefined,
      expiresAtMs: () => undefined,
    },
    ledger: {
      reserve: () => Promise.resolve({ kind: 'granted', day: '2026-11-22', used: 1, limit: 500 }),
      closeDay: () => Promise.resolve(),
    },
  })
  const rooms = await liveInfo.listRooms(0, 100)
  const found = rooms.kind === 'page' ? readRooms(rooms.rows).items : []
  const answer = await liveInfo.listReplays(7, 0, 100)
  const replays = answer.kind === 'page' ? readReplays(answer.rows).items : []
  const snapshot = aSnapshot({
    rooms: found.map((room) => aKeptRoom(room)),
    replays: [keptReplays({ replays })],
  })
  const queries = createShopQueries({ current: () => snapshot, clock, refreshAfterSec: 60 })
  const asked = found.slice(0, 2).flatMap(({ roomId, goods }) => [
    queries.room(roomId),
    queries.replays(roomId),
    ...goods
      .filter(({ sellerAppId }) => sellerAppId === '')
      .flatMap(({ goodsId }) => (goodsId === null ? [] : [queries.product(String(goodsId))]))
      .slice(0, 1),
  ])
  for (const lookup of [queries.home(), queries.rooms(undefined, undefined), ...asked]) {
    if (lookup.kind !== 'found') throw new Error(`a room that is there was ${lookup.kind}`)
    JSON.parse(lookup.answer.bytes.toString('utf8'))
  }
  return found
}

/** Any JSON value, and odd values that WeChat has sent. */
const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown[]>(
    ...['', '0', 0, -1, 1e20, 0.5, null, true, [], {}, 2 ** 53, '1970-01-01', '__proto__'],
    ...[
      'http://http://x/y.png',
      'https:\\/\\/x',
      'javascript:alert(1)',
      'x'.repeat(5000),
      '\ud800',
    ],
  ),
)
/** A record with fields replaced, removed or added. */
const mutant = (sound: Record<string, unknown>) =>
  fc
    .tuple(
      fc.dictionary(fc.oneof(fc.constantFrom(...Object.keys(sound)), fc.string()), odd, {
        maxKeys: 5,
      }),
      fc.subarray(Object.keys(sound), { maxLength: 3 }),
    )
    .map(([changes, without]): unknown => {
      const changed: Record<string, unknown> = { ...sound, ...changes }
      return Object.fromEntries(Object.entries(changed).filter(([key]) => !without.includes(key)))
    })
const oddRoom = fc.oneof(odd, mutant(aWechatRoom({ roomid: 99, name: '走样的直播间' })))
const oddGoods = fc.oneof(odd, mutant(aWechatGoods({ goods_id: 99 })))

describe('any answer of WeChat', () => {
  it('keeps valid rooms and goods next to invalid ones', async () => {
    const property = fc.asyncProperty(
      fc.array(oddRoom, { maxLength: 3 }),
      fc.array(oddGoods, { maxLength: 3 }),
      fc.array(odd, { maxLength: 2 }),
      odd,
      fc.nat(3),
      async (oddRooms, badGoods, replays, total, at) => {
        const sound: unknown[] = [1, 2, 3].map((roomid) =>
          aWechatRoom({
            roomid,
            goods: [aWechatGoods(), ...badGoods, aWechatGoods({ goods_id: 12 })],
          }),
        )
        const body = {
          errcode: 0,
          total,
          room_info: sound.toSpliced(at, 0, ...oddRooms),
          live_replay: replays,
        }
        const found = await serve(JSON.stringify(body), 200)
        for (const roomId of [1, 2, 3]) {
          // an invalid room may have the same id
          const room = found.find((one) => one.roomId === roomId && one.title === TITLE)
          expect(room?.liveStatus).toBe(101)
          expect(room?.goods.map(({ goodsId }) => goodsId)).toEqual(
            expect.arrayContaining([11, 12]),
          )
        }
      },
    )
    await fc.assert(property, { numRuns: RUNS })
  })

  it('is handled without an error for any bytes', async () => {
    const sound = JSON.stringify({
      errcode: 0,
      total: 2,
      room_info: [aWechatRoom(), aWechatRoom({ roomid: 8 })],
    })
    const cut = fc
      .tuple(fc.nat(sound.length), fc.nat(20), fc.string({ maxLength: 20 }))
      .map(([at, length, put]) => sound.slice(0, at) + put + sound.slice(at + length))
    const text = fc.oneof(
      { weight: 4, arbitrary: cut },
      fc.json(),
      fc.string(),
      fc.constant('<html>502</html>'),
    )
    const property = fc.asyncProperty(
      text,
      fc.constantFrom(200, 200, 302, 404, 502),
      async (body, status) => {
        await serve(body, status)
      },
    )
    await fc.assert(property, { numRuns: RUNS })
  })
})
