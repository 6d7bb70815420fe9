import { status } from '../../../../helpers/app/builders'
import { installRequirePlugin } from '../../../../helpers/app/globals'

type LivePlayer = typeof import('../../../../../miniprogram/live/services/wechat/plugin-client')

let livePlayer: LivePlayer

beforeEach(async () => {
  jest.resetModules()
  livePlayer = await import('../../../../../miniprogram/live/services/wechat/plugin-client')
})

afterEach(() => jest.useRealTimers())

/** A plugin that answers each call as told; what is not told does not exist. */
function install(methods: Readonly<Record<string, (options: unknown) => unknown>>) {
  const load: jest.Mock<Promise<unknown>, unknown[]> = jest.fn(() => Promise.resolve(methods))
  installRequirePlugin(Object.assign(() => undefined, { async: load }))
  return load
}

const never = () => new Promise(() => undefined)

describe('loading', () => {
  it('waits for the first use', () => {
    const load = install({})
    expect(load).not.toHaveBeenCalled()
  })

  it('happens once for everybody', async () => {
    const load = install({ getOpenid: () => Promise.resolve({ openid: 'o' }) })
    await Promise.all([livePlayer.getOpenid(7), livePlayer.getOpenid(8)])
    await livePlayer.getOpenid(9)
    expect(load).toHaveBeenCalledTimes(1)
    expect(load).toHaveBeenCalledWith('live-player-plugin')
  })

  it('is done without on a base library that cannot', async () => {
    installRequirePlugin(() => {
      throw new Error('the synchronous form must not be used')
    })
    expect(await livePlayer.getOpenid(7)).toEqual({ kind: 'plugin-unavailable' })
  })

  it('is tried again after a failure, by whoever asks next', async () => {
    const load = install({ getOpenid: () => Promise.resolve({ openid: 'o' }) })
    load.mockRejectedValueOnce({ mod: 'live-player-plugin', errMsg: 'fail' })
    expect(await livePlayer.getOpenid(7)).toEqual({ kind: 'plugin-unavailable' })
    expect(await livePlayer.getOpenid(7)).toEqual({ kind: 'ok', value: 'o' })
    expect(load).toHaveBeenCalledTimes(2)
  })

  it('survives a loader that throws', async () => {
    const load = install({})
    load.mockImplementationOnce(() => {
      throw new Error('permission deny')
    })
    expect(await livePlayer.getOpenid(7)).toEqual({ kind: 'plugin-unavailable' })
  })

  it('that hangs is not waited for by those who come much later', async () => {
    jest.useFakeTimers({ now: 0, doNotFake: ['nextTick', 'queueMicrotask'] })
    const load = install({ getOpenid: () => Promise.resolve({ openid: 'o' }) })
    load.mockImplementationOnce(() => never())
    const first = livePlayer.getOpenid(7)
    jest.setSystemTime(30_000)
    void livePlayer.getOpenid(7)
    expect(load).toHaveBeenCalledTimes(1)
    jest.setSystemTime(30_001)
    expect(await livePlayer.getOpenid(7)).toEqual({ kind: 'ok', value: 'o' })
    jest.runAllTimers()
    expect(await first).toEqual({ kind: 'timed-out' })
    expect(load).toHaveBeenCalledTimes(2)
  })

  it('once done is not repeated, however late', async () => {
    jest.useFakeTimers({ now: 0, doNotFake: ['nextTick', 'queueMicrotask'] })
    const load = install({ getOpenid: () => Promise.resolve({ openid: 'o' }) })
    await livePlayer.getOpenid(7)
    jest.setSystemTime(3_600_000)
    await livePlayer.getOpenid(7)
    expect(load).toHaveBeenCalledTimes(1)
  })
})

describe('getLiveStatus', () => {
  it.each([101, 106, 0] as const)('reads %i', async (liveStatus) => {
    const getLiveStatus = jest.fn(() => Promise.resolve({ liveStatus }))
    install({ getLiveStatus })
    expect(await livePlayer.getLiveStatus(7)).toEqual({ kind: 'ok', value: status(liveStatus) })
    expect(getLiveStatus).toHaveBeenCalledWith({ room_id: 7 })
  })

  it.each([undefined, null, 'ended', {}])('calls the answer %p unknown', async (raw) => {
    install({ getLiveStatus: () => Promise.resolve(raw) })
    expect(await livePlayer.getLiveStatus(7)).toMatchObject({
      kind: 'ok',
      value: { kind: 'unknown' },
    })
  })

  it('gives a refusal as a value', async () => {
    const cause = new Error('system error')
    install({ getLiveStatus: () => Promise.reject(cause) })
    expect(await livePlayer.getLiveStatus(7)).toEqual({ kind: 'refused', cause })
  })
})

describe('the time limit', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] }))

  const after = (waitMs: number, answer: object) => () =>
    new Promise((resolve) => setTimeout(() => resolve(answer), waitMs))

  it('ends the waiting, and a late answer is still delivered', async () => {
    install({ getLiveStatus: after(60_000, { liveStatus: 101 }) })
    const onLate = jest.fn()
    const answered = jest.fn()
    void livePlayer.getLiveStatus(7, onLate).then(answered)
    await jest.advanceTimersByTimeAsync(9_999)
    expect(answered).not.toHaveBeenCalled()
    await jest.advanceTimersByTimeAsync(1)
    expect(answered).toHaveBeenCalledWith({ kind: 'timed-out' })
    expect(onLate).not.toHaveBeenCalled()
    await jest.advanceTimersByTimeAsync(60_000)
    expect(onLate).toHaveBeenCalledWith({ kind: 'ok', value: status(101) })
    expect(answered).toHaveBeenCalledTimes(1)
  })

  it('needs nobody to listen for what comes late', async () => {
    install({ getOpenid: after(12_000, {}) })
    const answer = livePlayer.getOpenid(7)
    await jest.advanceTimersByTimeAsync(12_000)
    expect(await answer).toEqual({ kind: 'timed-out' })
  })

  it('leaves no timer behind an answer', async () => {
    install({ getLiveStatus: () => Promise.resolve({ liveStatus: 101 }) })
    const onLate = jest.fn()
    await livePlayer.getLiveStatus(7, onLate)
    expect(jest.getTimerCount()).toBe(0)
    await jest.advanceTimersByTimeAsync(20_000)
    expect(onLate).not.toHaveBeenCalled()
  })
})

describe('getSubscribeStatus', () => {
  it.each([
    [true, true],
    [1, true],
    [false, false],
    [0, false],
    [undefined, false],
  ])('reads is_subscribe %p as %p', async (is_subscribe, subscribed) => {
    install({
      getSubscribeStatus: () => Promise.resolve({ room_id: 7, openid: 'o', is_subscribe }),
    })
    expect(await livePlayer.getSubscribeStatus(7)).toEqual({
      kind: 'ok',
      value: { roomId: 7, subscribed, openid: 'o' },
    })
  })

  it('is refused by a plugin too old to have it', async () => {
    install({})
    expect(await livePlayer.getSubscribeStatus(7)).toMatchObject({ kind: 'refused' })
  })
})

it('says so when the plugin answers without an openid', async () => {
  install({ getOpenid: () => Promise.resolve({ openid: '' }) })
  expect(await livePlayer.getOpenid(7)).toEqual({ kind: 'ok', value: null })
})

describe('getShareParams', () => {
  it('takes custom params as an object and as a text', async () => {
    const custom_params = { pid: 7 }
    const text = encodeURIComponent(JSON.stringify(custom_params))
    for (const sent of [custom_params, text]) {
      install({
        getShareParams: () =>
          Promise.resolve({ room_id: 7, openid: 'o', share_openid: 's', custom_params: sent }),
      })
      jest.resetModules()
      const fresh = await import('../../../../../miniprogram/live/services/wechat/plugin-client')
      expect(await fresh.getShareParams()).toEqual({
        kind: 'ok',
        value: {
          roomId: 7,
          openid: 'o',
          shareOpenid: 's',
          customParams: { kind: 'ok', params: { pid: 7 } },
        },
      })
    }
  })

  it('does without any of it', async () => {
    install({ getShareParams: () => Promise.resolve({ room_id: 'x' }) })
    expect(await livePlayer.getShareParams()).toEqual({
      kind: 'ok',
      value: { roomId: null, openid: null, shareOpenid: null, customParams: { kind: 'none' } },
    })
  })
})

describe('readSubscribeDetail', () => {
  it('takes WeChat’s words for ours', () => {
    expect(livePlayer.readSubscribeDetail({ room_id: 7, openid: 'o', is_subscribe: true })).toEqual(
      { roomId: 7, subscribed: true, openid: 'o' },
    )
  })

  it.each([undefined, null, 'x', {}, { room_id: 0 }])('makes nothing of %p', (detail) => {
    expect(livePlayer.readSubscribeDetail(detail)).toBeNull()
  })
})

describe('connectLiveStatus', () => {
  it('hands over a function that asks there and then', async () => {
    const getLiveStatus = jest.fn(() => Promise.resolve({ liveStatus: 102 }))
    install({ getLiveStatus })
    const ask = await livePlayer.connectLiveStatus()
    expect(getLiveStatus).not.toHaveBeenCalled()
    const answer = ask?.(7)
    expect(getLiveStatus).toHaveBeenCalledWith({ room_id: 7 })
    expect(await answer).toEqual(status(102))
  })

  it('lets a refusal through, for the poller to count', async () => {
    install({ getLiveStatus: () => Promise.reject(new Error('busy')) })
    const ask = await livePlayer.connectLiveStatus()
    await expect(ask?.(7)).rejects.toThrow('busy')
  })

  it('makes a refusal of a plugin that throws', async () => {
    install({})
    const ask = await livePlayer.connectLiveStatus()
    await expect(ask?.(7)).rejects.toThrow(TypeError)
  })

  it('has nothing to hand over without the plugin', async () => {
    installRequirePlugin(() => undefined)
    expect(await livePlayer.connectLiveStatus()).toBeNull()
  })
})
