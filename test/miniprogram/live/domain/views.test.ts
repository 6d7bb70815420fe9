import fc from 'fast-check'
import { goodsView } from '../../../../miniprogram/live/domain/goods-view'
import { chooseHero } from '../../../../miniprogram/live/domain/hero'
import { mayAskShareParams } from '../../../../miniprogram/live/domain/plugin-scenes'
import type { Storefront } from '../../../../miniprogram/live/domain/room'
import type { RoomId } from '../../../../miniprogram/live/domain/room-id'
import { entryTypeOf } from '../../../../miniprogram/live/domain/scene'
import { appendRooms } from '../../../../miniprogram/packageA/pages/home/room-blocks'
import { aGoods, aRoom } from '../../../helpers/app/builders'

it('reads a product aloud with its price', () => {
  expect(goodsView(aGoods())).toMatchObject({
    key: '61',
    url: '/pages/product-detail/product-detail?product_id=501',
    sellerText: '',
    title: '云南高山小粒咖啡',
    ariaLabel: '云南高山小粒咖啡，19.90 元',
  })
})

it('tells goods of one page apart, and says of which another mini-program is the seller', () => {
  const of2020 = { goodsId: null, productId: null, path: 'pages/sale/sale', query: '' }
  const keys = ['桃', '橙'].map((title) => goodsView(aGoods({ ...of2020, title })).key)
  expect(new Set(keys).size).toBe(2)
  const theirs = goodsView(aGoods({ ...of2020, sellerAppId: 'wx0000000000000002' }))
  expect(theirs).toMatchObject({ url: '/pages/sale/sale', sellerText: '由其他小程序出售' })
  expect(theirs.ariaLabel).toContain('由其他小程序出售')
})

describe('heroOf', () => {
  const [live, next, replay] = [1, 2, 3].map((roomId) => aRoom({ roomId }))
  const home = (more: Partial<Storefront>): Storefront => ({
    asOfSec: 0,
    stale: false,
    refreshAfterSec: 60,
    live: [],
    upcoming: [],
    replays: [],
    goods: [],
    channelsAccounts: [],
    ...more,
  })
  const one = (room: typeof live) => (room === undefined ? [] : [room])

  it('shows what is live, else what comes next, else the newest replay', () => {
    const all = { live: one(live), upcoming: one(next), replays: one(replay) }
    expect(chooseHero(home(all))).toBe(live)
    expect(chooseHero(home({ ...all, live: [] }))).toBe(next)
    expect(chooseHero(home({ replays: one(replay) }))).toBe(replay)
  })

  it('prefers a host on the screen to one who is away, however lately that one began', () => {
    const away = aRoom({ roomId: 4, liveStatus: { kind: 'known', code: 106 } })
    const live101 = aRoom({ roomId: 5 })
    expect(chooseHero(home({ live: [away, live101] }))).toBe(live101)
    expect(chooseHero(home({ live: [away] }))).toBe(away)
  })

  it('shows no room when there is none', () => {
    expect(chooseHero(home({ goods: [aGoods()] }))).toBeNull()
  })
})

describe('appendRooms', () => {
  const rooms = (ids: readonly number[], title = '') =>
    ids.map((roomId) => aRoom({ roomId, title }))
  const idsOf = (list: readonly { readonly roomId: RoomId }[]) => list.map((room) => room.roomId)

  it('adds the next page after the last', () => {
    expect(idsOf(appendRooms(rooms([1, 2]), rooms([3, 4])))).toEqual([1, 2, 3, 4])
  })

  it('keeps a room that moved between pages in its place, with its newer content', () => {
    const list = appendRooms(rooms([1, 2], 'old'), rooms([2, 3], 'new'))
    expect(list.map((room) => `${room.roomId} ${room.title}`)).toEqual(['1 old', '2 new', '3 new'])
  })

  it('never has a room twice, never moves one, and loses none', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 20 }))
    fc.assert(
      fc.property(ids, fc.array(fc.integer({ min: 1, max: 20 })), (have, more) => {
        const list = idsOf(appendRooms(rooms(have), rooms(more)))
        expect(list.slice(0, have.length)).toEqual(have)
        expect(new Set(list)).toEqual(new Set([...have, ...more]))
        expect(list).toHaveLength(new Set(list).size)
      }),
    )
  })
})

describe('scenes', () => {
  it('asks for share params in the twelve scenes of the documents only', () => {
    const asked = Array.from({ length: 1300 }, (_, scene) => scene).filter(mayAskShareParams)
    expect(asked).toEqual([1007, 1008, 1014, 1044, 1045, 1046, 1047, 1048, 1049, 1073, 1154, 1155])
  })

  it.each([
    [1007, 'share-card'],
    [1044, 'group-card'],
    [1014, 'subscribe-message'],
    [1047, 'code'],
    [1001, 'return'],
    [1074, 'other'],
  ])('%i is %s', (scene, by) => {
    expect(entryTypeOf(scene)).toBe(by)
  })
})
