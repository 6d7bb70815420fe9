import { channelsRoom } from '../../../../../miniprogram/live/domain/channels-room'
import type { LiveStatus } from '../../../../../miniprogram/live/domain/live-status-code'
import type { LiveStatusListener } from '../../../../../miniprogram/live/services/live-status/poller'
import { watchRooms } from '../../../../../miniprogram/live/services/rooms/room-watcher'
import { aClock, FRIDAY_NOON_MS } from '../../../../helpers/app/a-clock'
import {
  aLive,
  aNotice,
  channelsStatus,
  FRIDAY_NOON_SEC,
  SPH,
} from '../../../../helpers/app/channels'

const MINUTE = 60_000

/** What the poller tells a listener at once. */
let known: LiveStatus | undefined
beforeEach(() => {
  known = undefined
})

/** A page with one account on it, drawn by what the list knew. */
function aPage(info: object, notice: object | null = null) {
  const clock = aClock()
  const redrawn: string[] = []
  let say: (live: LiveStatus) => void = () => undefined
  const status = {
    subscribe: (_room: unknown, listener: LiveStatusListener) => {
      say = (live) => listener(live, SPH)
      if (known !== undefined) listener(known, SPH)
      return () => undefined
    },
    hide: () => undefined,
    show: () => undefined,
  }
  const watch = watchRooms(
    ({ title, badge, actionText }) =>
      void redrawn.push([title, badge?.text ?? '-', actionText].join(' | ')),
    { status, clock },
  )
  const room = channelsRoom(aLive(info, notice), FRIDAY_NOON_MS)
  watch.setRooms([room])
  return { clock, redrawn, watch, room, say: (live: LiveStatus) => say(live) }
}

it('draws an account whole anew: its words come with its status', () => {
  const { redrawn, say, watch, room } = aPage({ status: 3 }, aNotice())
  say(channelsStatus({ description: '新的一场' }))
  expect(redrawn).toEqual(['新的一场 | 直播中 | 进入直播间'])
  expect(watch.viewOf(room).title).toBe('新的一场')
})

it('does not draw it again where WeChat says the same', () => {
  const { redrawn, say } = aPage({ status: 3 }, aNotice())
  say(channelsStatus({ status: 3 }, aNotice()))
  expect(redrawn).toEqual([])
})

it('counts the minutes to what is announced, by a notice that came later too', async () => {
  const { redrawn, say, clock } = aPage({ status: 3 })
  const startTime = String(FRIDAY_NOON_SEC + 20 * 60)
  say(channelsStatus({ status: 3 }, aNotice({ startTime })))
  await clock.pass(0)
  const first = redrawn.length
  expect(redrawn.at(-1)).toBe('阿山的直播间 | 还有 20 分钟 | 预约')
  await clock.pass(2 * MINUTE)
  expect(redrawn.slice(first)).toEqual([
    '阿山的直播间 | 还有 19 分钟 | 预约',
    '阿山的直播间 | 还有 18 分钟 | 预约',
  ])
})

it('counts them where it was told while the page was hidden', async () => {
  const startTime = String(FRIDAY_NOON_SEC + 20 * 60)
  const { redrawn, clock, watch } = aPage({ status: 3 })
  watch.pause()
  known = channelsStatus({ status: 3 }, aNotice({ startTime }))
  watch.resume()
  expect(redrawn).toEqual(['阿山的直播间 | 还有 20 分钟 | 预约'])
  await clock.pass(MINUTE)
  expect(redrawn.at(-1)).toBe('阿山的直播间 | 还有 19 分钟 | 预约')
})

it('has no timer for a live account but that of the day', () => {
  const { clock } = aPage({ status: 2 })
  expect(clock.pending()).toBe(1)
})

it('marks what the shopper reserved', () => {
  const { redrawn, watch } = aPage({ status: 3 }, aNotice())
  watch.markSubscribed(SPH, true)
  watch.markSubscribed(SPH, false)
  expect(redrawn.map((one) => one.split(' | ')[2])).toEqual(['已预约', '预约'])
})

it('does not mark the next notice as reserved when the first was', () => {
  const first = aNotice({ otherInfos: [aNotice({ noticeId: 'notice-2' })] })
  const { redrawn, watch, say } = aPage({ status: 3 }, first)
  watch.markSubscribed(SPH, true)
  say(channelsStatus({ status: 3 }, first))
  expect(redrawn.map((one) => one.split(' | ')[2])).toEqual(['已预约'])
  say(channelsStatus({ status: 3 }, { ...first, status: 1 }))
  expect(redrawn.at(-1)).toMatch(/ 预约$/)
})
