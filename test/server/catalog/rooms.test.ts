import fc from 'fast-check'
import { LIVE_STATUS_CODES } from '../../../server/src/catalog/model'
import { readRooms } from '../../../server/src/catalog/rooms'
import {
  aGoods,
  aRoom,
  aWechatGoods,
  aWechatRoom,
  NOON_SEC,
} from '../../helpers/node/server/builders'

const readOne = (over: Record<string, unknown>) => readRooms([aWechatRoom(over)]).items[0]

describe('readRooms', () => {
  it("parses WeChat's room", () => {
    expect(readRooms([aWechatRoom()])).toEqual({ items: [aRoom()], dropped: 0 })
  })

  it.each(LIVE_STATUS_CODES)('keeps status %i', (code) => {
    expect(readOne({ live_status: code })?.liveStatus).toBe(code)
  })

  it.each([0, 108, '', 'live', null, {}])('reads status %p as unknown, not as ended', (raw) => {
    expect(readOne({ live_status: raw })?.liveStatus).toBeNull()
  })

  it("accepts WeChat's misspelled status field", () => {
    expect(readOne({ live_status: undefined, live_satus: 105 })?.liveStatus).toBe(105)
  })

  it('drops and counts invalid rooms, and keeps the others', () => {
    const rows = [aWechatRoom({ roomid: 0 }), null, 'room', aWechatRoom({ roomid: 8 })]
    const { items, dropped } = readRooms(rows)
    expect(items.map(({ roomId }) => roomId)).toEqual([8])
    expect(dropped).toBe(3)
  })

  it('uses the planned end if the start is not plausible', () => {
    const room = readOne({ start_time: 4294967295 })
    expect(room).toMatchObject({ startAtSec: NOON_SEC + 5400, endAtSec: NOON_SEC + 5400 })
  })

  it('drops a room without a plausible time', () => {
    expect(readRooms([aWechatRoom({ start_time: 0, end_time: 1.5 })]).dropped).toBe(1)
  })

  it('reads numbers written as text', () => {
    const asText = (row: Record<string, unknown>) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          typeof value === 'number' ? String(value) : value,
        ]),
      )
    const row = asText(aWechatRoom({ goods: [asText(aWechatGoods())] }))
    expect(row).toMatchObject({ roomid: '7', live_status: '101' })
    expect(readRooms([row])).toEqual({ items: [aRoom()], dropped: 0 })
  })

  it('drops and counts a room whose id is above 2^53', () => {
    const beyond = fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n })
    fc.assert(
      fc.property(beyond, fc.boolean(), (id, isText) => {
        const json = JSON.stringify([aWechatRoom({ roomid: 'ID' }), aWechatRoom()])
        const rows: unknown = JSON.parse(json.replace('"ID"', isText ? `"${id}"` : String(id)))
        expect(readRooms(Array.isArray(rows) ? rows : [])).toEqual({ items: [aRoom()], dropped: 1 })
      }),
    )
  })

  it('reads the features of a room, with the defaults of createRoom', () => {
    const closed = { likes: false, goodsShelf: false, comments: false }
    expect(
      readOne({
        close_like: 1,
        close_goods: '1',
        close_comment: true,
        close_kf: 0,
        close_replay: 0,
        is_feeds_public: 0,
        live_type: 1,
      }),
    ).toMatchObject({
      features: { ...closed, customerService: true, replay: true },
      isFeedsPublic: false,
      liveType: 'push-stream',
    })
    expect(
      readOne({
        close_like: undefined,
        close_goods: 2,
        close_comment: '',
        close_kf: undefined,
        close_replay: null,
        is_feeds_public: undefined,
        live_type: undefined,
      }),
    ).toMatchObject({ features: aRoom().features, isFeedsPublic: true, liveType: null })
  })

  it('removes control characters and lone surrogates from names', () => {
    const name = ' 秋日\u0014羊绒\ud83d\n专场\u007f🐑 '
    expect(readOne({ name, anchor_name: '小\u0000满' })).toMatchObject({
      title: '秋日羊绒 专场🐑',
      anchorName: '小满',
    })
  })

  it('removes duplicate goods, and counts goods that cannot be shown or opened', () => {
    const room = readOne({
      goods: [
        aWechatGoods(),
        aWechatGoods({ name: 'again' }),
        aWechatGoods({ goods_id: 12, price: null }),
        aWechatGoods({ goods_id: '13' }),
        aWechatGoods({ goods_id: 14, url: '' }),
        aWechatGoods({ goods_id: 15, url: 'https://shop.example/goods' }),
        7,
      ],
    })
    expect(room?.goods).toEqual([aGoods(), aGoods({ goodsId: 13 })])
    expect(room?.goodsDropped).toBe(4)
  })

  it('identifies goods without goods_id by their page', () => {
    const of2020 = (url: string) => aWechatGoods({ goods_id: undefined, url })
    const room = readOne({ goods: [of2020('/pages/sale/a?spuId=x'), of2020('pages/sale/b.html')] })
    expect(room).toMatchObject({
      goods: [
        { goodsId: null, path: 'pages/sale/a', query: 'spuId=x' },
        { goodsId: null, path: 'pages/sale/b', query: '' },
      ],
      goodsDropped: 0,
    })
  })

  it('keeps the seller of goods', () => {
    const goods = [aWechatGoods({ third_party_appid: 'wx0000000000000002' })]
    expect(readOne({ goods })?.goods).toMatchObject([{ sellerAppId: 'wx0000000000000002' }])
  })

  it('accepts a room without optional fields', () => {
    const { roomid, start_time, end_time } = aWechatRoom()
    expect(readRooms([{ roomid, start_time, end_time }]).items[0]).toMatchObject({
      title: '',
      coverUrl: '',
      liveStatus: null,
      goods: [],
    })
  })

  it('keeps valid rooms next to any other rows', () => {
    fc.assert(
      fc.property(fc.array(fc.anything()), fc.array(fc.anything()), (before, after) => {
        const { items, dropped } = readRooms([...before, aWechatRoom({ roomid: 77 }), ...after])
        expect(items).toContainEqual(aRoom({ roomId: 77 }))
        expect(items.length + dropped).toBe(before.length + 1 + after.length)
      }),
    )
  })

  it('accepts any value in any field', () => {
    const field = fc.constantFrom(...Object.keys(aWechatRoom()))
    fc.assert(
      fc.property(field, fc.anything(), (name, value) => {
        const { items } = readRooms([aWechatRoom({ [name]: value })])
        for (const room of items) expect(room.endAtSec).toBeGreaterThanOrEqual(room.startAtSec)
      }),
    )
  })
})
