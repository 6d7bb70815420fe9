import { FRIDAY_NOON_MS } from '../../../helpers/app/a-clock'
import { aWeChat, fails, NEVER, ok, settle } from '../../../helpers/app/a-wechat'
import type { WeChat } from '../../../helpers/app/a-wechat'
import { anInfo, aNotice, SPH } from '../../../helpers/app/channels'

let weChat: WeChat
let onReserveTap: typeof import('../../../../miniprogram/packageA/services/reserve-channels').onReserveTap
let isReservedNotice: (noticeId: string) => boolean
let marked: [roomId: unknown, isReserved: boolean][]

beforeEach(async () => {
  jest.useFakeTimers({ now: FRIDAY_NOON_MS, doNotFake: ['nextTick', 'queueMicrotask'] })
  await start(aWeChat())
})

afterEach(() => jest.useRealTimers())

/** Starts a page whose account has been requested. */
async function start(client: WeChat, notice: object = aNotice()) {
  weChat = client
  weChat.start()
  weChat.endings.getChannelsLiveInfo = () => ok(anInfo({ status: 3 }))
  weChat.endings.getChannelsLiveNoticeInfo = () => ok(notice)
  marked = []
  ;({ onReserveTap } = await import('../../../../miniprogram/packageA/services/reserve-channels'))
  ;({ isReservedNotice } =
    await import('../../../../miniprogram/live/services/wechat/reservations'))
  const { connectChannels } =
    await import('../../../../miniprogram/live/services/wechat/channels-client')
  await (
    await connectChannels()
  )?.(SPH)
  weChat.calls.length = 0
}

function tap(room: unknown = SPH, isOpen = true) {
  const watch = { markSubscribed: (...mark: (typeof marked)[number]) => void marked.push(mark) }
  const event = { currentTarget: { dataset: { room } } }
  // the only members that the handler reads
  onReserveTap.call({ watch: isOpen ? watch : null } as never, event as never)
}

async function tapped(room?: unknown) {
  tap(room)
  await settle()
}

it('opens the dialog of the notice in the tap itself', () => {
  tap()
  expect(weChat.calls).toEqual([['reserveChannelsLive', { noticeId: 'notice-1' }]])
})

describe('the outcome of the dialog', () => {
  it.each([
    [1, null, []],
    [2, null, []],
    [3, false, ['主播取消了这场预告']],
    [4, false, ['这场直播已经结束']],
    [5, false, ['没有预约']],
    [6, true, ['已预约，开播时微信会提醒你']],
    [7, false, ['已取消预约']],
    [8, true, ['之前已经预约过了']],
    [9, false, ['这场预告已经取消']],
    [10, false, ['这场预告已经过期']],
    [11, null, []],
    ['?', null, []],
  ])('state %j: reserved %p, toast %j', async (state, reserved, toasts) => {
    const { saveReservation } =
      await import('../../../../miniprogram/live/services/wechat/reservations')
    saveReservation('notice-1', true)
    weChat.endings.reserveChannelsLive = () => ok({ state })
    await tapped()
    expect(weChat.toasts).toEqual(toasts)
    expect(marked).toEqual(reserved === null ? [] : [[SPH, reserved]])
    // without an outcome it stays as it was
    expect(isReservedNotice('notice-1')).toBe(reserved ?? true)
  })

  it.each([undefined, null, 'ok'])('is ignored in %j', async (result) => {
    weChat.endings.reserveChannelsLive = () => ok(result)
    await tapped()
    expect([weChat.toasts, marked, isReservedNotice('notice-1')]).toEqual([[], [], false])
  })
})

it('shows a toast if the dialog does not open', async () => {
  weChat.endings.reserveChannelsLive = () => fails({ errMsg: 'reserveChannelsLive:fail' })
  await tapped()
  expect(weChat.toasts).toEqual(['没有预约成功，请稍后再试'])
  expect([marked, isReservedNotice('notice-1')]).toEqual([[], false])
})

it('opens one dialog for two taps', async () => {
  weChat.endings.reserveChannelsLive = () => NEVER
  tap()
  tap()
  await settle()
  expect(weChat.namesCalled()).toEqual(['reserveChannelsLive'])
  expect(weChat.toasts).toEqual([])
})

it('opens the next once the first is over', async () => {
  await tapped()
  await tapped()
  expect(weChat.namesCalled()).toHaveLength(2)
})

it.each([
  ['a notice that closed', aNotice({ reservable: false })],
  ['one that was cancelled', aNotice({ status: 1 })],
])('shows a toast for %s in the meantime', async (_name, notice) => {
  await start(aWeChat(), notice)
  await tapped()
  expect(weChat.toasts).toEqual(['没有预约成功，请稍后再试'])
  expect(weChat.calls).toEqual([])
})

it.each([7, 'sphUnknown', null, 'wx1'])('has nothing to reserve for %j', async (room) => {
  await tapped(room)
  expect(weChat.toasts).toEqual(['没有预约成功，请稍后再试'])
  expect(weChat.calls).toEqual([])
})

it('stores the reservation even if the page was closed', async () => {
  tap(SPH, false)
  await settle()
  expect(isReservedNotice('notice-1')).toBe(true)
  expect(marked).toEqual([])
})

it('calls nothing that an old WeChat does not have', async () => {
  // with the storage of before
  weChat = aWeChat('2.18.1', weChat.storage)
  weChat.start()
  ;({ onReserveTap } = await import('../../../../miniprogram/packageA/services/reserve-channels'))
  await tapped()
  expect(weChat.calls).toEqual([])
  expect(weChat.toasts).toEqual(['请更新微信后观看'])
})
