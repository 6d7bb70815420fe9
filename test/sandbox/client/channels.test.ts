import { startSandboxApi, type SandboxApi } from '../../../sandbox/api'
import { forward } from '../../../sandbox/client/forward'
import { openProbe, type Probe } from '../../helpers/node/browser-probe'

jest.setTimeout(60_000)

const TEA_SHOP = 'sphSandboxTeaShop'
const LINEN = 'sphSandboxLinen'
const NEW = 'sphSandboxNew'
const OTHER = 'sphSandboxOtherSubject'
const PAGE = '#/pages/channels/channels'

let api: SandboxApi
let probe: Probe

beforeAll(async () => {
  api = await startSandboxApi()
  probe = await openProbe((request, response) => {
    forward(request, response, api.url)
  })
})
afterAll(async () => {
  await probe.close()
  await api.close()
})
beforeEach(() => probe.open({ url: `app.html${PAGE}` }))
afterEach(async () => {
  for (const account of [TEA_SHOP, LINEN, NEW]) await put(`channels/${account}`, null)
  await put('options', { noticeDialogMs: 0 })
})

const put = async (path: string, body: unknown) =>
  (
    await fetch(`${api.url}/__sandbox/${path}`, { method: 'PUT', body: JSON.stringify(body) })
  ).json() as Promise<Record<string, unknown>>

/** A call of wx, settled either way. */
const call = (name: string, options: object = {}) =>
  probe.page.evaluate(
    ([api, given]) =>
      new Promise<Record<string, unknown>>((done) => {
        const run = window.__sim.wx[api] as (options: object) => void
        run({ ...given, success: done, fail: done })
      }),
    [name, options] as const,
  )
/** A call that waits for the shopper: settled into the app's log. */
const begin = (name: string, options: object) =>
  probe.page.evaluate(
    ([api, given]) => {
      const { log } = window.__sim.require('log') as { log: string[] }
      const run = window.__sim.wx[api] as (options: object) => void
      run({ ...given, complete: (result: unknown) => log.push(JSON.stringify(result)) })
    },
    [name, options] as const,
  )
const logged = async (count: number): Promise<string[]> => {
  await probe.page.waitForFunction(
    (wanted) => (window.__sim.require('log') as { log: string[] }).log.length >= wanted,
    count,
  )
  return probe.log()
}
const tap = (name: string) => probe.page.getByRole('button', { name, exact: true }).tap()
const setData = (data: object) =>
  probe.page.evaluate((given) => {
    const page = window.__sim.getCurrentPages().at(-1) as { setData(data: object): void }
    page.setData(given)
  }, data)
const channels = () => probe.page.locator('[data-channels]')
const kindShown = async () => {
  await channels().waitFor()
  return channels().getAttribute('data-channels')
}

describe('what an app asks about an account', () => {
  it('is answered as documented', async () => {
    expect(await call('getChannelsLiveInfo', { finderUserName: LINEN })).toMatchObject({
      errMsg: 'getChannelsLiveInfo:ok',
      ...{ status: 2, replayStatus: '0', nickname: '山海小铺亚麻生活' },
      otherInfos: [{ status: 3, replayStatus: '1' }],
    })
    expect(await call('getChannelsLiveNoticeInfo', { finderUserName: TEA_SHOP })).toMatchObject({
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
  ])('%s refuses %j with %i', async (name, options, errCode) => {
    const { errMsg, ...rest } = await call(name, options)
    expect(errMsg).toMatch(new RegExp(`^${name}:fail ${errCode} `))
    expect(rest).toEqual({ errCode })
  })

  it('fails where nothing is announced', async () => {
    expect(await call('getChannelsLiveNoticeInfo', { finderUserName: LINEN })).toEqual({
      errMsg: 'getChannelsLiveNoticeInfo:fail no live notice',
    })
  })

  it('leaves a trace, so that a test can count it', async () => {
    await call('getChannelsLiveInfo', { finderUserName: LINEN })
    expect(await probe.page.evaluate(() => window.__sim.effects)).toEqual([
      { name: 'getChannelsLiveInfo', options: { finderUserName: LINEN } },
    ])
  })
})

describe('an older WeChat', () => {
  const names = () =>
    probe.page.evaluate(() => {
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
    await probe.open({ url: `app.html?sdk=${sdk}${PAGE}` })
    expect(await names()).toBe(count)
    expect(await probe.errors()).toEqual([])
  })

  it('has no replays, no periods and no other notices', async () => {
    await probe.open({ url: `app.html?sdk=2.24.5${PAGE}` })
    const info = await call('getChannelsLiveInfo', { finderUserName: LINEN, endTime: 1 })
    expect(Object.keys(info).sort()).toEqual(
      'description errMsg feedId headUrl nickname nonceId status'.split(' '),
    )
    const notice = await call('getChannelsLiveNoticeInfo', { finderUserName: TEA_SHOP })
    expect(notice).not.toHaveProperty('otherInfos')
  })

  it('does not know the tag', async () => {
    await probe.open({ url: `app.html?sdk=2.28.1${PAGE}` })
    await setData({ feedId: 'any' })
    expect(await probe.errors()).toEqual([
      '<channel-live> is neither a built-in of the sandbox client nor in usingComponents',
    ])
  })

  it('wants both ids before 2.19.2', async () => {
    await probe.open({ url: `app.html?sdk=2.19.1${PAGE}` })
    await probe.log()
    await tap('at once')
    expect(await logged(2)).toContain(
      'openChannelsLive:fail parameter error: parameter.feedId should be String',
    )
    await setData({ feedId: 'F', nonceId: 'N' })
    await tap('at once')
    await tap('取消')
    expect(await logged(2)).toContain('openChannelsLive:fail cancel')
  })
})

it('gives a plugin none of it', async () => {
  await probe.open({ url: 'app.html#/pack/pages/inside/inside' })
  const seen = await probe.page.evaluate(async () => {
    const tools = window.__sim.require('tools') as {
      requireHelperLater(): Promise<{ channelsNames(): string[] }>
    }
    return (await tools.requireHelperLater()).channelsNames()
  })
  expect(seen).toEqual([])
})

describe('openChannelsLive', () => {
  const REFUSED = 'openChannelsLive:fail can only be invoked by user TAP gesture.'

  it('is refused without a tap, and after it', async () => {
    expect(await call('openChannelsLive', { finderUserName: LINEN })).toEqual({ errMsg: REFUSED })
    await probe.log()
    await tap('after a while')
    expect(await logged(2)).toEqual(['returned undefined', REFUSED])
  })

  it('asks the shopper, and fails when they would rather not', async () => {
    await probe.log()
    await tap('at once')
    await probe.page.getByText('“probe”想要打开视频号“山海小铺亚麻生活”的直播').waitFor()
    await tap('取消')
    expect(await logged(2)).toEqual(['returned undefined', 'openChannelsLive:fail cancel'])
    expect(await channels().count()).toBe(0)
  })

  it.each(['at once', 'knob'])('leaves the app for the room, and comes back: %s', async (name) => {
    await probe.log()
    await probe.page.getByText(name, { exact: true }).tap()
    await tap('允许')
    expect(await kindShown()).toBe('room')
    await probe.page.getByText('亚麻衬衫全天陪你试 有问必答').waitFor()
    expect(await logged(4)).toEqual([
      'returned undefined',
      'page hide',
      'app hide',
      'openChannelsLive:ok',
    ])
    await tap('‹ 返回小程序')
    expect(await logged(2)).toEqual(['app show 1001 undefined {}', 'page show'])
    expect(await channels().count()).toBe(0)
  })

  it('leads to the end page of the last broadcast', async () => {
    await setData({ account: TEA_SHOP })
    await tap('at once')
    await tap('允许')
    expect(await kindShown()).toBe('end')
    await channels().getByText('茶室日常 随便聊聊').waitFor()
  })

  it('fails for another subject without a dialog', async () => {
    await setData({ account: OTHER })
    await probe.log()
    await tap('at once')
    expect((await logged(2))[1]).toBe('openChannelsLive:fail 100008 视频号需要认证')
  })

  it('is left by a card, too', async () => {
    await tap('at once')
    await tap('允许')
    await channels().waitFor()
    await probe.log()
    await probe.page.evaluate(() => {
      window.__sim.enter({ path: 'pages/channels/channels', scene: 1177 })
    })
    expect(await channels().count()).toBe(0)
    expect(await probe.log()).toEqual(['app show 1177 undefined {}', 'page show'])
  })
})

describe('reserveChannelsLive', () => {
  const notice = async (change?: object) => {
    if (change !== undefined) await put(`channels/${TEA_SHOP}`, change)
    const { noticeId } = await call('getChannelsLiveNoticeInfo', { finderUserName: TEA_SHOP })
    return String(noticeId)
  }
  const state = async () => {
    await probe.page.waitForFunction(() => {
      const { log } = window.__sim.require('log') as { log: string[] }
      return log.some((line) => line.startsWith('{'))
    })
    const answer = (await probe.log()).find((line) => line.startsWith('{')) ?? ''
    const { errMsg, state } = JSON.parse(answer) as Record<string, unknown>
    expect(errMsg).toBe('reserveChannelsLive:ok')
    return state
  }
  const reserve = async (noticeId: string, answer: string) => {
    await probe.log()
    await begin('reserveChannelsLive', { noticeId })
    await tap(answer)
    return state()
  }
  const inHours = (hours: number) => Math.round(Date.now() / 1000) + hours * 3600

  it('reserves, keeps, takes back and leaves alone: 5 to 8', async () => {
    const noticeId = await notice()
    expect(await reserve(noticeId, '取消')).toBe(5)
    expect(await reserve(noticeId, '预约')).toBe(6)
    expect(await reserve(noticeId, '取消')).toBe(8)
    expect(await reserve(noticeId, '取消预约')).toBe(7)
    expect(await reserve(noticeId, '取消')).toBe(5)
  })

  it('offers the room when it is live: 1 and 2', async () => {
    const noticeId = await notice({ status: 2, notice: { startAtSec: inHours(0), status: 2 } })
    expect(await reserve(noticeId, '取消')).toBe(1)
    expect(await reserve(noticeId, '进入')).toBe(2)
    expect(await kindShown()).toBe('room')
  })

  it.each([
    [3, '预告已取消', { startAtSec: inHours(1), status: 1 }],
    [4, '直播已结束', { startAtSec: inHours(-1), status: 2 }],
    [10, '预约已过期', { startAtSec: inHours(-3) }],
  ])('says in its dialog why it cannot: %i, %s', async (wanted, text, change) => {
    const noticeId = await notice({ notice: change })
    await probe.log()
    await begin('reserveChannelsLive', { noticeId })
    await probe.page.getByText(text).waitFor()
    await tap('知道了')
    expect(await state()).toBe(wanted)
  })

  it('can be called off before the dialog comes: 9', async () => {
    await put('options', { noticeDialogMs: 60_000 })
    expect(await reserve(await notice(), '取消')).toBe(9)
    await put('options', { noticeDialogMs: 20 })
    expect(await reserve(await notice(), '预约')).toBe(6)
    expect(await reserve(await notice(), '取消预约')).toBe(7)
  })

  it('fails for an id that is none', async () => {
    expect(await call('reserveChannelsLive', { noticeId: 'none' })).toEqual({
      errMsg: 'reserveChannelsLive:fail invalid noticeId',
    })
  })
})

describe('getChannelsShareKey', () => {
  it.each([1177, 1184, 1195, 1208])('says who shared, in scene %i', async (scene) => {
    await probe.open({ url: `app.html?scene=${scene}${PAGE}` })
    expect(await call('getChannelsShareKey')).toMatchObject({
      errMsg: 'getChannelsShareKey:ok',
      sharerOpenId: 'oSandboxSharer00000000000001',
      promoter: { promoterId: 'sandbox-promoter-1' },
    })
  })

  it.each(['scene=1007', 'scene=1177&channelsShare=none'])('is refused: %s', async (query) => {
    await probe.open({ url: `app.html?${query}${PAGE}` })
    expect((await call('getChannelsShareKey'))['errMsg']).toMatch(/^getChannelsShareKey:fail /)
  })
})

describe('<channel-live>', () => {
  const show = async (account: string, which: (feeds: string[]) => string | undefined) => {
    const info = await call('getChannelsLiveInfo', { finderUserName: account })
    const others = info['otherInfos'] as { feedId: string }[]
    const feeds = [...others.map(({ feedId }) => feedId), String(info['feedId'])]
    await setData({ account, feedId: which(feeds) ?? '' })
  }
  const latest = (feeds: string[]) => feeds.at(-1)
  const tag = () => probe.page.locator('wx-channel-live')

  it.each([
    ['直播中', 'room', LINEN, latest],
    ['回放', 'replay', LINEN, (feeds: string[]) => feeds[0]],
    ['回放已过期', 'end', TEA_SHOP, (feeds: string[]) => feeds[0]],
    ['直播已结束', 'end', TEA_SHOP, latest],
  ])('draws %s, and jumps to the %s page without asking', async (text, kind, account, which) => {
    await show(account, which)
    await tag().getByText(text, { exact: true }).waitFor()
    expect(await tag().locator('img').getAttribute('src')).toContain(`${account}/cover.svg`)
    await tag().tap()
    expect(await kindShown()).toBe(kind)
  })

  it('leads to the end page of the one before while it is prepared', async () => {
    await put(`channels/${TEA_SHOP}`, { status: 4 })
    await show(TEA_SHOP, latest)
    await tag().getByText('准备中').waitFor()
    await tag().tap()
    expect(await kindShown()).toBe('end')
    await channels().getByText('茶室日常 随便聊聊').waitFor()
  })

  it('draws what is new', async () => {
    await show(LINEN, latest)
    await tag().getByText('直播中').waitFor()
    await put(`channels/${LINEN}`, { status: 3, replayStatus: 3 })
    await tag().getByText('回放生成中').waitFor()
  })

  it('shows nothing of another subject, and leads nowhere', async () => {
    await setData({ account: OTHER, feedId: 'any' })
    await tag().tap()
    await call('getChannelsLiveInfo', { finderUserName: LINEN })
    expect(await tag().textContent()).toBe('')
    expect(await channels().count()).toBe(0)
  })
})
