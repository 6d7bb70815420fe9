import fc from 'fast-check'
import { LIVE_STATUS_CODES, type CatalogGoods } from '../../../../server/src/catalog/model'
import type {
  Home,
  ProductDetail,
  ReplayList,
  RoomDetail,
  RoomList,
} from '../../../../server/src/http/schemas/shop'
import type { GoodsSettings } from '../../../../server/src/http/snapshot/room-lists'
import type { RoomListKind } from '../../../../server/src/catalog/room-list-kind'
import type { Lookup, ShopQueries } from '../../../../server/src/http/snapshot/ready-answers'
import { createShopQueries } from '../../../../server/src/http/snapshot/shop-queries'
import type { KeptRoom, Snapshot } from '../../../../server/src/store/snapshot'
import {
  aClock,
  aGoods,
  aKeptRoom,
  aReplay,
  aSnapshot,
  goodsNo,
  keptReplays,
  MINUTE_MS,
  NOON_MS,
  NOON_SEC,
} from '../../../helpers/node/server/builders'

const setUp = (first = aSnapshot()) => {
  const clock = aClock()
  const state = { snapshot: first }
  const queries = createShopQueries({ current: () => state.snapshot, clock, refreshAfterSec: 60 })
  return { queries, clock, state }
}
const bodyOf = (found: Lookup): unknown => {
  if (found.kind !== 'found') throw new Error(`nothing found: ${found.kind}`)
  return JSON.parse(found.answer.bytes.toString('utf8'))
}
const read = {
  home: (found: Lookup) => bodyOf(found) as Home,
  list: (found: Lookup) => bodyOf(found) as RoomList,
  room: (found: Lookup) => bodyOf(found) as RoomDetail,
  replays: (found: Lookup) => bodyOf(found) as ReplayList,
  product: (found: Lookup) => bodyOf(found) as ProductDetail,
}
const homeOf = (snapshot: Snapshot) => read.home(setUp(snapshot).queries.home())
const idsOf = (rooms: readonly { roomId: number }[]) => rooms.map(({ roomId }) => roomId)

/** All pages of a list, with an action between two pages. */
function readAllPages(
  queries: ShopQueries,
  list?: RoomListKind,
  between: () => void = () => undefined,
) {
  const pages: RoomList[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = read.list(queries.rooms(list, cursor))
    pages.push(page)
    cursor = page.nextCursor
    between()
  }
  return pages.flatMap(({ rooms }) => idsOf(rooms))
}

const someRooms = (): fc.Arbitrary<KeptRoom[]> =>
  fc
    .uniqueArray(
      fc.record({
        roomId: fc.integer({ min: 1, max: 500 }),
        liveStatus: fc.constantFrom(...LIVE_STATUS_CODES, null),
        startAtSec: fc.integer({ min: NOON_SEC - 9, max: NOON_SEC + 9 }),
        endAtSec: fc.integer({ min: NOON_SEC - 5, max: NOON_SEC + 99 }),
      }),
      { maxLength: 90, selector: ({ roomId }) => roomId },
    )
    .map((rooms) => rooms.map((room) => aKeptRoom(room)))

describe('the Channels accounts', () => {
  const rooms = Array.from({ length: 25 }, (_, index) => aKeptRoom({ roomId: index + 1 }))
  const snapshot = aSnapshot({ rooms })
  const parts = { current: () => snapshot, clock: aClock(), refreshAfterSec: 60 }
  const withAccounts = (...channelsAccounts: string[]) =>
    createShopQueries({ ...parts, channelsAccounts })

  it('are part of the storefront and of every page of every list', () => {
    const queries = withAccounts('sphB', 'sphA')
    const first = read.list(queries.rooms(undefined, undefined))
    const second = read.list(queries.rooms(undefined, first.nextCursor ?? 'there is a second page'))
    const lists = (['live', 'upcoming', 'replay'] as const).map((list) =>
      read.list(queries.rooms(list, undefined)),
    )
    for (const answer of [read.home(queries.home()), first, second, ...lists])
      expect(answer.channelsAccounts).toEqual(['sphB', 'sphA'])
  })

  it('are an empty list if there are none', () => {
    const text = (found: Lookup) =>
      found.kind === 'found' ? found.answer.bytes.toString('utf8') : ''
    for (const found of [withAccounts().home(), createShopQueries(parts).home()])
      expect(text(found)).toContain(',"channelsAccounts":[],')
  })

  it('change the ETag of the same snapshot, in lists only', () => {
    const etag = (found: Lookup) => (found.kind === 'found' ? found.answer.etag : found.kind)
    for (const look of [
      (queries: ShopQueries) => queries.home(),
      (queries: ShopQueries) => queries.rooms('live', undefined),
    ]) {
      expect(etag(look(withAccounts('sphA')))).toBe(etag(look(withAccounts('sphA'))))
      const different = [withAccounts(), withAccounts('sphA'), withAccounts('sphA', 'sphB')]
      expect(new Set(different.map(look).map(etag)).size).toBe(3)
    }
    const detail = (queries: ShopQueries) => queries.room(1)
    expect(etag(detail(withAccounts('sphA')))).toBe(etag(detail(withAccounts())))
  })
})

describe('before the first list', () => {
  it('every query answers `no-list-yet`', () => {
    const parts = { current: () => undefined, clock: aClock(), refreshAfterSec: 60 }
    const empty = createShopQueries(parts)
    for (const found of [empty.home(), empty.rooms(undefined, undefined), empty.room(7)])
      expect(found).toEqual({ kind: 'no-list-yet' })
  })
})

describe('home', () => {
  it('contains its age', () => {
    expect(homeOf(aSnapshot())).toMatchObject({
      asOfSec: NOON_SEC,
      stale: false,
      refreshAfterSec: 60,
    })
  })

  it('sorts rooms into their lists', () => {
    const home = homeOf(
      aSnapshot({
        rooms: [
          aKeptRoom({ roomId: 1, liveStatus: 105, startAtSec: NOON_SEC - 900 }),
          aKeptRoom({ roomId: 2, liveStatus: null, startAtSec: NOON_SEC - 1 }),
          aKeptRoom({ roomId: 3, liveStatus: 106, startAtSec: NOON_SEC - 60 }),
          aKeptRoom({ roomId: 4, liveStatus: 102, startAtSec: NOON_SEC + 900 }),
          aKeptRoom({ roomId: 5, liveStatus: 102, startAtSec: NOON_SEC + 60 }),
          aKeptRoom({ roomId: 6, liveStatus: 103, startAtSec: NOON_SEC - 9000 }),
          aKeptRoom({ roomId: 7, liveStatus: 103, startAtSec: NOON_SEC - 8000 }),
          aKeptRoom({ roomId: 8, liveStatus: 103 }),
          aKeptRoom({ roomId: 9, liveStatus: 104 }),
          aKeptRoom({ roomId: 10, liveStatus: 107 }),
        ],
        replays: [
          keptReplays({ roomId: 6 }),
          keptReplays({ roomId: 7 }),
          keptReplays({ roomId: 9 }),
        ],
      }),
    )
    expect(idsOf(home.live)).toEqual([3, 1, 2])
    expect(idsOf(home.upcoming)).toEqual([5, 4])
    expect(idsOf(home.replays)).toEqual([7, 6])
  })

  it('contains at most 10, 10, 6 rooms and 20 goods', () => {
    const many = Array.from({ length: 30 }, (_, index) => index + 1)
    const goods = (roomId: number) => [goodsNo(roomId), goodsNo(99)]
    const rooms = many.flatMap((n) => [
      aKeptRoom({ roomId: n, goods: goods(n) }),
      aKeptRoom({ roomId: n + 100, liveStatus: 102 }),
      aKeptRoom({ roomId: n + 200, liveStatus: 103 }),
    ])
    const replays = many.map((n) => keptReplays({ roomId: n + 200 }))
    const home = homeOf(aSnapshot({ rooms, replays }))
    expect([home.live.length, home.upcoming.length, home.replays.length]).toEqual([10, 10, 6])
    // ten rooms with one product each, one shared product, and one of the upcoming rooms
    expect(home.goods.map(({ productId }) => productId)).toHaveLength(12)
  })

  it('contains three goods of a room and their number', () => {
    const goods = [1, 2, 3, 4, 5].map(goodsNo)
    const [room] = homeOf(aSnapshot({ rooms: [aKeptRoom({ goods })] })).live
    expect(room).toMatchObject({ goodsCount: 5, goods: [{ goodsId: 1 }, {}, { goodsId: 3 }] })
  })
})

describe('rooms', () => {
  it('returns every room of a list once, in order, and counts them', () => {
    fc.assert(
      fc.property(someRooms(), (rooms) => {
        const { queries } = setUp(aSnapshot({ rooms }))
        const { counts } = read.list(queries.rooms(undefined, undefined))
        for (const list of ['live', 'upcoming', 'replay'] as const) {
          const ids = readAllPages(queries, list)
          expect(ids).toHaveLength(counts[list])
          expect(new Set(ids).size).toBe(ids.length)
        }
        expect(readAllPages(queries).sort()).toEqual(idsOf(rooms.map(({ room }) => room)).sort())
      }),
      { numRuns: 60 },
    )
  })

  it('neither repeats nor hides a room that stays, while others come and go', () => {
    fc.assert(
      fc.property(someRooms(), someRooms(), (rooms, others) => {
        const staying = rooms.filter(({ room }) => room.roomId % 3 !== 0)
        const coming = others.filter(({ room }) =>
          rooms.every((one) => one.room.roomId !== room.roomId),
        )
        const { queries, state } = setUp(aSnapshot({ rooms }))
        const seen = readAllPages(queries, undefined, () => {
          state.snapshot = aSnapshot({ rooms: [...staying, ...coming] })
        })
        expect(new Set(seen).size).toBe(seen.length)
        expect(seen).toEqual(expect.arrayContaining(idsOf(staying.map(({ room }) => room))))
      }),
      { numRuns: 60 },
    )
  })

  it('returns an empty page when all later rooms are gone', () => {
    const rooms = Array.from({ length: 25 }, (_, index) => aKeptRoom({ roomId: index + 1 }))
    const { queries, state } = setUp(aSnapshot({ rooms }))
    const { nextCursor } = read.list(queries.rooms('live', undefined))
    state.snapshot = aSnapshot({ rooms: rooms.slice(10) })
    const rest = read.list(queries.rooms('live', nextCursor ?? ''))
    expect(rest).toMatchObject({ rooms: [], nextCursor: null })
  })

  it('rejects a cursor of another list', () => {
    const rooms = Array.from({ length: 25 }, (_, index) => aKeptRoom({ roomId: index + 1 }))
    const { queries } = setUp(aSnapshot({ rooms }))
    const { nextCursor } = read.list(queries.rooms('live', undefined))
    expect(queries.rooms(undefined, nextCursor ?? '')).toEqual({ kind: 'bad-cursor' })
  })
})

describe('one room', () => {
  it('contains all its goods', () => {
    const goods = [1, 2, 3, 4, 5].map(goodsNo)
    const { queries } = setUp(aSnapshot({ rooms: [aKeptRoom({ goods })] }))
    expect(read.room(queries.room(7)).room.goods).toHaveLength(5)
    expect(queries.room(8)).toEqual({ kind: 'missing' })
    expect(queries.replays(8)).toEqual({ kind: 'missing' })
  })

  it('changes from 102 to 107 by time alone', () => {
    const endAtSec = NOON_SEC + 60
    const { queries, clock } = setUp(
      aSnapshot({ rooms: [aKeptRoom({ liveStatus: 102, endAtSec })] }),
    )
    const status = () => read.room(queries.room(7)).room.liveStatus
    clock.pass(MINUTE_MS)
    expect(status()).toBe(102)
    clock.pass(1000)
    expect(status()).toBe(107)
    expect(read.home(queries.home()).upcoming).toEqual([])
  })

  it('has no replay once its address expires', () => {
    const replays = [aReplay({ expiresAtSec: NOON_SEC + 60 })]
    const rooms = [aKeptRoom({ liveStatus: 103 })]
    const { queries, clock } = setUp(aSnapshot({ rooms, replays: [keptReplays({ replays })] }))
    expect(read.replays(queries.replays(7)).replays).toEqual(replays)
    expect(read.room(queries.room(7)).room.hasReplay).toBe(true)
    clock.pass(MINUTE_MS)
    expect(read.replays(queries.replays(7)).replays).toEqual([])
    expect(read.room(queries.room(7)).room.hasReplay).toBe(false)
  })

  it.each([101, 104] as const)('has no replay while its status is %i', (liveStatus) => {
    const rooms = [aKeptRoom({ liveStatus })]
    const { queries } = setUp(aSnapshot({ rooms, replays: [keptReplays()] }))
    expect(read.replays(queries.replays(7)).replays).toEqual([])
  })
})

describe('goods', () => {
  it('contain the rooms that sell them, live rooms first', () => {
    const rooms = [
      aKeptRoom({ roomId: 1, liveStatus: 107 }),
      aKeptRoom({ roomId: 2, liveStatus: 102 }),
      aKeptRoom({ roomId: 3, liveStatus: 101 }),
      aKeptRoom({ roomId: 4, liveStatus: 101, goods: [goodsNo(12)] }),
    ]
    const { queries } = setUp(aSnapshot({ rooms }))
    const detail = read.product(queries.product('1026811'))
    expect(detail.product).toMatchObject({ goodsId: 11, title: '羊绒围巾' })
    expect(idsOf(detail.rooms)).toEqual([3, 2, 1])
    expect(queries.product('13')).toEqual({ kind: 'missing' })
  })

  const queriesOf = (
    goods: readonly CatalogGoods[],
    settings: GoodsSettings = { productIdParam: 'product_id', thirdPartyGoods: 'open' },
  ) => {
    const snapshot = aSnapshot({ rooms: [aKeptRoom({ goods })] })
    const parts = { current: () => snapshot, clock: aClock(), refreshAfterSec: 60 }
    return createShopQueries({ ...parts, goods: settings })
  }
  const goodsIn = (queries: ShopQueries) => read.room(queries.room(7)).room.goods

  it("contain the merchant's id, their page and WeChat's goods_id", () => {
    const [goods] = goodsIn(queriesOf([aGoods()]))
    expect(goods).toMatchObject({
      productId: 1026811,
      goodsId: 11,
      path: 'pages/product-detail/product-detail',
      query: 'product_id=1026811',
      sellerAppId: '',
    })
  })

  it.each([
    ['product_id', 'product_id=61', 61],
    ['product_id', 'product_id=061', '061'],
    ['product_id', 'product_id=9007199254740992', '9007199254740992'],
    ['product_id', 'product_id=A%2F1', 'A/1'],
    ['spuId', 'product_id=61&spuId=abc', 'abc'],
    ['spuId', 'product_id=61', null],
  ])('with %p and query %p have the id %p', (productIdParam, query, id) => {
    const queries = queriesOf([aGoods({ query })], { productIdParam, thirdPartyGoods: 'open' })
    expect(goodsIn(queries)[0]?.productId).toBe(id)
    if (id !== null) expect(read.product(queries.product(String(id))).product.productId).toBe(id)
  })

  it("are found by goods_id as well, unless it is the merchant's id of other goods", () => {
    const queries = queriesOf([
      aGoods({ goodsId: 61, query: 'product_id=1026809' }),
      aGoods({ goodsId: 62, query: 'product_id=61' }),
      aGoods({ goodsId: 63, query: 'from=live', title: 'on a page of their own' }),
      aGoods({ goodsId: null, query: 'product_id=2020' }),
    ])
    const titled = (id: string) => read.product(queries.product(id)).product
    expect(titled('1026809').goodsId).toBe(61)
    expect(titled('61').goodsId).toBe(62)
    expect(titled('62').productId).toBe(61)
    expect(titled('63')).toMatchObject({ productId: null, title: 'on a page of their own' })
    expect(titled('2020').goodsId).toBeNull()
  })

  it('of another mini-program are listed in their room only', () => {
    const foreign = aGoods({
      goodsId: 61,
      query: 'product_id=5',
      sellerAppId: 'wx0000000000000002',
    })
    const queries = queriesOf([foreign, aGoods()])
    expect(goodsIn(queries)[0]).toMatchObject({ productId: null, sellerAppId: foreign.sellerAppId })
    expect(read.home(queries.home()).goods.map(({ goodsId }) => goodsId)).toEqual([11])
    for (const id of ['5', '61']) expect(queries.product(id)).toEqual({ kind: 'missing' })
  })

  it('of another mini-program are left out with `hide`', () => {
    const goods = [aGoods({ goodsId: 61, sellerAppId: 'wx0000000000000002' }), aGoods()]
    const queries = queriesOf(goods, { productIdParam: 'product_id', thirdPartyGoods: 'hide' })
    const { room } = read.room(queries.room(7))
    expect(room).toMatchObject({ goodsCount: 1, goods: [{ goodsId: 11 }] })
  })
})

describe('ready-made answers', () => {
  it('do not change until the snapshot changes', () => {
    const { queries, clock, state } = setUp()
    const first = queries.home()
    clock.pass(MINUTE_MS)
    expect(queries.home()).toEqual(first)
    expect(read.home(queries.home())).toEqual(read.home(first))
    state.snapshot = aSnapshot({ asOfMs: NOON_MS + 1000 })
    expect(queries.home()).not.toEqual(first)
  })

  it('carry `stale: true` once the list is old, until the next refresh', () => {
    const { queries, clock, state } = setUp()
    clock.pass(10 * MINUTE_MS)
    expect(read.home(queries.home()).stale).toBe(false)
    clock.pass(1000)
    expect(read.home(queries.home()).stale).toBe(true)
    const asOfMs = clock.nowMs()
    state.snapshot = aSnapshot({ asOfMs, freshUntilMs: asOfMs + MINUTE_MS })
    expect(read.home(queries.home()).stale).toBe(false)
  })

  it('follow a clock that is set back', () => {
    const { queries, clock } = setUp()
    clock.pass(11 * MINUTE_MS)
    expect(read.home(queries.home()).stale).toBe(true)
    clock.set(NOON_MS)
    expect(read.home(queries.home()).stale).toBe(false)
  })
})
