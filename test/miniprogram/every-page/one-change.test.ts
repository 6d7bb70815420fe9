import { aPhoneWith } from '../../helpers/mini/a-phone'
import { answers, aRoomJson, NOW_MS } from '../../helpers/mini/builders'
import type { RoomJson } from '../../helpers/mini/builders'
import { seeAll, setDataOf, settled } from '../../helpers/mini/drawn'

/**
 * A change of one room costs one setData at the room's own path, whatever the length of the list.
 */
const MOST_BYTES = 200

/** Has the longest texts of time and action. */
const ROOM = {
  startAtSec: NOW_MS / 1000 + 600,
  endAtSec: NOW_MS / 1000 + 7_200,
  hasReplay: true,
} satisfies Partial<RoomJson>

const PAGES = {
  storefront: 'pages/index/index',
  hall: 'packageA/pages/home/home',
  doorway: 'packageA/pages/room/room',
} as const

/** WeChat also sends 0, which is not documented. */
const LISTED = [0, 101, 102, 105, 106]
const HEARD = [0, 101, 102, 103, 104, 105, 106, 107]
const PAIRS = LISTED.flatMap((before) => HEARD.map((after) => [before, after] as const))

const { phone, page, openPage } = aPhoneWith(...Object.values(PAGES))
/** The poller lives longer than a page, so each test has its own room. */
let roomId = 5_000

beforeEach(() => {
  roomId += 1
})

/** Opens a page. The plugin has another status for its last room. */
async function open(where: keyof typeof PAGES, liveStatus: number, heard: number) {
  phone.plugin = {
    getLiveStatus: ({ room_id }) =>
      room_id === roomId ? Promise.resolve({ liveStatus: heard }) : new Promise(() => undefined),
    getSubscribeStatus: () => Promise.resolve({ is_subscribe: true }),
  }
  const rooms = [1, 2, 3, 4]
    .map((at) => aRoomJson({ roomId: at, liveStatus: 103, hasReplay: true }))
    .concat(aRoomJson({ ...ROOM, roomId, liveStatus }))
  const room = rooms.slice(-1)[0] ?? aRoomJson()
  phone.respond = (path) => {
    if (path === '/home') return answers.home({ upcoming: rooms })
    return path.startsWith('/rooms?') ? answers.rooms(rooms) : answers.room(room)
  }
  await openPage(PAGES[where], { tab: 'upcoming', room_id: String(roomId) })
}

/** The setData of the page from now on. */
function sent(): () => Record<string, unknown>[] {
  const spy = setDataOf(page.drawn)
  return () => spy.mock.calls.map(([data]) => data)
}

/** In UTF-8. */
const bytes = (data: object) => encodeURI(JSON.stringify(data)).replace(/%../g, 'x').length

describe.each(['storefront', 'hall', 'doorway'] as const)('a room of the %s', (where) => {
  it.each(PAIRS)('that changes from %i to %i costs one small setData', async (before, after) => {
    await open(where, before, after)
    const all = sent()
    await seeAll(phone, [roomId])
    await jest.advanceTimersByTimeAsync(1_000)
    await settled()
    // 0 is unknown and changes nothing
    const changes = after === 0 || before === after ? 0 : 1
    const ofRoom = all().filter((data) => Object.keys(data).some((path) => path.endsWith('.badge')))
    expect(ofRoom).toHaveLength(changes)
    for (const data of ofRoom) expect(bytes(data)).toBeLessThanOrEqual(MOST_BYTES)
  })
})

it('a room that is subscribed to costs one small setData', async () => {
  await open('hall', 102, 102)
  const all = sent()
  const detail = { room_id: roomId, openid: 'o', is_subscribe: true }
  await page.call('onSubscribe', { detail })
  expect(all()).toHaveLength(1)
  expect(Object.keys(all()[0] ?? {})).toHaveLength(2)
  expect(bytes(all()[0] ?? {})).toBeLessThanOrEqual(MOST_BYTES)
})
