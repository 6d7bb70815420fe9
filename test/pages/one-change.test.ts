import { answers, aRoomJson, NOW_MS } from '../helpers/mini/builders'
import type { RoomJson } from '../helpers/mini/builders'
import { seeAll, settled } from '../helpers/mini/drawn'
import type { OpenedPage } from '../helpers/mini/page'
import { openPage } from '../helpers/mini/page'
import type { Phone } from '../helpers/mini/runtime'
import { install, load, stub } from '../helpers/mini/runtime'

/**
 * What a change of one room costs: one setData at its own path, whatever the length of the list.
 */
const MOST_BYTES = 200

const SUBSCRIBE = 'plugin-private://wx2b03c6e691cd7370/components/subscribe/subscribe'

/** On any shelf, whatever its status: the longest words of time and action come into play. */
const ROOM = {
  startAtSec: NOW_MS / 1000 + 600,
  endAtSec: NOW_MS / 1000 + 7_200,
  hasReplay: true,
} satisfies Partial<RoomJson>

type Where = 'storefront' | 'hall' | 'doorway'

/** 0 is what WeChat says and nobody documents. */
const LISTED = [0, 101, 102, 105, 106]
const HEARD = [0, 101, 102, 103, 104, 105, 106, 107]
const PAIRS = LISTED.flatMap((before) => HEARD.map((after) => [before, after] as const))

let phone: Phone
let pages: Readonly<Record<Where, string>>
let page: OpenedPage
/** The poller outlives a page: each test has a room of its own. */
let roomId = 5_000

beforeAll(() => {
  phone = install()
  stub({ id: SUBSCRIBE, tagName: 'subscribe', template: '<view/>', properties: { roomId: Number } })
  pages = {
    storefront: load('pages/index/index'),
    hall: load('packageA/pages/home/home'),
    doorway: load('packageA/pages/room/room'),
  }
})

beforeEach(() => {
  jest.useFakeTimers({ now: NOW_MS })
  phone.reset()
  roomId += 1
})

afterEach(async () => {
  await page.close()
  expect(jest.getTimerCount()).toBe(0)
  jest.useRealTimers()
})

/** Opens a page whose last room is the one that the plugin knows better. */
async function open(where: Where, liveStatus: number, heard: number) {
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
  page = await openPage(pages[where], { tab: 'upcoming', room_id: String(roomId) })
}

/** The setData of the page from now on. */
function sent(): Record<string, unknown>[] {
  const all: Record<string, unknown>[] = []
  const instance = page.drawn.instance as { setData(data: Record<string, unknown>): void }
  const setData = instance.setData.bind(instance)
  instance.setData = (data) => {
    all.push(data)
    setData(data)
  }
  return all
}

/** In UTF-8. */
const bytes = (data: object) => encodeURI(JSON.stringify(data)).replace(/%../g, 'x').length

describe.each(['storefront', 'hall', 'doorway'] as const)('a room of the %s', (where) => {
  it.each(PAIRS)('that goes from %i to %i costs one small setData', async (before, after) => {
    await open(where, before, after)
    const all = sent()
    await seeAll(phone, [roomId])
    await jest.advanceTimersByTimeAsync(1_000)
    await settled()
    // who says 0 has said nothing
    const changes = after === 0 || before === after ? 0 : 1
    const ofRoom = all.filter((data) => Object.keys(data).some((path) => path.endsWith('.badge')))
    expect(ofRoom).toHaveLength(changes)
    for (const data of ofRoom) expect(bytes(data)).toBeLessThanOrEqual(MOST_BYTES)
  })
})

it('a room that is subscribed to costs one small setData', async () => {
  await open('hall', 102, 102)
  const all = sent()
  const detail = { room_id: roomId, openid: 'o', is_subscribe: true }
  await page.call('onSubscribe', { detail })
  expect(all).toHaveLength(1)
  expect(Object.keys(all[0] ?? {})).toHaveLength(2)
  expect(bytes(all[0] ?? {})).toBeLessThanOrEqual(MOST_BYTES)
})
