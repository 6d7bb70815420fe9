import Fastify, { type FastifyInstance } from 'fastify'
import { NAMED_SCHEMAS } from '../../../../server/src/http/schemas/shop'
import type { Lookup } from '../../../../server/src/http/snapshot/ready-answers'
import { createShopQueries } from '../../../../server/src/http/snapshot/shop-queries'
import {
  aClock,
  aGoods,
  aKeptRoom,
  aReplay,
  aSnapshot,
  keptReplays,
} from '../../../helpers/node/server/builders'

/** Answers bypass Fastify's serialiser, so they are validated against their schemas here. */
describe('served bodies match the OpenAPI document', () => {
  let checker: FastifyInstance
  beforeAll(() => {
    checker = Fastify({ ajv: { customOptions: { removeAdditional: false, coerceTypes: false } } })
    for (const schema of NAMED_SCHEMAS) {
      checker.addSchema(schema)
      const { $id } = schema
      const body = { $ref: `${$id}#` }
      checker.post(`/${$id}`, { schema: { body } }, (_request, reply) => reply.send('fits'))
    }
  })
  afterAll(() => checker.close())

  const current = () =>
    aSnapshot({
      rooms: [
        aKeptRoom({ roomId: 1, liveStatus: null, coverUrl: '', shareImageUrl: '' }),
        aKeptRoom({ roomId: 2, liveStatus: 102 }),
        aKeptRoom({
          roomId: 3,
          liveStatus: 103,
          goods: [
            aGoods({ goodsId: 1, price: { kind: 'range', minFen: 1, maxFen: 2 } }),
            aGoods({ goodsId: null, query: 'product_id=letters' }),
            aGoods({
              goodsId: 3,
              query: '',
              price: { kind: 'discount', originalFen: 2, priceFen: 0 },
            }),
            aGoods({ goodsId: 4, sellerAppId: 'wx0000000000000002' }),
          ],
        }),
        ...Array.from({ length: 20 }, (_, index) => aKeptRoom({ roomId: index + 10 })),
      ],
      replays: [
        keptReplays({
          roomId: 3,
          replays: [aReplay(), aReplay({ format: 'm3u8', createdAtSec: null, expiresAtSec: null })],
        }),
      ],
    })
  const channelsAccounts = ['sphcqO59YEPCvoe', 'sph1']
  const parts = { current, clock: aClock(), refreshAfterSec: 60 }
  const queries = createShopQueries({ ...parts, channelsAccounts })

  it.each<[string, Lookup]>([
    ['Home', queries.home()],
    ['Home', createShopQueries(parts).home()],
    ['RoomList', queries.rooms(undefined, undefined)],
    ['RoomList', queries.rooms('replay', undefined)],
    ['RoomDetail', queries.room(1)],
    ['RoomDetail', queries.room(3)],
    ['ReplayList', queries.replays(3)],
    ['ProductDetail', queries.product('letters')],
    ['ProductDetail', queries.product('3')],
  ])('%s', async (name, found) => {
    const payload = found.kind === 'found' ? found.answer.bytes : ''
    const headers = { 'content-type': 'application/json' }
    const response = await checker.inject({ method: 'POST', url: `/${name}`, headers, payload })
    expect(response.body).toBe('fits')
  })

  it('the check rejects a wrong body', async () => {
    const payload = { asOfSec: 1, stale: false, refreshAfterSec: 60, room: { roomId: 1 } }
    const response = await checker.inject({ method: 'POST', url: '/RoomDetail', payload })
    expect(response.statusCode).toBe(400)
  })
})
