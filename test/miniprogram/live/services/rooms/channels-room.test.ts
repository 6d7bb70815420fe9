import { channelsRoom } from '../../../../../miniprogram/live/domain/channels-room'
import type { LiveRoom } from '../../../../../miniprogram/live/services/rooms/room-provider'
import { FRIDAY_NOON_MS } from '../../../../helpers/app/a-clock'
import { aWeChat, fails, NEVER, ok } from '../../../../helpers/app/a-wechat'
import type { WeChat } from '../../../../helpers/app/a-wechat'
import { aLive, anInfo, aNotice, FRIDAY_NOON_SEC, SPH } from '../../../../helpers/app/channels'

const MINUTE = 60_000

let weChat: WeChat
let room: LiveRoom
let openChannels: typeof import('../../../../../miniprogram/live/services/rooms/channels-room').openChannels
let saveReservation: typeof import('../../../../../miniprogram/live/services/wechat/reservations').saveReservation

beforeEach(async () => {
  jest.useFakeTimers({ now: FRIDAY_NOON_MS, doNotFake: ['nextTick', 'queueMicrotask'] })
  await start(aWeChat())
})

afterEach(() => jest.useRealTimers())

async function start(client: WeChat, info: object | null = {}, notice: object | null = null) {
  weChat = client
  weChat.start()
  const service = await import('../../../../../miniprogram/live/services/rooms/channels-room')
  ;({ saveReservation } =
    await import('../../../../../miniprogram/live/services/wechat/reservations'))
  openChannels = service.openChannels
  room = service.channelsRoomOf(SPH)
  if (info !== null) weChat.endings.getChannelsLiveInfo = () => ok(anInfo(info))
  if (notice !== null) weChat.endings.getChannelsLiveNoticeInfo = () => ok(notice)
}

async function fetched(waitMs = 4_000) {
  const answer = room.fetch()
  await jest.advanceTimersByTimeAsync(waitMs)
  return answer
}

const detail = (more: object = {}) => ({
  room: channelsRoom(aLive(), Date.now()),
  asOfSec: FRIDAY_NOON_SEC,
  stale: false,
  refreshAfterSec: 60,
  ...more,
})

describe('an account', () => {
  it('is nothing before WeChat tells of it, and is kept from then on', async () => {
    expect(room.cached()).toBeNull()
    expect(await fetched()).toEqual({
      kind: 'fresh',
      value: detail(),
      asOfSec: FRIDAY_NOON_SEC,
      stale: false,
      etag: String(FRIDAY_NOON_MS),
    })
    expect(room.cached()).toEqual({
      kind: 'cached',
      value: detail(),
      asOfSec: FRIDAY_NOON_SEC,
      etag: String(FRIDAY_NOON_MS),
    })
  })

  it.each([
    [0, 'fresh'],
    [2 * MINUTE - 4_000, 'fresh'],
    [2 * MINUTE, 'stored'],
  ])('that WeChat is silent on after %d ms is %s', async (afterMs, kind) => {
    await fetched()
    weChat.endings.getChannelsLiveInfo = () => NEVER
    jest.setSystemTime(FRIDAY_NOON_MS + afterMs)
    expect(await fetched()).toMatchObject({ kind, asOfSec: FRIDAY_NOON_SEC, value: detail() })
  })

  it('that WeChat never told of has failed', async () => {
    weChat.endings.getChannelsLiveInfo = () => NEVER
    expect(await fetched()).toEqual({ kind: 'failed', message: '网络好像断了，请稍后再试' })
  })

  it('of another subject is not there', async () => {
    weChat.endings.getChannelsLiveInfo = () => fails({ errCode: 100008 })
    expect(await fetched()).toEqual({ kind: 'missing' })
    expect(room.cached()).toBeNull()
  })

  it('on a WeChat too old says so', async () => {
    await start(aWeChat('2.14.4'))
    expect(await fetched(0)).toEqual({ kind: 'failed', message: '请更新微信后观看' })
    expect(weChat.calls).toEqual([])
  })

  it('has no replays that are files', async () => {
    expect(room.cachedReplays()).toBeNull()
    expect(await room.fetchReplays()).toMatchObject({
      kind: 'fresh',
      stale: false,
      asOfSec: FRIDAY_NOON_SEC,
      value: { roomId: SPH, replays: [], asOfSec: FRIDAY_NOON_SEC, stale: false },
    })
  })

  it('opens from anywhere, by a tap alone', () => {
    expect([room.entersFromAnyPage, room.entersWithoutTap]).toEqual([true, false])
  })
})

describe('into the broadcast', () => {
  it('in the tap itself: nothing is waited for', async () => {
    await fetched()
    weChat.calls.length = 0
    const entered = room.enter({})
    // before any promise had its turn: later it would be no tap any more
    const feed = { feedId: 'feed-1', nonceId: 'nonce-1' }
    expect(weChat.calls).toEqual([['openChannelsLive', { finderUserName: SPH, ...feed }]])
    expect(await entered).toEqual({ kind: 'moved' })
  })

  it('without a feed where none is known yet', () => {
    void room.enter({ pid: 3 })
    expect(weChat.calls).toEqual([['openChannelsLive', { finderUserName: SPH }]])
  })

  it.each([{ feedId: '' }, { nonceId: '' }])('without half of a name: %j', async (info) => {
    await start(aWeChat(), info)
    await fetched()
    weChat.calls.length = 0
    void openChannels(SPH, aLive(info).latest)
    expect(weChat.calls).toEqual([['openChannelsLive', { finderUserName: SPH }]])
  })

  it('once for two taps', async () => {
    const taps = await Promise.all([room.enter({}), room.enter({})])
    expect(taps).toEqual([{ kind: 'moved' }, { kind: 'busy' }])
    expect(weChat.namesCalled()).toEqual(['openChannelsLive'])
    await room.enter({})
    expect(weChat.namesCalled()).toHaveLength(2)
  })

  it.each([
    { errMsg: 'openChannelsLive:fail cancel' },
    { errMsg: 'openChannelsLive:fail user cancelled' },
    'cancel',
  ])('is no failure where the shopper says no: %j', async (cause) => {
    weChat.endings.openChannelsLive = () => fails(cause)
    expect(await room.enter({})).toEqual({ kind: 'busy' })
    // and they may change their mind at once
    weChat.endings.openChannelsLive = () => ok({})
    expect(await room.enter({})).toEqual({ kind: 'moved' })
  })

  it.each([{ errMsg: 'openChannelsLive:fail system error' }, { errCode: 1 }, undefined, null])(
    'is one where WeChat does: %j',
    async (cause) => {
      weChat.endings.openChannelsLive = () => fails(cause)
      const message = '直播间暂时打不开，请稍后再试'
      expect(await room.enter({})).toEqual({ kind: 'failed', message, cause })
    },
  )

  it.each([
    [{ errMsg: 'openChannelsLive:fail ', err_code: 100008 }, 'missing'],
    // the form that was reported of a foreign subject: no number at all
    [{ errMsg: 'openChannelsLive:fail ' }, 'fresh'],
    // of a bad argument it is not known which of the three it was
    [{ errMsg: 'openChannelsLive:fail ', err_code: 40097 }, 'fresh'],
  ])('after %j the account is %s', async (cause, kind) => {
    await fetched()
    weChat.endings.openChannelsLive = () => fails(cause)
    expect(await room.enter({})).toMatchObject({ kind: 'failed' })
    expect(await fetched()).toMatchObject({ kind })
  })

  it('does not lead on a WeChat too old, which says so', async () => {
    await start(aWeChat('2.14.4'))
    expect(await room.enter({})).toMatchObject({ kind: 'failed', message: '请更新微信后观看' })
    expect(weChat.calls).toEqual([])
  })

  it('leads from 2.15.0 on', async () => {
    await start(aWeChat('2.15.0'))
    expect(await room.enter({})).toEqual({ kind: 'moved' })
  })

  it('does not lead out of Moments', async () => {
    const { recordEntry } = await import('../../../../../miniprogram/live/services/entry/entry')
    recordEntry({ scene: 1154, path: 'pages/index/index', query: {} })
    expect(await room.enter({})).toMatchObject({ kind: 'failed', cause: 'moments' })
    expect(weChat.calls).toEqual([])
  })
})

describe('will WeChat remind the shopper?', () => {
  async function heard() {
    const told: boolean[] = []
    expect(await room.checkReminder((one) => told.push(one))).toBeNull()
    return told
  }

  it('nobody knows of an account not known', async () => {
    expect(await heard()).toEqual([])
  })

  it('by what was done here, of the notice that stands now', async () => {
    await start(aWeChat(), { status: 3 }, aNotice())
    await fetched()
    expect(await heard()).toEqual([false])
    saveReservation('notice-1', true)
    expect(await heard()).toEqual([true])
    saveReservation('notice-1', false)
    expect(await heard()).toEqual([false])
  })

  it('not of a notice that cannot be reserved', async () => {
    await start(aWeChat(), { status: 3 }, aNotice({ reservable: false }))
    await fetched()
    expect(await heard()).toEqual([])
  })
})
