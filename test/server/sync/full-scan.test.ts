import fc from 'fast-check'
import { scanAllRooms } from '../../../server/src/sync/full-scan'
import type { LiveInfoAnswer } from '../../../server/src/wechat/live-info'
import { aWechatRoom } from '../../helpers/node/server/builders'
import { aLiveInfo, type FakeLiveInfo } from '../../helpers/node/server/fake-live-info'
import type { FullScan } from '../../../server/src/sync/types'

const someRooms = (count: number, from = 1) =>
  Array.from({ length: count }, (_, index) => aWechatRoom({ roomid: from + index }))

const scanAll = (liveInfo: FakeLiveInfo) =>
  scanAllRooms((start, limit) => liveInfo.listRooms(start, limit))

/** Room ids in the order of the pages. */
const seenIn = ({ pages }: FullScan) =>
  pages.flatMap(({ listed }) => listed.map(({ room }) => room.roomId))

const page = (rows: readonly unknown[], total: number | null): LiveInfoAnswer => ({
  kind: 'page',
  rows,
  total,
})

describe('scanAllRooms', () => {
  it('advances by the rows received, not by the rows requested', async () => {
    const liveInfo = aLiveInfo(someRooms(120))
    liveInfo.pageCap = 50
    expect(await scanAll(liveInfo)).toMatchObject({ calls: 3, isComplete: true })
    expect(liveInfo.asked).toEqual(['rooms 0', 'rooms 50', 'rooms 100'])
  })

  it('makes one call for a list that fits on a page', async () => {
    const liveInfo = aLiveInfo(someRooms(100))
    await scanAll(liveInfo)
    expect(liveInfo.asked).toEqual(['rooms 0'])
  })

  it('finds every room once, with any number of rooms and page size', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(260), fc.integer({ min: 2, max: 120 }), async (count, pageCap) => {
        const liveInfo = aLiveInfo(someRooms(count))
        liveInfo.pageCap = pageCap
        const scan = await scanAll(liveInfo)
        expect(seenIn(scan)).toEqual(Array.from({ length: count }, (_, index) => index + 1))
      }),
      { numRuns: 40 },
    )
  })

  it('ends at "nothing here"', async () => {
    const liveInfo = aLiveInfo()
    liveInfo.instead.push(page(someRooms(2), null), { kind: 'empty' })
    expect(await scanAll(liveInfo)).toMatchObject({ calls: 2 })
  })

  it('reads an account without rooms as an empty list', async () => {
    const scan = await scanAll(aLiveInfo())
    expect(scan).toMatchObject({ calls: 1, isComplete: true })
    expect(seenIn(scan)).toEqual([])
  })

  it('stops at an empty page even if `total` promises more', async () => {
    const liveInfo = aLiveInfo()
    liveInfo.instead.push(page(someRooms(2), 9), page([], 9))
    expect(await scanAll(liveInfo)).toMatchObject({ calls: 2 })
  })

  it('stops when a page has nothing new because WeChat ignores the offset', async () => {
    const liveInfo = aLiveInfo()
    liveInfo.instead.push(page(someRooms(2), 500), page(someRooms(2), 500))
    expect(await scanAll(liveInfo)).toMatchObject({ calls: 2 })
  })

  it('stops at endless unreadable rows', async () => {
    const liveInfo = aLiveInfo()
    liveInfo.instead.push(page([null], null), page([null], null))
    expect(await scanAll(liveInfo)).toMatchObject({ calls: 1, pages: [{ dropped: 1 }] })
  })

  it('continues after a page without readable rows', async () => {
    const liveInfo = aLiveInfo([null, null, aWechatRoom()])
    liveInfo.pageCap = 2
    expect(await scanAll(liveInfo)).toMatchObject({
      pages: [{ dropped: 2 }, { dropped: 0, listed: [{ place: 2 }] }],
    })
  })

  it('records the row of each room, also next to unreadable rows', async () => {
    const [first] = (await scanAll(aLiveInfo([null, ...someRooms(2)]))).pages
    expect(first?.listed.map(({ place }) => place)).toEqual([1, 2])
  })

  it('gives up on an endless list and marks the scan incomplete', async () => {
    const liveInfo = aLiveInfo(someRooms(300))
    liveInfo.pageCap = 1
    expect(await scanAll(liveInfo)).toMatchObject({ calls: 200, isComplete: false })
  })

  it('repeats the scan while the list changes', async () => {
    const liveInfo = aLiveInfo(someRooms(3))
    liveInfo.instead.push(page(someRooms(1), 2), page(someRooms(1, 2), 3), { kind: 'empty' })
    expect(await scanAll(liveInfo)).toMatchObject({ isComplete: true, calls: 4 })
  })

  it('limits the repeats, and marks the last scan incomplete', async () => {
    const liveInfo = aLiveInfo()
    for (let pass = 0; pass < 5; pass += 1) {
      liveInfo.instead.push(page(someRooms(1), 2), page(someRooms(1, 2), 3), { kind: 'empty' })
    }
    expect(await scanAll(liveInfo)).toMatchObject({ isComplete: false, calls: 9 })
  })

  it('keeps the pages read before a failure, and stops', async () => {
    const liveInfo = aLiveInfo(someRooms(120))
    liveInfo.instead.push(page(someRooms(100), 120), {
      kind: 'unreachable',
      why: 'timeout',
      detail: 'TimeoutError',
    })
    const scan = await scanAll(liveInfo)
    expect(scan).toMatchObject({ calls: 1, isComplete: false, failure: { why: 'timeout' } })
    expect(seenIn(scan)).toHaveLength(100)
  })
})
