import type { LiveStatus } from '../../../../../miniprogram/live/domain/live-status-code'
import { roomView } from '../../../../../miniprogram/live/domain/room-view'
import { setLanguage } from '../../../../../miniprogram/live/domain/text'
import type { RoomView } from '../../../../../miniprogram/live/domain/view'
import type { LiveStatusListener } from '../../../../../miniprogram/live/services/live-status/poller'
import type { Listed } from '../../../../../miniprogram/live/services/live-status/schedule'
import { changesAt, watchRooms } from '../../../../../miniprogram/live/services/rooms/room-watcher'
import { aClock } from '../../../../helpers/app/a-clock'
import { aRoom, shanghaiMs, status } from '../../../../helpers/app/builders'

const NOON = shanghaiMs('2026-11-20T12:00:00')

/** A poller that says what the test says; `listening` names the rooms somebody listens to. */
function aPoller() {
  const listeners = new Map<number, Set<LiveStatusListener>>()
  const known = new Map<number, LiveStatus>()
  return {
    listening: () => [...listeners].filter(([, all]) => all.size > 0).map(([roomId]) => roomId),
    say: (roomId: number, code: Parameters<typeof status>[0]) => {
      known.set(roomId, status(code))
      listeners.get(roomId)?.forEach((listener) => listener(status(code), roomId))
    },
    service: {
      subscribe: (roomId: number, listener: LiveStatusListener, listed?: Listed) => {
        const all = listeners.get(roomId) ?? new Set()
        listeners.set(roomId, all.add(listener))
        const first = known.get(roomId) ?? listed?.liveStatus
        if (first !== undefined) listener(first, roomId)
        return () => void all.delete(listener)
      },
      hide: () => undefined,
      show: () => undefined,
    },
  }
}

function aPage(nowMs = NOON, tracksVisibility = false) {
  const clock = aClock(nowMs)
  const poller = aPoller()
  const redrawn: string[] = []
  const watch = watchRooms(
    (now: RoomView) =>
      void redrawn.push(`${now.roomId} ${now.badge?.text ?? ''} ${now.actionText}`),
    { status: poller.service, clock, tracksVisibility },
  )
  return { clock, poller, redrawn, watch }
}

const coming = (roomId: number, startsAt: string) =>
  aRoom({
    roomId,
    liveStatus: status(102),
    startAtSec: shanghaiMs(startsAt) / 1000,
    endAtSec: shanghaiMs(startsAt) / 1000 + 7_200,
  })

describe('a page that is seen', () => {
  it('redraws a room when its status changes, and no other', () => {
    const { poller, redrawn, watch } = aPage()
    watch.setRooms([aRoom({ roomId: 1 }), aRoom({ roomId: 2 })])
    expect(redrawn).toEqual([])
    poller.say(2, 106)
    expect(redrawn).toEqual(['2 主播暂时离开 进入直播间'])
  })

  it('draws what the poller already knows with the list itself', () => {
    const { poller, redrawn, watch } = aPage()
    poller.say(1, 105)
    const room = aRoom({ roomId: 1 })
    watch.setRooms([room])
    expect(watch.viewOf(room).badge?.text).toBe('暂停中')
    expect(watch.statusOf(1)).toEqual(status(105))
    expect(redrawn).toEqual([])
  })

  it('does not redraw what looks the same', () => {
    const { poller, redrawn, watch } = aPage()
    watch.setRooms([aRoom({ roomId: 1 })])
    poller.say(1, 101)
    expect(redrawn).toEqual([])
  })

  it('counts the minutes down with one timer, and stops it at the start', async () => {
    const { clock, redrawn, watch } = aPage(shanghaiMs('2026-11-20T19:57:30'))
    watch.setRooms([coming(1, '2026-11-20T20:00:00'), coming(2, '2026-11-22T20:00:00')])
    expect(clock.pending()).toBe(1)
    await clock.pass(180_000)
    expect(redrawn).toEqual(['1 还有 2 分钟 订阅', '1 还有 1 分钟 订阅', '1 即将开始 订阅'])
    expect(clock.pending()).toBe(1)
  })

  it('says "昨天" from midnight on, to everybody', async () => {
    const { clock, watch } = aPage(shanghaiMs('2026-11-20T23:00:00'))
    const room = aRoom({ roomId: 1 })
    watch.setRooms([room])
    await clock.pass(3_600_000)
    expect(watch.viewOf(room).dayText).toBe('昨天')
    expect(clock.pending()).toBe(1)
  })

  it('says that a room has expired when its planned end has passed', async () => {
    const { clock, redrawn, watch } = aPage(shanghaiMs('2026-11-20T21:30:00'))
    watch.setRooms([coming(1, '2026-11-20T20:00:00')])
    await clock.pass(1_800_000)
    expect(redrawn).toEqual([])
    await clock.pass(1)
    expect(redrawn).toEqual(['1 未开播 '])
  })

  it('runs no timer where there are no rooms', () => {
    const { clock, watch } = aPage()
    watch.setRooms([aRoom({ roomId: 1 })])
    watch.setRooms([])
    expect(clock.pending()).toBe(0)
  })

  it('marks a room as subscribed', () => {
    const { redrawn, watch } = aPage()
    watch.setRooms([coming(1, '2026-11-20T20:00:00')])
    watch.markSubscribed(1, true)
    watch.markSubscribed(99, true)
    expect(redrawn).toEqual(['1 今晚 20:00 已订阅'])
  })
})

describe('another list', () => {
  it('lets go of the rooms that are gone and keeps what is known of the others', () => {
    const { poller, watch } = aPage()
    watch.setRooms([coming(1, '2026-11-20T20:00:00'), aRoom({ roomId: 2 })])
    watch.markSubscribed(1, true)
    const again = coming(1, '2026-11-20T21:00:00')
    watch.setRooms([again, aRoom({ roomId: 3 })])
    expect(poller.listening()).toEqual([1, 3])
    expect(watch.viewOf(again)).toMatchObject({ subscribed: true, clockText: '21:00' })
    expect(watch.statusOf(2)).toBeUndefined()
  })

  it('never listens to one room twice', () => {
    const { poller, redrawn, watch } = aPage()
    watch.setRooms([aRoom({ roomId: 1 })])
    watch.setRooms([aRoom({ roomId: 1 })])
    poller.say(1, 106)
    expect(redrawn).toHaveLength(1)
  })
})

describe('a page that is hidden', () => {
  it('listens to nobody and leaves no timer', async () => {
    const { clock, poller, redrawn, watch } = aPage(shanghaiMs('2026-11-20T19:57:30'))
    watch.setRooms([coming(1, '2026-11-20T20:00:00')])
    watch.pause()
    expect(poller.listening()).toEqual([])
    expect(clock.pending()).toBe(0)
    poller.say(1, 101)
    await clock.pass(180_000)
    expect(redrawn).toEqual([])
  })

  it('catches up when it is seen again, once', async () => {
    const { clock, poller, redrawn, watch } = aPage()
    watch.setRooms([coming(1, '2026-11-20T20:00:00'), coming(2, '2026-11-20T20:00:00')])
    watch.pause()
    await clock.pass(7.8 * 3_600_000)
    poller.say(1, 101)
    watch.resume()
    watch.resume()
    expect(poller.listening()).toEqual([1, 2])
    expect(redrawn).toEqual(['1 还有 12 分钟 订阅', '2 还有 12 分钟 订阅', '1 直播中 进入直播间'])
  })

  it('knows whether its page is seen', () => {
    const { watch } = aPage()
    expect(watch.isActive()).toBe(true)
    watch.pause()
    expect(watch.isActive()).toBe(false)
    watch.resume()
    expect(watch.isActive()).toBe(true)
  })

  it('does not start listening to a list that arrives late', () => {
    const { poller, watch } = aPage()
    watch.pause()
    watch.setRooms([aRoom({ roomId: 1 })])
    expect(poller.listening()).toEqual([])
    watch.resume()
    expect(poller.listening()).toEqual([1])
  })
})

describe('a page that scrolls', () => {
  const threeRooms = [1, 2, 3].map((roomId) => aRoom({ roomId }))
  const aScrollingPage = () => {
    const page = aPage(NOON, true)
    page.watch.setRooms(threeRooms)
    return page
  }

  it('listens to nothing until it says what is on the screen, then to that alone', () => {
    const { poller, watch } = aScrollingPage()
    expect(poller.listening()).toEqual([])
    watch.setVisibleRooms([2, 3])
    expect(poller.listening()).toEqual([2, 3])
    watch.setVisibleRooms([])
    expect(poller.listening()).toEqual([])
  })

  it('keeps the last word of a room scrolled away, and catches up when it is back', () => {
    const { poller, redrawn, watch } = aScrollingPage()
    watch.setVisibleRooms([1])
    poller.say(1, 105)
    watch.setVisibleRooms([2])
    poller.say(1, 106)
    expect(watch.statusOf(1)).toEqual(status(105))
    watch.setVisibleRooms([1])
    expect(redrawn).toEqual(['1 暂停中 进入直播间', '1 主播暂时离开 进入直播间'])
  })

  it('listens once to a room that stays, and to none that it does not follow', () => {
    const { poller, redrawn, watch } = aScrollingPage()
    watch.setVisibleRooms([1, 99])
    watch.setVisibleRooms([2, 1])
    poller.say(1, 106)
    expect(poller.listening()).toEqual([1, 2])
    expect(redrawn).toHaveLength(1)
  })

  it('remembers what was on the screen while it is hidden, and through a new list', () => {
    const { poller, watch } = aScrollingPage()
    watch.setVisibleRooms([3])
    watch.pause()
    watch.setVisibleRooms([2])
    expect(poller.listening()).toEqual([])
    watch.setRooms(threeRooms.slice(1))
    watch.resume()
    expect(poller.listening()).toEqual([2])
    watch.setRooms(threeRooms)
    expect(poller.listening()).toEqual([2])
  })
})

it('draws a room that nobody follows by what the list says', () => {
  const { watch } = aPage()
  expect(watch.viewOf(aRoom({ liveStatus: status(103) })).badge?.text).toBe('已结束')
  expect(watch.statusOf(1)).toBeUndefined()
})

describe('changesAt', () => {
  it('names only what differs, under the path of one room', () => {
    const { watch } = aPage()
    const before = watch.viewOf(aRoom())
    const now = watch.viewOf(aRoom({ liveStatus: status(106) }))
    const changes = changesAt('list.value[3]', now, before)
    expect(Object.keys(changes)).toEqual(['list.value[3].badge'])
    expect(changesAt('a', now, now)).toEqual({})
  })

  const NIGHT = shanghaiMs('2026-11-20T23:59:00')
  const CODES = [0, 101, 102, 103, 104, 105, 106, 107] as const
  /** In UTF-8. */
  const bytes = (now: RoomView, before: RoomView) =>
    // the longest paths that pages have
    ['home.value.upcoming[3]', 'list.value[99].rooms[9]'].map(
      (path) => encodeURI(JSON.stringify(changesAt(path, now, before))).replace(/%../g, 'x').length,
    )
  /** The longest words: '12月28日 周六 20:00', '还有 49 分钟', '已结束 · 回放'. */
  const views = (code: (typeof CODES)[number], subscribed: boolean) =>
    ['2026-12-28T20:00:00', '2026-11-21T00:48:00', '2026-11-20T20:00:00'].map((startsAt) => {
      const startAtSec = shanghaiMs(startsAt) / 1000
      const room = aRoom({ startAtSec, endAtSec: startAtSec + 36_000, hasReplay: true })
      return roomView(room, NIGHT, { live: status(code), subscribed })
    })

  afterEach(() => setLanguage('zh'))

  const cases = CODES.flatMap((code) =>
    (['zh', 'en'] as const).map((words) => [code, words] as const),
  )
  it.each(cases)('is at most 200 bytes from %i to any other status, in %s', (code, words) => {
    setLanguage(words)
    for (const subscribed of [true, false])
      views(code, subscribed).forEach((before, at) => {
        for (const other of CODES) {
          const now = views(other, subscribed)[at] ?? before
          expect(Math.max(...bytes(now, before))).toBeLessThanOrEqual(200)
        }
        const told = views(code, !subscribed)[at] ?? before
        expect(Math.max(...bytes(told, before))).toBeLessThanOrEqual(200)
      })
  })
})
