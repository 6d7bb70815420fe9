import type { LiveStatus } from '../../../../../miniprogram/live/domain/live-status-code'
import { createLiveStatus } from '../../../../../miniprogram/live/services/live-status/poller'
import { aClock } from '../../../../helpers/app/a-clock'
import {
  MINUTE,
  aListener,
  aWorld,
  never,
  only,
  quietParts,
  unexpected,
} from '../../../../helpers/app/a-poller'
import { status } from '../../../../helpers/app/builders'

describe('trouble', () => {
  it('is asked about less and less, down to every 15 minutes', async () => {
    const world = aWorld()
    world.answer = () => Promise.reject(new Error('busy'))
    world.service.subscribe(7, aListener().listen)
    await world.clock.pass(60 * MINUTE)
    expect(world.calls.map((sec) => sec / 60)).toEqual([0, 1, 3, 7, 15, 30, 45, 60])
  })

  it('is over with the first good answer', async () => {
    const world = aWorld()
    world.answer = () => Promise.reject(new Error('busy'))
    world.service.subscribe(7, aListener().listen)
    await world.clock.pass(6 * MINUTE)
    world.answer = () => Promise.resolve(status(101))
    await world.clock.pass(3 * MINUTE)
    expect(world.calls.map((sec) => sec / 60)).toEqual([0, 1, 3, 7, 8, 9])
  })

  it('is forgiven when the app is shown again, but not within the minute', async () => {
    const world = aWorld()
    world.answer = () => Promise.reject(new Error('busy'))
    world.service.subscribe(7, aListener().listen)
    await world.clock.pass(7.5 * MINUTE)
    world.service.hide()
    world.service.show()
    await world.clock.pass(MINUTE)
    expect(world.calls.map((sec) => sec / 60)).toEqual([0, 1, 3, 7, 8])
  })

  it('of a plugin that is missing calls nobody, and is tried again', async () => {
    const world = aWorld()
    world.plugin = 'missing'
    world.service.subscribe(7, aListener().listen)
    await world.clock.pass(2 * MINUTE)
    expect(world.calls).toEqual([])
    world.plugin = 'there'
    await world.clock.pass(MINUTE)
    expect(world.calls).toEqual([180])
  })

  it('of a load that hangs does not stop the next', async () => {
    const world = aWorld()
    world.plugin = 'hanging'
    world.service.subscribe(7, aListener().listen)
    await world.clock.pass(30_000)
    world.plugin = 'there'
    await world.clock.pass(30_000)
    expect(world.calls).toEqual([60])
  })

  it('of a load is not stretched by a phone whose clock is set back', async () => {
    const world = aWorld()
    world.plugin = 'missing'
    const stop = world.service.subscribe(7, aListener().listen)
    await world.clock.settle()
    stop()
    world.clock.setNowMs(world.clock.nowMs() - 3_600_000)
    world.plugin = 'there'
    world.service.subscribe(7, aListener().listen)
    await world.clock.pass(MINUTE)
    expect(world.calls).toHaveLength(1)
  })

  it('of a load that is refused is trouble like any other', async () => {
    const clock = aClock()
    let loads = 0
    const service = createLiveStatus({
      sources: only(() => {
        loads += 1
        return Promise.reject(new Error('no such package'))
      }),
      report: unexpected,
      ...quietParts(clock),
    })
    service.subscribe(7, aListener().listen)
    await clock.pass(3 * MINUTE)
    expect(loads).toBe(3)
  })
})

describe('a call that hangs', () => {
  it('is given up when the next is due, and then as any failure', async () => {
    const world = aWorld()
    world.answer = never
    world.service.subscribe(7, aListener().listen)
    await world.clock.pass(7 * MINUTE)
    expect(world.calls).toEqual([0, 60, 180, 420])
  })

  it('still counts when it answers late', async () => {
    const world = aWorld()
    let reply: (status: LiveStatus) => void = unexpected
    world.answer = () => new Promise((resolve) => (reply = resolve))
    const page = aListener()
    world.service.subscribe(7, page.listen)
    await world.clock.pass(30_000)
    const firstReply = reply
    await world.clock.pass(40_000)
    firstReply(status(101))
    await world.clock.settle()
    expect(page.codes()).toEqual([101])
    expect(world.calls).toEqual([0, 60])
  })

  it('says nothing any more once a later one has answered', async () => {
    const world = aWorld()
    const replies: ((status: LiveStatus) => void)[] = []
    world.answer = () => new Promise((resolve) => replies.push(resolve))
    const page = aListener()
    world.service.subscribe(7, page.listen)
    await world.clock.pass(70_000)
    replies[1]?.(status(106))
    await world.clock.settle()
    replies[0]?.(status(103))
    await world.clock.settle()
    expect(page.codes()).toEqual([106])
  })

  it('and fails late has already been counted', async () => {
    const world = aWorld()
    const fails: ((error: Error) => void)[] = []
    world.answer = () => new Promise((_, reject) => fails.push(reject))
    world.service.subscribe(7, aListener().listen)
    await world.clock.pass(100_000)
    fails[0]?.(new Error('late'))
    world.answer = () => Promise.resolve(status(101))
    await world.clock.pass(80_000)
    expect(world.calls).toEqual([0, 60, 180])
  })
})

describe('listeners', () => {
  it('are told changes only', async () => {
    const world = aWorld(101)
    const page = aListener()
    world.service.subscribe(7, page.listen)
    await world.clock.pass(3 * MINUTE)
    world.answer = () => Promise.resolve(status(106))
    await world.clock.pass(2 * MINUTE)
    expect(page.codes()).toEqual([101, 106])
  })

  it('are all told, even if one of them throws', async () => {
    const world = aWorld(101)
    const page = aListener()
    const fault = new Error('a page in trouble')
    world.service.subscribe(7, () => {
      throw fault
    })
    world.service.subscribe(7, page.listen)
    await world.clock.pass(MINUTE)
    expect(page.codes()).toEqual([101])
    expect(world.reports).toEqual([fault])
    expect(world.calls).toEqual([0, 60])
  })

  it('are told nothing after they left, not even by the one told before them', async () => {
    const world = aWorld(101)
    const page = aListener()
    let stop = () => undefined as unknown
    world.service.subscribe(7, () => stop())
    stop = world.service.subscribe(7, page.listen)
    await world.clock.settle()
    expect(page.codes()).toEqual([])
  })

  it('may be one function listening twice', async () => {
    const world = aWorld(101)
    const page = aListener()
    const stop = world.service.subscribe(7, page.listen)
    world.service.subscribe(7, page.listen)
    stop()
    await world.clock.settle()
    expect(page.codes()).toEqual([101])
  })
})
