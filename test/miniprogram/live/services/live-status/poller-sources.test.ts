import type { LiveStatus } from '../../../../../miniprogram/live/domain/live-status-code'
import { isFinderUserName } from '../../../../../miniprogram/live/domain/room-id'
import type { RoomId } from '../../../../../miniprogram/live/domain/room-id'
import type {
  RequestStatus,
  StatusSource,
} from '../../../../../miniprogram/live/services/wechat/status-source'
import { createLiveStatus } from '../../../../../miniprogram/live/services/live-status/poller'
import type { LiveStatusListener } from '../../../../../miniprogram/live/services/live-status/poller'
import { aClock } from '../../../../helpers/app/a-clock'
import { MINUTE, never, quietParts, unexpected } from '../../../../helpers/app/a-poller'
import { status } from '../../../../helpers/app/builders'
import { aNotice, channelsStatus, FRIDAY_NOON_SEC, SPH } from '../../../../helpers/app/channels'

type Connect = StatusSource['connect']

interface Sides {
  readonly plugin?: Connect
  readonly channels?: Connect
}

const missing: Connect = () => Promise.resolve(null)
const refusing: Connect = () => Promise.reject(new Error('no such package'))

/** The poller with both of WeChat's ways of telling a status. Calls are 'room at minute'. */
function aWorldOfTwo(sides: Sides = {}) {
  const clock = aClock()
  const startMs = clock.nowMs()
  const calls: string[] = []
  const world = {
    clock,
    calls,
    /** What WeChat says of the account from now on. */
    says: (): Promise<LiveStatus> => Promise.resolve(channelsStatus()),
    minutesOf: (roomId: RoomId) =>
      calls
        .filter((call) => call.startsWith(`${roomId} `))
        .map((call) => Number(call.split(' at ')[1])),
    come: (roomId: RoomId, listener: LiveStatusListener = () => undefined) =>
      service.subscribe(roomId, listener),
    hide: () => service.hide(),
    show: () => service.show(),
  }
  const note = (roomId: RoomId) =>
    calls.push(`${roomId} at ${Math.floor((clock.nowMs() - startMs) / MINUTE)}`)
  const ofPlugin: RequestStatus = (roomId) => {
    note(roomId)
    return Promise.resolve(status(101))
  }
  const ofChannels: RequestStatus = (roomId) => {
    note(roomId)
    return world.says()
  }
  const service = createLiveStatus({
    sources: [
      {
        handles: (roomId) => typeof roomId === 'number',
        connect: sides.plugin ?? (() => Promise.resolve(ofPlugin)),
      },
      { handles: isFinderUserName, connect: sides.channels ?? (() => Promise.resolve(ofChannels)) },
    ],
    report: unexpected,
    ...quietParts(clock),
  })
  return world
}

describe('of two sources', () => {
  it('each is asked about its own', async () => {
    const world = aWorldOfTwo()
    world.come(7)
    world.come(SPH)
    await world.clock.pass(2 * MINUTE)
    expect(world.minutesOf(7)).toEqual([0, 1, 2])
    expect(world.minutesOf(SPH)).toEqual([0, 1])
  })

  it.each([
    ['hangs', never],
    ['is missing', missing],
    ['is refused', refusing],
  ])('the one that %s does not keep the other waiting', async (_name, trouble) => {
    const withoutPlugin = aWorldOfTwo({ plugin: trouble })
    withoutPlugin.come(7)
    withoutPlugin.come(SPH)
    await withoutPlugin.clock.pass(2.5 * MINUTE)
    expect(withoutPlugin.calls).toEqual([`${SPH} at 0`, `${SPH} at 1`, `${SPH} at 2`])

    const withoutChannels = aWorldOfTwo({ channels: trouble })
    withoutChannels.come(SPH)
    withoutChannels.come(7)
    await withoutChannels.clock.pass(2.5 * MINUTE)
    expect(withoutChannels.calls).toEqual(['7 at 0', '7 at 1', '7 at 2'])
  })

  it('the one that nobody needs is not loaded', async () => {
    const plugin = jest.fn(missing)
    const world = aWorldOfTwo({ plugin })
    world.come(SPH)
    await world.clock.pass(10 * MINUTE)
    expect(plugin).not.toHaveBeenCalled()
  })

  it('the one that was missing is tried again on its own, and then asked', async () => {
    let isThere = false
    const world = aWorldOfTwo({
      channels: () =>
        Promise.resolve(isThere ? () => (world.calls.push('late'), world.says()) : null),
    })
    world.come(SPH)
    await world.clock.pass(0.5 * MINUTE)
    isThere = true
    await world.clock.pass(MINUTE)
    expect(world.calls).toEqual(['late'])
  })

  it('a room that neither owns is asked about by nobody, and keeps nobody waiting', async () => {
    const world = aWorldOfTwo()
    world.come('sph-none')
    await world.clock.pass(MINUTE)
    expect([world.calls, world.clock.pending()]).toEqual([[], 0])
    world.come(7)
    await world.clock.pass(0.5 * MINUTE)
    expect(world.calls).toEqual(['7 at 1'])
  })
})

describe('an account', () => {
  it.each([
    ['live', channelsStatus()],
    ['about to begin', channelsStatus({ status: 4 })],
  ])('that is %s is asked about each minute', async (_name, said) => {
    const world = aWorldOfTwo()
    world.says = () => Promise.resolve(said)
    world.come(SPH)
    await world.clock.pass(4.5 * MINUTE)
    expect(world.minutesOf(SPH)).toEqual([0, 1, 2, 3, 4])
  })

  it.each([
    ['over', channelsStatus({ status: 3 })],
    ['never live', channelsStatus({ status: 1 })],
    ['of an unknown status', channelsStatus({ status: 9 })],
    ['cancelled', channelsStatus({ status: 1 }, aNotice({ status: 1 }))],
    ['announced for tonight', channelsStatus({ status: 3 }, aNotice())],
    ['announced at no known time', channelsStatus({ status: 3 }, aNotice({ startTime: '?' }))],
  ])('that is %s is asked about every 15 minutes', async (_name, said) => {
    const world = aWorldOfTwo()
    world.says = () => Promise.resolve(said)
    world.come(SPH)
    await world.clock.pass(46 * MINUTE)
    expect(world.minutesOf(SPH)).toEqual([0, 15, 30, 45])
  })

  it('is asked about each minute from 15 minutes before its notice says', async () => {
    const world = aWorldOfTwo()
    const startTime = String(FRIDAY_NOON_SEC + 20 * 60)
    world.says = () => Promise.resolve(channelsStatus({ status: 3 }, aNotice({ startTime })))
    world.come(SPH)
    await world.clock.pass(8.5 * MINUTE)
    expect(world.minutesOf(SPH)).toEqual([0, 5, 6, 7, 8])
    // and goes on while the host is late
    await world.clock.pass(16 * MINUTE)
    expect(world.minutesOf(SPH).slice(-3)).toEqual([22, 23, 24])
  })

  it('is left alone once its host is too late to be believed', async () => {
    const world = aWorldOfTwo()
    const startTime = String(FRIDAY_NOON_SEC - 6 * 3600 + 120)
    world.says = () => Promise.resolve(channelsStatus({ status: 3 }, aNotice({ startTime })))
    world.come(SPH)
    await world.clock.pass(18 * MINUTE)
    expect(world.minutesOf(SPH)).toEqual([0, 1, 16])
  })

  it('is asked about at once for who has just come, but not within the minute', async () => {
    const world = aWorldOfTwo()
    world.says = () => Promise.resolve(channelsStatus({ status: 3 }))
    const leave = world.come(SPH)
    await world.clock.pass(0.5 * MINUTE)
    leave()
    world.come(SPH)
    await world.clock.pass(MINUTE)
    expect(world.minutesOf(SPH)).toEqual([0, 1])
    await world.clock.pass(5 * MINUTE)
    expect(world.minutesOf(SPH)).toEqual([0, 1])
    // a second page, while the first still stands
    world.come(SPH)
    await world.clock.settle()
    expect(world.minutesOf(SPH)).toEqual([0, 1, 6])
  })

  it('is told to who comes before WeChat is asked anew, and told again if it changed', async () => {
    const world = aWorldOfTwo()
    const over = channelsStatus({ status: 3 })
    world.says = () => Promise.resolve(over)
    world.come(SPH)
    await world.clock.pass(2 * MINUTE)
    const told: LiveStatus[] = []
    world.says = () => Promise.resolve(channelsStatus())
    world.come(SPH, (one) => void told.push(one))
    expect(told).toEqual([over])
    await world.clock.settle()
    expect(told).toEqual([over, channelsStatus()])
  })

  it('that is over goes on: its host may come back tomorrow', async () => {
    const world = aWorldOfTwo()
    world.says = () => Promise.resolve(channelsStatus({ status: 3 }))
    world.come(SPH)
    await world.clock.pass(24 * 60 * MINUTE)
    expect(world.minutesOf(SPH)).toHaveLength(97)
  })

  it('is not asked about while the app is hidden', async () => {
    const world = aWorldOfTwo()
    world.come(SPH)
    await world.clock.pass(1.5 * MINUTE)
    world.hide()
    await world.clock.pass(10 * MINUTE)
    expect(world.minutesOf(SPH)).toEqual([0, 1])
    world.show()
    await world.clock.settle()
    expect(world.minutesOf(SPH)).toEqual([0, 1, 11])
  })
})
