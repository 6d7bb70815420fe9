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
  it("turns WeChat's room into ours", () => {
    expect(readRooms([aWechatRoom()])).toEqual({ items: [aRoom()], dropped: 0 })
  })

  it.each(LIVE_STATUS_CODES)('keeps status %i as it is', (code) => {
    expect(readOne({ live_status: code })?.liveStatus).toBe(code)
  })

  it.each([0, 108, '101', null, {}])('calls status %p unknown, never ended', (raw) => {
    expect(readOne({ live_status: raw })?.liveStatus).toBeNull()
  })

  it("understands WeChat's own misspelling of the status", () => {
    expect(readOne({ live_status: undefined, live_satus: 105 })?.liveStatus).toBe(105)
  })

  it('drops and counts a room that nobody could open, and keeps the rest', () => {
    const rows = [aWechatRoom({ roomid: 0 }), null, 'room', aWechatRoom({ roomid: 8 })]
    const { items, dropped } = readRooms(rows)
    expect(items.map(({ roomId }) => roomId)).toEqual([8])
    expect(dropped).toBe(3)
  })

  it('takes the planned end where the start cannot be', () => {
    const room = readOne({ start_time: 4294967295 })
    expect(room).toMatchObject({ startAtSec: NOON_SEC + 5400, endAtSec: NOON_SEC + 5400 })
  })

  it('drops a room whose times are both impossible', () => {
    expect(readRooms([aWechatRoom({ start_time: 0, end_time: 1.5 })]).dropped).toBe(1)
  })

  it('lists goods once each, without those that cannot be sold', () => {
    const room = readOne({
      goods: [
        aWechatGoods(),
        aWechatGoods({ name: 'again' }),
        aWechatGoods({ goods_id: 12, price: null }),
        aWechatGoods({ goods_id: '13' }),
        7,
      ],
    })
    expect(room?.goods).toEqual([aGoods(), aGoods({ productId: 13 })])
  })

  it('does without any optional field', () => {
    const { roomid, start_time, end_time } = aWechatRoom()
    expect(readRooms([{ roomid, start_time, end_time }]).items[0]).toMatchObject({
      title: '',
      coverUrl: '',
      liveStatus: null,
      goods: [],
    })
  })

  it('survives anything, and loses no good room by it', () => {
    fc.assert(
      fc.property(fc.array(fc.anything()), fc.array(fc.anything()), (before, after) => {
        const { items, dropped } = readRooms([...before, aWechatRoom({ roomid: 77 }), ...after])
        expect(items).toContainEqual(aRoom({ roomId: 77 }))
        expect(items.length + dropped).toBe(before.length + 1 + after.length)
      }),
    )
  })

  it('survives any value in any field', () => {
    const field = fc.constantFrom(...Object.keys(aWechatRoom()))
    fc.assert(
      fc.property(field, fc.anything(), (name, value) => {
        const { items } = readRooms([aWechatRoom({ [name]: value })])
        for (const room of items) expect(room.endAtSec).toBeGreaterThanOrEqual(room.startAtSec)
      }),
    )
  })
})
