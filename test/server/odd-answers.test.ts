import type { ReplayList, RoomList } from '../../server/src/http/schemas/shop'
import { ODD_BODIES } from '../../sandbox/api/options'
import { MINUTE_MS } from '../helpers/node/server/builders'
import { aBackEndOnTheSandbox, GETLIVEINFO } from '../helpers/node/server/on-sandbox'

/** Ended, with a replay of one m3u8 and two mp4. */
const REPLAYED = 1020

describe('odd answers of WeChat, over TCP', () => {
  const { control, health, pass, read } = aBackEndOnTheSandbox()
  const firstPage = async () => (await read('/api/v1/rooms')) as RoomList
  const replaysOf = async (roomId: number) =>
    ((await read(`/api/v1/rooms/${roomId}/replays`)) as ReplayList).replays
  const titlesListed = async () => {
    const listed = (await (await control('GET', 'rooms')).json()) as {
      rooms: { room_id: number; name: string }[]
    }
    return new Map(listed.rooms.map(({ room_id, name }) => [room_id, name]))
  }

  it.each(ODD_BODIES)('serves the whole list with clean names: %s', async (oddBody) => {
    await control('PUT', 'options', { oddBody })
    await pass(0)
    const { snapshot, lastWechatError } = await health()
    const titles = await titlesListed()
    expect(lastWechatError).toBeNull()
    expect(snapshot).toMatchObject({ rooms: titles.size, dropped: 0 })
    const put = oddBody === 'bad-escape' ? '%' : ''
    for (const { roomId, title } of (await firstPage()).rooms)
      expect(title).toBe(`${put}${titles.get(roomId)}`)
  })

  it('reads numbers as text: rooms, goods and replays', async () => {
    await control('PUT', 'options', { numbersAs: 'text' })
    await pass(0)
    await pass(MINUTE_MS)
    const { rooms, counts } = await firstPage()
    expect(counts.live).toBeGreaterThan(0)
    expect(rooms.some(({ goods }) => goods.length > 0)).toBe(true)
    expect((await health()).snapshot).toMatchObject({
      rooms: (await titlesListed()).size,
      dropped: 0,
    })
    expect(await replaysOf(REPLAYED)).toHaveLength(3)
  })

  it('drops and counts a room with an id above 2^53', async () => {
    await control('PUT', 'options', { hugeRoomId: true })
    await pass(0)
    expect((await health()).snapshot).toMatchObject({
      rooms: (await titlesListed()).size - 1,
      dropped: 1,
    })
  })

  it('reads replay dates with a space', async () => {
    await control('PUT', 'options', { replayDates: 'with-space' })
    await pass(0)
    await pass(MINUTE_MS)
    const replays = await replaysOf(REPLAYED)
    expect(replays).toHaveLength(3)
    for (const { createdAtSec, expiresAtSec } of replays)
      expect(Number(expiresAtSec) - Number(createdAtSec)).toBeGreaterThan(3600)
  })

  it('reads an empty list of replays as "no replay yet"', async () => {
    await control('PUT', 'options', { emptyReplays: true })
    await pass(0)
    await pass(MINUTE_MS)
    expect(await replaysOf(REPLAYED)).toEqual([])
    expect((await health()).lastWechatError).toBeNull()
    await control('PUT', 'options', { emptyReplays: false })
  })

  it('rejects a redirect with any body', async () => {
    await control('POST', 'faults', { path: GETLIVEINFO, times: 9, kind: 'redirect' })
    await pass(0)
    const { snapshot, lastWechatError } = await health()
    expect(snapshot).toBeNull()
    expect(lastWechatError).toMatchObject({
      code: 'unreadable: redirect',
      whatToDo: expect.stringContaining('WX_API_BASE_URL') as unknown,
    })
  })
})
