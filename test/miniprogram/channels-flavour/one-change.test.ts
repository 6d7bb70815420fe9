import { aBroadcast, aChannelsPhone, aNotice } from '../../helpers/mini/a-channels-phone'
import { anEndedRoom, answers, NOW_MS } from '../../helpers/mini/builders'
import { seeAll, setDataOf, settled } from '../../helpers/mini/drawn'

/** What a change of one account costs: one setData at its own path, whatever the length of the list. */
const MOST_BYTES = 200
/** WeChat tells of no start once a broadcast is on: the words of its time go with it. */
const MOST_BYTES_WITH_TIME = 240

const PAGES = {
  storefront: 'pages/index/index',
  hall: 'packageA/pages/home/home',
  doorway: 'packageA/pages/room/room',
} as const

const { phone, page, channels, account, open } = aChannelsPhone(...Object.values(PAGES))

const ENDED = { status: 3, replayStatus: '0' }
const WITH_REPLAY = { status: 3, replayStatus: '1' }
const NOTICE = aNotice(NOW_MS / 1000 + 600)
type Told = readonly [info: object, notice: object | null]
/** What WeChat says, before and after; the theme of the broadcast stays, which is long. */
const LIVE: Told = [aBroadcast(), null]
const PREPARING: Told = [aBroadcast({ status: 4 }), NOTICE]
const CHANGES: readonly (readonly [string, Told, Told, number])[] = [
  ['begins', PREPARING, LIVE, MOST_BYTES_WITH_TIME],
  ['ends', LIVE, [aBroadcast(ENDED), null], MOST_BYTES],
  ['ends with a replay', LIVE, [aBroadcast(WITH_REPLAY), null], MOST_BYTES],
  [
    'ends, its replay coming',
    LIVE,
    [aBroadcast({ ...ENDED, replayStatus: '3' }), null],
    MOST_BYTES,
  ],
  ['says what nobody documented', LIVE, [aBroadcast({ status: 9 }), null], MOST_BYTES],
]

/** In UTF-8. */
const bytes = (data: object) => encodeURI(JSON.stringify(data)).replace(/%../g, 'x').length

describe.each(['storefront', 'hall', 'doorway'] as const)('an account in the %s', (where) => {
  it.each(CHANGES)('that %s costs one small setData', async (_name, before, after, most) => {
    const finderUserName = account(...before)
    const rooms = [1, 2, 3, 4].map((roomId) => anEndedRoom({ roomId }))
    phone.respond = (path) =>
      path === '/home' ? answers.home({ replays: rooms }) : answers.rooms([])
    const tab = before === LIVE ? 'live' : 'upcoming'
    await open(PAGES[where], { tab, room_id: finderUserName })
    await seeAll(phone, [finderUserName])
    const sent = setDataOf(page.drawn)
    const [info, notice] = after
    channels.accounts.set(finderUserName, { info, notice })
    await jest.advanceTimersByTimeAsync(75_000)
    await settled()
    const ofRoom = sent.mock.calls
      .map(([data]) => data)
      .filter((data) => Object.keys(data).some((path) => path.endsWith('.badge')))
    expect(ofRoom).toHaveLength(1)
    for (const data of ofRoom) expect(bytes(data)).toBeLessThanOrEqual(most)
  })
})
