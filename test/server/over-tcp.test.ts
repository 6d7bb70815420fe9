import type { Home, ReplayList, RoomDetail, RoomList } from '../../server/src/http/schemas/shop'
import { HOUR_MS, MINUTE_MS } from '../helpers/node/server/builders'
import { aBackEndOnTheSandbox, GETLIVEINFO } from '../helpers/node/server/on-sandbox'

const SHOW_ROOM = 1001
/** Values of a room whose optional fields are missing. */
const WITHOUT_OPTIONAL: Partial<RoomList['rooms'][number]> = {
  feedsImageUrl: '',
  liveType: null,
  features: {
    likes: true,
    goodsShelf: true,
    comments: true,
    customerService: false,
    replay: false,
  },
  isFeedsPublic: true,
}

describe('the back end over TCP', () => {
  const { clock, control, health, pass, read, restart } = aBackEndOnTheSandbox()

  const home = async () => (await read('/api/v1/home')) as Home
  const shelfOf = async (roomId: number) => {
    const { live, upcoming, replays } = await home()
    const has = (rooms: Home['live']) => rooms.some((room) => room.roomId === roomId)
    return has(live) ? 'live' : has(upcoming) ? 'upcoming' : has(replays) ? 'replay' : 'none'
  }
  const callsAtWechat = async () => {
    const report = (await (await control('GET', 'calls')).json()) as {
      today: Record<string, number>
    }
    return report.today[GETLIVEINFO] ?? 0
  }

  it('serves every room that WeChat lists, and counts every call', async () => {
    await pass(0)
    const rooms: number[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const query: string = cursor === '' ? '' : `?cursor=${cursor}`
      const page = (await read(`/api/v1/rooms${query}`)) as RoomList
      rooms.push(...page.rooms.map(({ roomId }) => roomId))
      cursor = page.nextCursor
    }
    const listed = (await (await control('GET', 'rooms')).json()) as { rooms: unknown[] }
    expect(new Set(rooms).size).toBe(listed.rooms.length)
    const { quota, snapshot } = await health()
    expect(snapshot).toMatchObject({ rooms: listed.rooms.length, dropped: 0, stale: false })
    expect(quota?.used).toBe(await callsAtWechat())
  })

  it('follows the scripted show from its announcement to its replay', async () => {
    await pass(0)
    expect(await shelfOf(SHOW_ROOM)).toBe('upcoming')
    for (const [minutes, liveStatus] of [
      [10, 101],
      [10, 105],
      [5, 101],
      [7, 106],
      [4, 101],
    ] as const) {
      await pass(minutes * MINUTE_MS)
      expect(await shelfOf(SHOW_ROOM)).toBe('live')
      const { room } = (await read(`/api/v1/rooms/${SHOW_ROOM}`)) as RoomDetail
      expect(room.liveStatus).toBe(liveStatus)
    }
    await pass(19 * MINUTE_MS)
    expect(await shelfOf(SHOW_ROOM)).toBe('none')
    // its replay appears 10 minutes after the end, which was seen one read later
    await pass(10 * MINUTE_MS)
    await pass(5 * MINUTE_MS)
    expect(await shelfOf(SHOW_ROOM)).toBe('replay')
    const { replays } = (await read(`/api/v1/rooms/${SHOW_ROOM}/replays`)) as ReplayList
    expect(replays.length).toBeGreaterThan(0)
  })

  it('makes no call for requests of shoppers', async () => {
    await pass(0)
    const before = await callsAtWechat()
    for (let times = 0; times < 50; times += 1) {
      await read('/api/v1/home')
      await read(`/api/v1/rooms/${SHOW_ROOM}`)
      await read(`/api/v1/rooms/999999`)
    }
    expect(await callsAtWechat()).toBe(before)
  })

  it('fetches a new token when WeChat rejects the old one, with one more call', async () => {
    await pass(0)
    const { quota } = await health()
    const fault = { path: GETLIVEINFO, times: 1, kind: 'errcode', errcode: 40001 }
    await control('POST', 'faults', fault)
    await pass(10 * MINUTE_MS)
    const after = await health()
    expect(after.lastWechatError).toBeNull()
    expect(after.snapshot?.ageSec).toBe(0)
    expect(after.quota?.used).toBe(await callsAtWechat())
    expect(after.quota?.used).toBeGreaterThanOrEqual((quota?.used ?? 0) + 2)
  })

  it('serves the last list as stale while WeChat fails in any way', async () => {
    await pass(0)
    for (const fault of [
      { kind: 'http', status: 502, body: '<html>Bad Gateway</html>' },
      { kind: 'reset' },
      { kind: 'truncated' },
      { kind: 'errcode', errcode: -1 },
    ]) {
      const { asOfSec, live } = await home()
      await control('POST', 'faults', { times: 99, ...fault })
      await pass(HOUR_MS / 2)
      const then = await home()
      expect({ fault, ...then }).toMatchObject({ fault, asOfSec, stale: true })
      expect(then.live.map(({ roomId }) => roomId)).toEqual(live.map(({ roomId }) => roomId))
      expect((await health()).lastWechatError?.whatToDo).toMatch(/retried later/)
      await control('DELETE', 'faults')
      await pass(HOUR_MS / 2)
      expect({ fault, ...(await home()) }).toMatchObject({ fault, stale: false })
    }
  })

  it('stays within its limit, also if WeChat would grant more', async () => {
    await restart({ dailyLimit: 12 })
    for (let hour = 0; hour < 11; hour += 1) await pass(HOUR_MS)
    expect(await callsAtWechat()).toBeLessThanOrEqual(12)
    expect((await health()).quota).toMatchObject({ limit: 12 })
  })

  it('stops for the day after 45009, and continues the next day', async () => {
    await control('PUT', 'options', { spentElsewhere: 500, quotaGet: 'stuck' })
    await pass(0)
    expect((await health()).quota).toMatchObject({ used: 1, closed: true })
    expect((await health()).lastWechatError).toMatchObject({ code: '45009' })
    await pass(6 * HOUR_MS)
    expect(await callsAtWechat()).toBe(1)
    await control('PUT', 'options', { spentElsewhere: 0 })
    // within 30 seconds of midnight, WeChat's day is unknown
    await pass(6 * HOUR_MS + MINUTE_MS)
    expect((await health()).snapshot).toMatchObject({ stale: false })
  })

  it("reads the same list with all variants of WeChat's answers", async () => {
    await pass(0)
    const { rooms } = (await read('/api/v1/rooms?list=upcoming')) as RoomList
    const usual = (await (await control('GET', 'options')).json()) as Record<string, unknown>
    for (const way of [
      { misspelledStatus: true },
      { pageCap: 7 },
      { extraTotal: 9 },
      { leaveOutOptional: true },
      { imageUrls: 'doubled' },
      { imageUrls: 'backslashes' },
      { contentType: 'text/plain' },
    ]) {
      await control('PUT', 'options', { ...usual, ...way })
      await pass(9 * MINUTE_MS)
      const then = (await read('/api/v1/rooms')) as RoomList
      expect({ way, stale: then.stale, asOfSec: then.asOfSec }).toEqual({
        way,
        stale: false,
        asOfSec: clock.realMs / 1000,
      })
      // rooms that start later do not change
      const later = (await read('/api/v1/rooms?list=upcoming')) as RoomList
      const left = 'leaveOutOptional' in way ? WITHOUT_OPTIONAL : {}
      const expected = rooms.slice(-5).map((room) => ({ ...room, ...left }))
      expect({ way, rooms: later.rooms.slice(-5) }).toEqual({ way, rooms: expected })
      expect((await health()).snapshot).toMatchObject({ dropped: 0 })
    }
  })

  it('keeps its list and its count after a restart', async () => {
    await pass(0)
    const before = [await home(), (await health()).quota]
    await restart()
    expect([await home(), (await health()).quota]).toEqual(before)
  })
})
