import { LINEN, openChannelsPhone, OTHER, PAGE, TEA_SHOP } from './channels-phone'
import type { ChannelsPhone } from './channels-phone'

let phone: ChannelsPhone

beforeAll(async () => {
  phone = await openChannelsPhone()
})
afterAll(() => phone.close())
beforeEach(() => phone.reset())

describe('calls for an account', () => {
  it('are answered as documented', async () => {
    expect(await phone.call('getChannelsLiveInfo', { finderUserName: LINEN })).toMatchObject({
      errMsg: 'getChannelsLiveInfo:ok',
      ...{ status: 2, replayStatus: '0', nickname: '山海小铺亚麻生活' },
      otherInfos: [{ status: 3, replayStatus: '1' }],
    })
    expect(
      await phone.call('getChannelsLiveNoticeInfo', { finderUserName: TEA_SHOP }),
    ).toMatchObject({
      errMsg: 'getChannelsLiveNoticeInfo:ok',
      ...{ status: 0, reservable: true, otherInfos: [] },
      startTime: expect.stringMatching(/^\d{10}$/) as string,
    })
  })

  it.each([
    ['getChannelsLiveInfo', { finderUserName: OTHER }, 100008],
    ['getChannelsLiveInfo', {}, 40097],
    ['getChannelsLiveInfo', { finderUserName: 'sphNobody' }, 1416100],
    ['getChannelsLiveInfo', { finderUserName: LINEN, endTime: 1 }, 1416104],
    ['getChannelsLiveNoticeInfo', { finderUserName: OTHER }, 100008],
  ])('%s refuses %j with %i', async (name, options, code) => {
    expect(await phone.call(name, options)).toEqual({ errMsg: `${name}:fail `, err_code: code })
  })

  it.each([
    ['err_code-text', { errMsg: 'fail data unknow error code', err_code: '100008' }],
    ['errCode', { errMsg: 'fail 视频号需要认证', errCode: 100008 }],
    ['errno', { errMsg: 'fail 视频号需要认证', errno: 100008 }],
    ['errMsg', { errMsg: 'fail 100008 视频号需要认证' }],
    ['none', { errMsg: 'fail ' }],
  ])('fail in the form %s', async (channelsFailureAs, { errMsg, ...number }) => {
    await phone.put('options', { channelsFailureAs })
    expect(await phone.call('getChannelsLiveInfo', { finderUserName: OTHER })).toEqual({
      errMsg: `getChannelsLiveInfo:${errMsg}`,
      ...number,
    })
  })

  it('fail without a notice', async () => {
    expect(await phone.call('getChannelsLiveNoticeInfo', { finderUserName: LINEN })).toEqual({
      errMsg: 'getChannelsLiveNoticeInfo:fail no live notice',
    })
  })

  it('are recorded, so that a test can count them', async () => {
    await phone.call('getChannelsLiveInfo', { finderUserName: LINEN })
    expect(await phone.probe.page.evaluate(() => window.__sim.effects)).toEqual([
      { name: 'getChannelsLiveInfo', options: { finderUserName: LINEN } },
    ])
  })
})

describe('an older WeChat', () => {
  const names = () =>
    phone.probe.page.evaluate(() => {
      const { wx } = window.__sim
      const can = wx['canIUse'] as (name: string) => boolean
      return [
        'getChannelsLiveInfo',
        'openChannelsLive',
        'getChannelsLiveNoticeInfo',
        'reserveChannelsLive',
        'getChannelsShareKey',
        'channel-live',
      ].filter((name) => {
        const there = name === 'channel-live' ? can(name) : wx[name] !== undefined
        if (there !== can(name)) throw new Error(`canIUse is wrong about ${name}`)
        return there
      }).length
    })

  it.each([
    ['2.14.4', 0],
    ['2.15.0', 2],
    ['2.19.0', 4],
    ['2.22.1', 5],
    ['2.28.1', 5],
    ['2.29.0', 6],
  ])('of base library %s has %i of the six names', async (sdk, count) => {
    await phone.probe.open({ url: `app.html?sdk=${sdk}${PAGE}` })
    expect(await names()).toBe(count)
    expect(await phone.probe.errors()).toEqual([])
  })

  it('has no replays, periods or other notices', async () => {
    await phone.probe.open({ url: `app.html?sdk=2.24.5${PAGE}` })
    const info = await phone.call('getChannelsLiveInfo', { finderUserName: LINEN, endTime: 1 })
    expect(Object.keys(info).sort()).toEqual(
      'description errMsg feedId headUrl nickname nonceId status'.split(' '),
    )
    const notice = await phone.call('getChannelsLiveNoticeInfo', { finderUserName: TEA_SHOP })
    expect(notice).not.toHaveProperty('otherInfos')
  })

  it('has no <channel-live>', async () => {
    await phone.probe.open({ url: `app.html?sdk=2.28.1${PAGE}` })
    await phone.setData({ feedId: 'any' })
    expect(await phone.probe.errors()).toEqual([
      '<channel-live> is neither a built-in of the sandbox client nor in usingComponents',
    ])
  })

  it('requires both ids before 2.19.2', async () => {
    await phone.probe.open({ url: `app.html?sdk=2.19.1${PAGE}` })
    await phone.probe.log()
    await phone.tap('at once')
    expect(await phone.logged(2)).toContain(
      'openChannelsLive:fail parameter error: parameter.feedId should be String',
    )
    await phone.setData({ feedId: 'F', nonceId: 'N' })
    await phone.tap('at once')
    await phone.tap('取消')
    expect(await phone.logged(2)).toContain('openChannelsLive:fail cancel')
  })
})

it('is not available to plugins', async () => {
  await phone.probe.open({ url: 'app.html#/pack/pages/inside/inside' })
  const seen = await phone.probe.page.evaluate(async () => {
    const tools = window.__sim.require('tools') as {
      requireHelperLater(): Promise<{ channelsNames(): string[] }>
    }
    return (await tools.requireHelperLater()).channelsNames()
  })
  expect(seen).toEqual([])
})

describe('getChannelsShareKey', () => {
  it.each([1177, 1184, 1195, 1208])('returns the sharer in scene %i', async (scene) => {
    await phone.probe.open({ url: `app.html?scene=${scene}${PAGE}` })
    expect(await phone.call('getChannelsShareKey')).toMatchObject({
      errMsg: 'getChannelsShareKey:ok',
      sharerOpenId: 'oSandboxSharer00000000000001',
      promoter: { promoterId: 'sandbox-promoter-1' },
    })
  })

  it.each(['scene=1007', 'scene=1177&channelsShare=none'])('fails with %s', async (query) => {
    await phone.probe.open({ url: `app.html?${query}${PAGE}` })
    expect((await phone.call('getChannelsShareKey'))['errMsg']).toMatch(
      /^getChannelsShareKey:fail /,
    )
  })
})
