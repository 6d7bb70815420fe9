import type { LiveStatus } from '../../../../../miniprogram/live/domain/live-status-code'
import type { RoomId } from '../../../../../miniprogram/live/domain/room-id'
import { createLiveStatus } from '../../../../../miniprogram/live/services/live-status/poller'
import { aClock } from '../../../../helpers/app/a-clock'
import {
  MINUTE,
  aListener,
  aWorld,
  listed,
  only,
  quietParts,
  unexpected,
} from '../../../../helpers/app/a-poller'
import { status } from '../../../../helpers/app/builders'

describe('the first status', () => {
  it('is what the back end said, then at once what the plugin says', async () => {
    const { service, clock, calls } = aWorld(101)
    const page = aListener()
    service.subscribe(7, page.listen, listed(102))
    expect(page.codes()).toEqual([102])
    await clock.settle()
    expect(calls).toEqual([0])
    expect(page.codes()).toEqual([102, 101])
  })

  it('names the room to a listener of many', async () => {
    const { service, clock } = aWorld()
    const rooms: RoomId[] = []
    const listen = (_: LiveStatus, roomId: RoomId) => void rooms.push(roomId)
    service.subscribe(7, listen)
    service.subscribe(8, listen)
    await clock.pass(1_000)
    expect(rooms).toEqual([7, 8])
  })

  it('comes from what another page was told, without another call', async () => {
    const { service, clock, calls } = aWorld(105)
    service.subscribe(7, aListener().listen)
    await clock.settle()
    const late = aListener()
    service.subscribe(7, late.listen, listed(101))
    expect(late.codes()).toEqual([105])
    expect(calls).toHaveLength(1)
  })

  it('comes from a newer list where the plugin was last heard a while ago', async () => {
    const { service, clock } = aWorld(102)
    const stop = service.subscribe(7, aListener().listen)
    await clock.settle()
    stop()
    await clock.pass(10 * MINUTE)
    const page = aListener()
    service.subscribe(7, page.listen, listed(101))
    expect(page.codes()).toEqual([101])
  })

  it('comes from long ago where the list says nothing', async () => {
    const { service, clock } = aWorld(102)
    const stop = service.subscribe(7, aListener().listen)
    await clock.settle()
    stop()
    await clock.pass(10 * MINUTE)
    const page = aListener()
    service.subscribe(7, page.listen)
    expect(page.codes()).toEqual([102])
  })
})

describe('the minute', () => {
  it('passes between two calls', async () => {
    const { service, clock, calls } = aWorld()
    service.subscribe(7, aListener().listen)
    await clock.pass(3 * MINUTE)
    expect(calls).toEqual([0, 60, 120, 180])
  })

  it('is kept for each room on its own', async () => {
    const { service, clock, calls } = aWorld()
    service.subscribe(7, aListener().listen)
    await clock.pass(20_000)
    service.subscribe(8, aListener().listen)
    await clock.pass(MINUTE)
    expect(calls).toEqual([0, 20, 60, 80])
  })

  it('is kept by a shopper who leaves and comes back', async () => {
    const { service, clock, calls } = aWorld()
    for (let visit = 0; visit < 5; visit++) {
      const stop = service.subscribe(7, aListener().listen)
      await clock.pass(5_000)
      stop()
      await clock.pass(5_000)
    }
    expect(calls).toEqual([0])
    service.subscribe(7, aListener().listen)
    await clock.pass(MINUTE)
    expect(calls).toEqual([0, 60])
  })

  it('is kept through hide and show', async () => {
    const { service, clock, calls } = aWorld()
    service.subscribe(7, aListener().listen)
    await clock.pass(10_000)
    service.hide()
    service.show()
    await clock.pass(40_000)
    expect(calls).toEqual([0])
    await clock.pass(10_000)
    expect(calls).toEqual([0, 60])
  })

  it('counts from the call, not from a load that took long before it', async () => {
    const clock = aClock()
    const startMs = clock.nowMs()
    const calls: number[] = []
    const service = createLiveStatus({
      sources: only(
        () =>
          new Promise((resolve) => {
            const slowMs = clock.nowMs() === startMs ? 50_000 : 0
            clock.later(slowMs, () =>
              resolve(() => {
                calls.push((clock.nowMs() - startMs) / 1000)
                return Promise.resolve(status(101))
              }),
            )
          }),
      ),
      report: unexpected,
      ...quietParts(clock),
    })
    service.subscribe(7, aListener().listen)
    await clock.pass(2 * MINUTE)
    expect(calls).toEqual([50, 110])
  })

  it('holds when two attempts waited for the same load', async () => {
    const world = aWorld()
    let loaded = () => undefined as unknown
    const load = new Promise<void>((resolve) => {
      loaded = resolve
    })
    const calls: number[] = []
    const service = createLiveStatus({
      sources: only(() =>
        load.then(() => () => {
          calls.push(world.clock.nowMs())
          return Promise.resolve(status(101))
        }),
      ),
      report: unexpected,
      ...quietParts(world.clock),
    })
    const page = aListener()
    service.subscribe(7, page.listen)
    await world.clock.pass(150_000)
    loaded()
    await world.clock.settle()
    expect(calls).toHaveLength(1)
    expect(page.codes()).toEqual([101])
  })

  it('is not stretched by a phone whose clock is set back', async () => {
    const { service, clock, calls } = aWorld()
    service.subscribe(7, aListener().listen)
    await clock.settle()
    service.hide()
    clock.setNowMs(clock.nowMs() - 3_600_000)
    service.show()
    await clock.pass(MINUTE)
    expect(calls).toHaveLength(2)
  })
})

describe('an end', () => {
  it.each([103, 104, 107] as const)('%i is asked about no more', async (code) => {
    const { service, clock, calls } = aWorld(code)
    const page = aListener()
    service.subscribe(7, page.listen)
    await clock.pass(10 * MINUTE)
    expect(calls).toEqual([0])
    expect(clock.pending()).toBe(0)
    const later = aListener()
    service.subscribe(7, later.listen, listed(101))
    expect(later.codes()).toEqual([code])
    await clock.pass(10 * MINUTE)
    expect(calls).toEqual([0])
  })

  it.each([101, 102, 105, 106, 0] as const)('%i is none', async (code) => {
    const { service, clock, calls } = aWorld(code)
    service.subscribe(7, aListener().listen)
    await clock.pass(MINUTE)
    expect(calls).toEqual([0, 60])
  })

  it('that the back end knows of spares the call, and is told to everybody', async () => {
    const { service, clock, calls } = aWorld(101)
    const first = aListener()
    service.subscribe(7, first.listen)
    await clock.settle()
    service.hide()
    await clock.pass(5 * MINUTE)
    const second = aListener()
    service.subscribe(7, second.listen, listed(103))
    expect([first.codes(), second.codes()]).toEqual([[101, 103], [103]])
    service.show()
    await clock.pass(5 * MINUTE)
    expect(calls).toEqual([0])
  })
})

describe('rest', () => {
  it('comes with the last listener that leaves', async () => {
    const { service, clock, calls } = aWorld()
    const stopOne = service.subscribe(7, aListener().listen)
    const stopOther = service.subscribe(7, aListener().listen)
    await clock.settle()
    stopOne()
    stopOne()
    expect(clock.pending()).toBe(1)
    stopOther()
    expect(clock.pending()).toBe(0)
    await clock.pass(5 * MINUTE)
    expect(calls).toEqual([0])
  })

  it('comes with the background, and ends with it', async () => {
    const { service, clock, calls } = aWorld()
    service.subscribe(7, aListener().listen)
    await clock.settle()
    service.hide()
    expect(clock.pending()).toBe(0)
    service.subscribe(8, aListener().listen)
    await clock.pass(5 * MINUTE)
    expect(calls).toEqual([0])
    service.show()
    await clock.pass(1_000)
    expect(calls).toEqual([0, 300, 300.2])
  })

  it('comes before the plugin is called, if the shopper left while it was loading', async () => {
    const { service, clock, calls } = aWorld()
    const stop = service.subscribe(7, aListener().listen)
    stop()
    await clock.settle()
    expect(calls).toEqual([])
    service.subscribe(7, aListener().listen)
    await clock.settle()
    expect(calls).toEqual([0])
  })

  it('does not lose an answer that was under way', async () => {
    const world = aWorld()
    let reply: (status: LiveStatus) => void = unexpected
    world.answer = () => new Promise((resolve) => (reply = resolve))
    const page = aListener()
    world.service.subscribe(7, page.listen)
    await world.clock.settle()
    world.service.hide()
    reply(status(106))
    await world.clock.settle()
    expect(page.codes()).toEqual([106])
    expect(world.clock.pending()).toBe(0)
  })
})
