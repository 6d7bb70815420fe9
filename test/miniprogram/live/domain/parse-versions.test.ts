import type { components } from '../../../../typings/api'
import {
  parseStorefront,
  parseProductDetail,
  parseReplayList,
  parseRoomDetail,
  parseRoomList,
} from '../../../../miniprogram/live/domain/parse'
import type { Fault, Parser } from '../../../../miniprogram/live/domain/parse'
import * as released from '../../../fixtures/released-0.1.0/parse'
import recorded from '../../../fixtures/released-0.1.0/answers.json'

/** App and back end are deployed apart: each has to do with the other's last version. */

const PARSERS: Readonly<Record<string, Parser<object>>> = {
  '/home': parseStorefront,
  '/rooms': parseRoomList,
  '/rooms/1007': parseRoomDetail,
  '/rooms/1019/replays': parseReplayList,
  '/products/2031': parseProductDetail,
}
const answers: Readonly<Record<string, object>> = recorded.answers
const home = recorded.answers['/home']

function read<T>(parse: Parser<T>, json: unknown) {
  const faults: Fault[] = []
  return { value: parse(json, (fault) => faults.push(fault)), faults }
}

/** The same answer, in which no room, or no goods, has this field. */
function without(json: unknown, field: string): unknown {
  return JSON.parse(
    JSON.stringify(json, (key, value: unknown) => (key === field ? undefined : value)),
  )
}

describe('this app with the back end of version 0.1.0', () => {
  it.each(Object.keys(PARSERS))('reads %s without a fault', (path) => {
    const { value, faults } = read(PARSERS[path] ?? parseStorefront, answers[path])
    expect(value).not.toBeNull()
    expect(faults).toEqual([])
  })

  it('shows every room and all goods, and opens the goods as that back end knows them', () => {
    const value = parseStorefront(home)
    expect(value?.live.map(({ roomId }) => roomId)).toEqual(home.live.map(({ roomId }) => roomId))
    expect(value?.goods).toHaveLength(home.goods.length)
    const [first] = home.goods
    expect(value?.goods[0]).toMatchObject({
      productId: null,
      goodsId: first?.productId,
      path: 'pages/product-detail/product-detail',
      query: `product_id=${first?.productId ?? ''}`,
      sellerAppId: '',
    })
  })
})

describe('the app of version 0.1.0 with this back end', () => {
  type Goods = components['schemas']['Goods']
  const sent = (over: Partial<Goods>): Goods => ({
    productId: 1026809,
    goodsId: 61,
    title: '桃',
    coverUrl: '',
    price: { kind: 'single', priceFen: 1 },
    path: 'pages/product-detail/product-detail',
    query: 'product_id=1026809',
    sellerAppId: '',
    ...over,
  })
  const answer = (goods: readonly Goods[]) => ({
    ...home,
    live: home.live.map((room) => ({ ...room, goods })),
    goods,
  })

  it("shows every room, and opens goods by the merchant's id where that is a number", () => {
    const value = released.parseHome(answer([sent({}), sent({ goodsId: null })]))
    expect(value?.live).toHaveLength(home.live.length)
    expect(value?.goods.map(({ productId }) => productId)).toEqual([1026809, 1026809])
  })

  it('leaves out goods that it could only sell as others, and shows their room', () => {
    const others = [sent({ productId: 'abc' }), sent({ productId: null, sellerAppId: 'wx2' })]
    const value = released.parseHome(answer(others))
    expect(value?.live.map(({ goods }) => goods)).toEqual(home.live.map(() => []))
  })
})

describe('an answer without a field', () => {
  it.each([
    ...['title', 'coverUrl', 'shareImageUrl', 'anchorName', 'startAtSec', 'endAtSec'],
    ...['hasReplay', 'goodsCount', 'liveStatus', 'channelsAccounts'],
    ...['asOfSec', 'stale', 'refreshAfterSec'],
  ])('%s is shown all the same', (field) => {
    const { value, faults } = read(parseStorefront, without(home, field))
    expect(value?.live).toHaveLength(home.live.length)
    expect(value?.goods).toHaveLength(home.goods.length)
    expect(faults).toEqual([])
  })

  it('roomId is no empty shop: it is not read, and says why', () => {
    const { value, faults } = read(parseStorefront, without(home, 'roomId'))
    expect(value).toBeNull()
    const rooms = home.live.length + home.upcoming.length + home.replays.length
    expect(faults).toEqual(Array(rooms).fill({ what: 'room', field: 'roomId' }))
  })

  it('price loses its goods, says so, and keeps the rooms', () => {
    const { value, faults } = read(parseStorefront, without(home, 'priceFen'))
    expect(value?.live).toHaveLength(home.live.length)
    expect(faults).toContainEqual({ what: 'goods', field: 'priceFen' })
  })

  it.each(['live', 'upcoming', 'replays'])('%s keeps what the other lists show', (field) => {
    const { value, faults } = read(parseStorefront, without(home, field))
    expect(value).toMatchObject({ [field]: [] })
    expect(faults).toEqual([{ what: 'list', field }])
  })

  it('rooms is not read, and no room at all is an empty list', () => {
    expect(parseRoomList(without(answers['/rooms'], 'rooms'))).toBeNull()
    expect(parseRoomList({ ...answers['/rooms'], rooms: [] })?.rooms).toEqual([])
  })

  it('that has another type takes its default, and says so', () => {
    const room = { ...recorded.answers['/rooms/1007'].room, startAtSec: '1796070300' }
    const { value, faults } = read(parseRoomDetail, { ...answers['/rooms/1007'], room })
    expect(value?.room.startAtSec).toBeNull()
    expect(faults).toEqual([{ what: 'field', field: 'startAtSec' }])
  })
})
