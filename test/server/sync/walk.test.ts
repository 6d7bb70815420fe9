import fc from 'fast-check'
import { walkRooms } from '../../../server/src/sync/walk'
import type { LiveInfoAnswer } from '../../../server/src/wechat/live-info'
import { aWechatRoom } from '../../helpers/node/server/builders'
import { aLiveInfo, type FakeLiveInfo } from '../../helpers/node/server/fake-live-info'

const someRooms = (count: number, from = 1) =>
  Array.from({ length: count }, (_, index) => aWechatRoom({ roomid: from + index }))

const walk = (liveInfo: FakeLiveInfo) =>
  walkRooms((start, limit) => liveInfo.listRooms(start, limit))

const page = (rows: readonly unknown[], total: number | null): LiveInfoAnswer => ({
  kind: 'page',
  rows,
  total,
})

describe('walkRooms', () => {
  it('goes on by the rows it received, not by those it asked for', async () => {
    const liveInfo = aLiveInfo(someRooms(120))
    liveInfo.pageCap = 50
    expect(await walk(liveInfo)).toMatchObject({ kind: 'complete', calls: 3, whole: true })
    expect(liveInfo.asked).toEqual(['rooms 0', 'rooms 50', 'rooms 100'])
  })

  it('needs no second call for a list that fits a page', async () => {
    const liveInfo = aLiveInfo(someRooms(100))
    await walk(liveInfo)
    expect(liveInfo.asked).toEqual(['rooms 0'])
  })

  it('finds every room, once, however many there are and however few fit a page', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(260), fc.integer({ min: 2, max: 120 }), async (count, pageCap) => {
        const liveInfo = aLiveInfo(someRooms(count))
        liveInfo.pageCap = pageCap
        const walked = await walk(liveInfo)
        const ids = walked.kind === 'complete' ? walked.rooms.map(({ roomId }) => roomId) : []
        expect(ids).toEqual(Array.from({ length: count }, (_, index) => index + 1))
      }),
      { numRuns: 40 },
    )
  })

  it('takes "nothing here" for the end of the list', async () => {
    const liveInfo = aLiveInfo()
    liveInfo.instead.push(page(someRooms(2), null), { kind: 'empty' })
    expect(await walk(liveInfo)).toMatchObject({ kind: 'complete', calls: 2 })
  })

  it('takes an empty account for a list without rooms', async () => {
    expect(await walk(aLiveInfo())).toMatchObject({ kind: 'complete', rooms: [], calls: 1 })
  })

  it('stops at an empty page, though more was promised', async () => {
    const liveInfo = aLiveInfo()
    liveInfo.instead.push(page(someRooms(2), 9), page([], 9))
    expect(await walk(liveInfo)).toMatchObject({ kind: 'complete', calls: 2 })
  })

  it('stops when a page brings nothing new: WeChat ignores the offset', async () => {
    const liveInfo = aLiveInfo()
    liveInfo.instead.push(page(someRooms(2), 500), page(someRooms(2), 500))
    expect(await walk(liveInfo)).toMatchObject({ kind: 'complete', calls: 2 })
  })

  it('stops at unreadable rows that never end', async () => {
    const liveInfo = aLiveInfo()
    liveInfo.instead.push(page([null], null), page([null], null))
    expect(await walk(liveInfo)).toMatchObject({ kind: 'complete', calls: 1, dropped: 1 })
  })

  it('goes on past a page of which nothing could be read', async () => {
    const liveInfo = aLiveInfo([null, null, aWechatRoom()])
    liveInfo.pageCap = 2
    expect(await walk(liveInfo)).toMatchObject({ kind: 'complete', dropped: 2, calls: 2 })
  })

  it('keeps the later sight of a room that moved to the next page', async () => {
    const liveInfo = aLiveInfo()
    liveInfo.instead.push(
      page([aWechatRoom({ roomid: 1, live_status: 102 }), aWechatRoom({ roomid: 2 })], 3),
      page([aWechatRoom({ roomid: 1, live_status: 101 })], 3),
    )
    const walked = await walk(liveInfo)
    expect(walked.kind === 'complete' && walked.rooms.map((room) => room.liveStatus)).toEqual([
      101, 101,
    ])
  })

  it('gives up on a list without end, and does not take it for a whole one', async () => {
    const liveInfo = aLiveInfo(someRooms(300))
    liveInfo.pageCap = 1
    expect(await walk(liveInfo)).toMatchObject({ kind: 'complete', calls: 200, whole: false })
  })

  it('says when the list moved under its eyes', async () => {
    const liveInfo = aLiveInfo()
    liveInfo.instead.push(page(someRooms(1), 2), page(someRooms(1, 2), 3), { kind: 'empty' })
    expect(await walk(liveInfo)).toMatchObject({ kind: 'complete', whole: false })
  })

  it('fails as a whole when one page fails', async () => {
    const liveInfo = aLiveInfo(someRooms(120))
    liveInfo.instead.push(page(someRooms(100), 120), {
      kind: 'unreachable',
      why: 'timeout',
      detail: 'TimeoutError',
    })
    expect(await walk(liveInfo)).toMatchObject({ kind: 'failed', failure: { why: 'timeout' } })
  })
})
