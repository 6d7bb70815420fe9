import type { FinderUserName } from '../../../../../miniprogram/live/domain/room-id'
import { FRIDAY_NOON_MS } from '../../../../helpers/app/a-clock'
import { aWeChat, fails, NEVER, ok, settle } from '../../../../helpers/app/a-wechat'
import type { WeChat } from '../../../../helpers/app/a-wechat'
import { aLive, anInfo, aNotice, OTHER, SPH } from '../../../../helpers/app/channels'

const MISMATCH = fails({ errMsg: 'getChannelsLiveInfo:fail', errCode: 100008 })

let weChat: WeChat
let channels: typeof import('../../../../../miniprogram/live/services/wechat/channels-client')

beforeEach(async () => {
  jest.useFakeTimers({ now: FRIDAY_NOON_MS, doNotFake: ['nextTick', 'queueMicrotask'] })
  weChat = aWeChat()
  await start()
})

afterEach(() => jest.useRealTimers())

async function start(client = weChat) {
  weChat = client
  weChat.start()
  channels = await import('../../../../../miniprogram/live/services/wechat/channels-client')
}

/** Asks about an account, as the poller does. */
async function asked(name: FinderUserName = SPH): Promise<unknown> {
  const ask = await channels.connectChannels()
  if (ask === null) throw new Error('too old')
  return ask(name).catch((cause: unknown) => ({ refused: cause }))
}

describe('an account that is asked about', () => {
  it('is told with its notice', async () => {
    weChat.endings.getChannelsLiveInfo = () => ok(anInfo({ status: 3 }))
    weChat.endings.getChannelsLiveNoticeInfo = () => ok(aNotice())
    expect(await asked()).toEqual({ kind: 'channels', live: aLive({ status: 3 }, aNotice()) })
    expect(weChat.calls).toEqual([
      ['getChannelsLiveInfo', { finderUserName: SPH }],
      ['getChannelsLiveNoticeInfo', { finderUserName: SPH }],
    ])
  })

  it('is told without one where WeChat fails, as it does when nothing is announced', async () => {
    weChat.endings.getChannelsLiveInfo = () => ok(anInfo({ status: 1 }))
    expect(await asked()).toEqual({ kind: 'channels', live: aLive({ status: 1 }) })
  })

  it('is told without one where the notice hangs, and leaves no timer behind', async () => {
    weChat.endings.getChannelsLiveInfo = () => ok(anInfo({ status: 3 }))
    weChat.endings.getChannelsLiveNoticeInfo = () => NEVER
    const told = asked()
    await jest.advanceTimersByTimeAsync(4_999)
    expect(channels.knownChannels(SPH)).toBeNull()
    await jest.advanceTimersByTimeAsync(1)
    expect(await told).toEqual({ kind: 'channels', live: aLive({ status: 3 }) })
    weChat.endings.getChannelsLiveNoticeInfo = () => ok(aNotice())
    await asked()
    expect(jest.getTimerCount()).toBe(0)
  })

  it('is not asked for the next broadcast while it is live', async () => {
    weChat.endings.getChannelsLiveInfo = () => ok(anInfo())
    await asked()
    expect(weChat.namesCalled()).toEqual(['getChannelsLiveInfo'])
  })

  it.each([1, 3, 4, 9])('is asked for it while its status is %d', async (status) => {
    weChat.endings.getChannelsLiveInfo = () => ok(anInfo({ status }))
    await asked()
    expect(weChat.namesCalled()).toEqual(['getChannelsLiveInfo', 'getChannelsLiveNoticeInfo'])
  })

  it('is remembered with the time of its answer', async () => {
    weChat.endings.getChannelsLiveInfo = () => ok(anInfo())
    expect(channels.knownChannels(SPH)).toBeNull()
    await asked()
    expect(channels.knownChannels(SPH)).toEqual({ live: aLive(), atMs: FRIDAY_NOON_MS })
    expect(channels.knownChannels(OTHER)).toBeNull()
  })

  it('has the picture that config.ts names for it, after a restart too', async () => {
    const { config } = await import('../../../../../miniprogram/config')
    const coverUrl = '/images/tea.jpg'
    Object.assign(config, { channelsCovers: { [SPH]: coverUrl } })
    weChat.endings.getChannelsLiveInfo = () => ok(anInfo())
    await asked()
    await asked(OTHER)
    expect(channels.knownChannels(SPH)?.live.coverUrl).toBe(coverUrl)
    expect(channels.knownChannels(OTHER)?.live.coverUrl).toBe('')
    await start()
    expect(channels.knownChannels(SPH)?.live.coverUrl).toBe('')
  })

  it('is known after a restart, of its own name alone', async () => {
    weChat.endings.getChannelsLiveInfo = () => ok(anInfo({ status: 3 }))
    weChat.endings.getChannelsLiveNoticeInfo = () => ok(aNotice())
    await asked()
    await start()
    expect(channels.knownChannels(SPH)).toEqual({
      live: aLive({ status: 3 }, aNotice()),
      atMs: FRIDAY_NOON_MS,
    })
    expect(channels.answeredAtMs(SPH)).toBe(FRIDAY_NOON_MS)
    expect(channels.knownChannels(OTHER)).toBeNull()
  })

  it.each([
    ['text', 'something'],
    ['no time', { info: anInfo(), notice: null }],
    ['no answer', { info: 7, notice: null, atMs: 1 }],
  ])('is not believed in what is stored with %s', (_name, stored) => {
    weChat.storage.wx.setStorageSync(`v1:channels:${SPH}`, stored)
    expect(channels.knownChannels(SPH)).toBeNull()
  })

  it('knows when WeChat answered, and not before: who asks meanwhile waits for it too', async () => {
    weChat.endings.getChannelsLiveInfo = () => NEVER
    void asked()
    await settle()
    expect(channels.answeredAtMs(SPH)).toBe(-Infinity)
    weChat.endings.getChannelsLiveInfo = () => fails({ errCode: -1 })
    void asked()
    await settle()
    expect(channels.answeredAtMs(SPH)).toBe(FRIDAY_NOON_MS)
    expect(channels.answeredAtMs(OTHER)).toBe(-Infinity)
  })

  it('is refused where the answer is none', async () => {
    weChat.endings.getChannelsLiveInfo = () => ok('?')
    expect(await asked()).toHaveProperty('refused')
    expect(channels.wasRefused(SPH)).toBe(true)
    expect(channels.isRefused(SPH)).toBe(false)
  })

  it('is never a room of the live component', async () => {
    const ask = await channels.connectChannels()
    await expect(ask?.(7)).rejects.toThrow()
    expect(weChat.calls).toEqual([])
  })
})

describe('who waits', () => {
  it('is told of each account that was answered about, or refused', async () => {
    const heard: string[] = []
    const stop = channels.onChannelsAnswered((of) => heard.push(of))
    weChat.endings.getChannelsLiveInfo = (of) => (of === SPH ? ok(anInfo()) : MISMATCH)
    await asked(SPH)
    await asked(OTHER)
    expect(heard).toEqual([SPH, OTHER])
    stop()
    await asked(SPH)
    expect(heard).toEqual([SPH, OTHER])
  })

  it('finds the answer when it is told', async () => {
    let known: unknown
    channels.onChannelsAnswered(() => (known = channels.knownChannels(SPH)?.live))
    weChat.endings.getChannelsLiveInfo = () => ok(anInfo())
    await asked()
    expect(known).toEqual(aLive())
  })
})

describe('a refusal', () => {
  it.each([
    [100008, true],
    [40097, true],
    [1416100, true],
    [1416104, false],
    [-1, false],
  ])('%d is for good: %p', async (errCode, forGood) => {
    weChat.endings.getChannelsLiveInfo = () => ok(anInfo())
    await asked()
    weChat.endings.getChannelsLiveInfo = () => fails({ errMsg: 'fail', errCode })
    await asked()
    expect(channels.isRefused(SPH)).toBe(forGood)
    expect(channels.wasRefused(SPH)).toBe(true)
    expect(channels.knownChannels(SPH)).toEqual(
      forGood ? null : { live: aLive(), atMs: FRIDAY_NOON_MS },
    )
    expect(channels.wasRefused(OTHER)).toBe(false)
  })

  it('is over with the first answer', async () => {
    weChat.endings.getChannelsLiveInfo = () => MISMATCH
    await asked()
    weChat.endings.getChannelsLiveInfo = () => ok(anInfo())
    await asked()
    expect([channels.isRefused(SPH), channels.wasRefused(SPH)]).toEqual([false, false])
    expect(channels.refusedAccounts()).toEqual([])
    expect(channels.knownChannels(SPH)?.live).toEqual(aLive())
  })

  it('for another subject is explained to the merchant once', async () => {
    weChat.endings.getChannelsLiveInfo = () => MISMATCH
    await asked()
    await asked()
    expect(weChat.warnings).toHaveLength(1)
    expect(weChat.warnings[0]).toContain(SPH)
    expect(weChat.warnings[0]).toContain('100008')
    const refused = (finderUserName: string) => ({
      finderUserName,
      reason: 'subject',
      code: 100008,
    })
    expect(channels.refusedAccounts()).toEqual([refused(SPH)])
    await asked(OTHER)
    expect(weChat.warnings).toHaveLength(2)
    expect(channels.refusedAccounts()).toEqual([refused(SPH), refused(OTHER)])
  })

  it.each([
    [40097, 1, ['id']],
    [1416100, 1, ['id']],
    [1416104, 0, []],
    [-14, 1, []],
  ])('%d gives the merchant %d warnings and %j', async (errCode, warnings, reasons) => {
    const { config } = await import('../../../../../miniprogram/config')
    Object.assign(config, { finderUserNames: [SPH] })
    weChat.endings.getChannelsLiveInfo = () => fails({ errMsg: 'fail', errCode })
    await asked()
    await asked()
    expect(weChat.warnings).toHaveLength(warnings)
    expect(channels.refusedAccounts().map(({ reason }) => reason)).toEqual(reasons)
  })

  it('for another subject takes with it what was known, so that no later start shows it', async () => {
    weChat.endings.getChannelsLiveInfo = () => ok(anInfo())
    await asked()
    weChat.endings.getChannelsLiveInfo = () => MISMATCH
    await asked()
    await start()
    expect(channels.knownChannels(SPH)).toBeNull()
  })

  it.each([
    { errMsg: 'getChannelsLiveInfo:fail ', err_code: 100008 },
    { errMsg: 'getChannelsLiveInfo:fail data unknow error code', err_code: '100008' },
    { errMsg: 'getChannelsLiveInfo:fail', errno: 100008 },
    { errMsg: 'getChannelsLiveInfo:fail 100008' },
  ])('takes the account away in the form %j', async (failure) => {
    weChat.endings.getChannelsLiveInfo = () => ok(anInfo())
    await asked()
    weChat.endings.getChannelsLiveInfo = () => fails(failure)
    await asked()
    expect(channels.isRefused(SPH)).toBe(true)
    expect(channels.knownChannels(SPH)).toBeNull()
    expect(weChat.warnings).toHaveLength(1)
  })
})

describe('a WeChat too old', () => {
  it.each([
    ['2.14.4', true, []],
    ['2.15.0', false, ['getChannelsLiveInfo']],
    ['2.18.1', false, ['getChannelsLiveInfo']],
    ['2.19.0', false, ['getChannelsLiveInfo', 'getChannelsLiveNoticeInfo']],
    ['2.28.0', false, ['getChannelsLiveInfo', 'getChannelsLiveNoticeInfo']],
  ])('%s is asked for what it has', async (version, isTooOld, names) => {
    await start(aWeChat(version))
    weChat.endings.getChannelsLiveInfo = () => ok(anInfo({ status: 3 }))
    const ask = await channels.connectChannels()
    expect(ask === null).toBe(isTooOld)
    await ask?.(SPH)
    expect(weChat.namesCalled()).toEqual(names)
  })

  it.each(['2.14.4', '2.22.0'])('%s cannot say who shared', async (version) => {
    await start(aWeChat(version))
    expect(await channels.getShareKey()).toBeNull()
    expect(weChat.calls).toEqual([])
  })
})

describe('who shared', () => {
  const promoter = { finderNickname: '带货人', promoterId: 'p-1', promoterOpenId: 'o-promoter' }
  const shared = (more: object) => ({
    roomId: null,
    openid: null,
    shareOpenid: null,
    customParams: { kind: 'none' },
    promoterId: null,
    ...more,
  })

  it.each([
    [{ sharerOpenId: 'o-1', promoter }, shared({ shareOpenid: 'o-1', promoterId: 'p-1' })],
    [{ sharerOpenId: 'o-1' }, shared({ shareOpenid: 'o-1' })],
    [{ sharerOpenId: 'o-1', promoter: null }, shared({ shareOpenid: 'o-1' })],
    [{ sharerOpenId: '', promoter }, shared({ promoterId: 'p-1' })],
    [{ promoter: { promoterId: '' }, sharerOpenId: '' }, null],
    [{ promoter: { promoterId: 7 }, sharerOpenId: 7 }, null],
    [{}, null],
    [null, null],
    ['o-1', null],
  ])('of %j is %j', async (result, params) => {
    weChat.endings.getChannelsShareKey = () => ok(result)
    expect(await channels.getShareKey()).toEqual(params)
    expect(weChat.namesCalled()).toEqual(['getChannelsShareKey'])
  })

  it('is nobody where WeChat, or the shopper, says no', async () => {
    expect(await channels.getShareKey()).toBeNull()
  })

  it('is asked in four scenes alone', () => {
    const scenes = Array.from({ length: 400 }, (_, at) => 950 + at)
    expect(scenes.filter(channels.mayAskShareKey)).toEqual([1177, 1184, 1195, 1208])
  })
})
