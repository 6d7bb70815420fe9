import type { LiveStatus } from '../../../../../miniprogram/live/domain/live-status-code'
import type { RoomId } from '../../../../../miniprogram/live/domain/room-id'
import { createLiveStatus } from '../../../../../miniprogram/live/services/live-status/poller'
import type { LiveStatusService } from '../../../../../miniprogram/live/services/live-status/poller'
import { aClock } from '../../../../helpers/app/a-clock'
import {
  aCallStore,
  aListener,
  MINUTE,
  never,
  only,
  unexpected,
} from '../../../../helpers/app/a-poller'
import { aRoom, shanghaiMs, shanghaiSec, status } from '../../../../helpers/app/builders'

const NOON = shanghaiMs('2026-11-20T12:00:00')

interface Plugin {
  readonly answer?: () => Promise<LiveStatus>
  readonly random?: () => number
}

/** Calls as 'room at second', of many rooms. */
function aHall({ answer = () => Promise.resolve(status(101)), random = () => 0 }: Plugin = {}) {
  const clock = aClock(NOON)
  const store = aCallStore()
  const calls: string[] = []
  let skewMs = 0
  const start = () =>
    createLiveStatus({
      clock: Object.assign({}, clock, { nowMs: () => clock.nowMs() + skewMs }),
      random,
      calls: store,
      sources: only(() =>
        Promise.resolve((roomId: RoomId) => {
          calls.push(`${roomId} at ${(clock.nowMs() - NOON) / 1000}`)
          return answer()
        }),
      ),
      report: unexpected,
    })
  const show = (service: LiveStatusService, roomIds: readonly number[]) =>
    roomIds.map((roomId) => service.subscribe(roomId, aListener().listen))
  return {
    clock,
    store,
    calls,
    start,
    show,
    setClock: (byMs: number) => {
      skewMs = byMs
    },
  }
}

describe('a list', () => {
  it('is asked about in its order, a little apart, by one timer', async () => {
    const { calls, clock, show, start } = aHall()
    show(start(), [7, 8, 9])
    await clock.settle()
    expect(clock.pending()).toBe(1)
    await clock.pass(1_000)
    expect(calls).toEqual(['7 at 0', '8 at 0.2', '9 at 0.4'])
    expect(clock.pending()).toBe(1)
  })

  it('is spread by chance: between two calls, and from minute to minute', async () => {
    const chances = [0.5, 0.25, 0.9, 0.75]
    let at = 0
    const { calls, clock, show, start } = aHall({ random: () => chances[at++ % 4] ?? 0 })
    show(start(), [7, 8])
    await clock.pass(71_000)
    // 200 ms and a quarter of it; then a minute, and half (0.9) of ten seconds
    expect(calls).toEqual(['7 at 0', '8 at 0.25', '7 at 65', '8 at 69.25'])
  })

  it('has three calls under way, and no more until one is answered', async () => {
    const replies: (() => void)[] = []
    const answer = () =>
      new Promise<LiveStatus>((resolve) => replies.push(() => resolve(status(101))))
    const { calls, clock, show, start } = aHall({ answer })
    show(start(), [1, 2, 3, 4, 5])
    await clock.pass(5_000)
    expect(calls).toEqual(['1 at 0', '2 at 0.2', '3 at 0.4'])
    replies[1]?.()
    await clock.settle()
    expect(calls.slice(3)).toEqual(['4 at 5'])
  })

  it('is not held up for ever by calls that hang', async () => {
    const { calls, clock, show, start } = aHall({ answer: never })
    show(start(), [1, 2, 3, 4, 5])
    await clock.pass(11_000)
    expect(calls).toEqual(['1 at 0', '2 at 0.2', '3 at 0.4', '4 at 10', '5 at 10.2'])
  })

  it('asks first about who waits longest, so that nobody is left out', async () => {
    const { calls, clock, show, start } = aHall({ answer: never })
    const rooms = Array.from({ length: 30 }, (_, at) => at + 1)
    show(start(), rooms)
    await clock.pass(110_000)
    const asked = new Set(calls.map((call) => call.split(' ')[0]))
    expect(asked.size).toBe(30)
  })

  it('gives up the place of a room that left the screen', async () => {
    const { calls, clock, show, start } = aHall()
    const [, leave] = show(start(), [1, 2, 3])
    leave?.()
    await clock.pass(1_000)
    expect(calls).toEqual(['1 at 0', '3 at 0.2'])
  })
})

describe('a restart', () => {
  it('keeps the minute', async () => {
    const { calls, clock, show, start } = aHall()
    const before = start()
    show(before, [7])
    await clock.pass(20_000)
    before.hide()
    show(start(), [7, 8])
    await clock.pass(59_000)
    expect(calls).toEqual(['7 at 0', '8 at 20', '7 at 60'])
  })

  it.each([
    ['back', -3_600_000],
    ['ahead', 3_600_000],
  ])('costs no more than a minute where the clock was set %s', async (_way, byMs) => {
    const { calls, clock, setClock, show, start } = aHall()
    const before = start()
    show(before, [7])
    await clock.pass(20_000)
    before.hide()
    setClock(byMs)
    show(start(), [7])
    await clock.pass(MINUTE)
    expect(calls.length).toBeGreaterThan(1)
  })
})

describe('a room that has not started', () => {
  const aComingRoom = (startsAt: string, endsAt: string) =>
    aRoom({
      liveStatus: status(102),
      startAtSec: shanghaiSec(`2026-11-20T${startsAt}:00`),
      endAtSec: shanghaiSec(`2026-11-20T${endsAt}:00`),
    })
  const answer = () => Promise.resolve(status(102))

  it('is asked about once, then by itself from 15 minutes before its start', async () => {
    const { calls, clock, start } = aHall({ answer })
    start().subscribe(7, aListener().listen, aComingRoom('20:00', '22:00'))
    await clock.pass(7.8 * 3_600_000)
    expect(calls).toEqual(['7 at 0', ...[0, 1, 2, 3].map((at) => `7 at ${27_900 + at * 60}`)])
  })

  it('waits through other visits, but not against a list that says it is on', async () => {
    const { calls, clock, start } = aHall({ answer })
    const service = start()
    const room = aComingRoom('20:00', '22:00')
    service.subscribe(7, aListener().listen, room)()
    service.subscribe(7, aListener().listen, room)
    await clock.pass(5 * MINUTE)
    service.subscribe(7, aListener().listen, room)
    await clock.pass(5 * MINUTE)
    expect(calls).toEqual(['7 at 0'])
    service.subscribe(7, aListener().listen, { ...room, liveStatus: status(101) })
    await clock.settle()
    expect(calls).toEqual(['7 at 0', '7 at 600'])
  })

  it('is asked about at the new time where its start is moved', async () => {
    const { calls, clock, start } = aHall({ answer })
    const service = start()
    service.subscribe(7, aListener().listen, aComingRoom('20:00', '22:00'))
    await clock.pass(MINUTE)
    service.subscribe(7, aListener().listen, aComingRoom('13:00', '15:00'))
    await clock.pass(45 * MINUTE)
    expect(calls.slice(0, 2)).toEqual(['7 at 0', '7 at 2700'])
  })

  it('waits too where the plugin knows nothing', async () => {
    const unknown = () => Promise.resolve(status(0))
    const { calls, clock, start } = aHall({ answer: unknown })
    start().subscribe(7, aListener().listen, aComingRoom('20:00', '22:00'))
    await clock.pass(10 * MINUTE)
    expect(calls).toEqual(['7 at 0'])
  })

  it('is asked about each minute while its host is late, and seldom after its end', async () => {
    const { calls, clock, start } = aHall({ answer })
    start().subscribe(7, aListener().listen, aComingRoom('11:00', '12:03'))
    await clock.pass(40 * MINUTE)
    expect(calls.map((call) => Number(call.slice(5)) / 60)).toEqual([0, 1, 2, 3, 18, 33])
  })
})
