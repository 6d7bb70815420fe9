import { LINEN, openChannelsPhone, OTHER, TEA_SHOP } from './channels-phone'
import type { ChannelsPhone } from './channels-phone'

let phone: ChannelsPhone

beforeAll(async () => {
  phone = await openChannelsPhone()
})
afterAll(() => phone.close())
beforeEach(() => phone.reset())

const channels = () => phone.probe.page.locator('[data-channels]')

/** A call with a user dialog; its result is in the app's log. */
const begin = (name: string, options: object) =>
  phone.probe.page.evaluate(
    ([called, given]) => {
      const { log } = window.__sim.require('log') as { log: string[] }
      const run = window.__sim.wx[called] as (options: object) => void
      run({ ...given, complete: (result: unknown) => log.push(JSON.stringify(result)) })
    },
    [name, options] as const,
  )

describe('openChannelsLive', () => {
  const REFUSED = 'openChannelsLive:fail can only be invoked by user TAP gesture.'

  it('fails outside a tap handler', async () => {
    expect(await phone.call('openChannelsLive', { finderUserName: LINEN })).toEqual({
      errMsg: REFUSED,
    })
    await phone.probe.log()
    await phone.tap('after a while')
    expect(await phone.logged(2)).toEqual(['returned undefined', REFUSED])
  })

  it('asks the user, and fails if they refuse', async () => {
    await phone.probe.log()
    await phone.tap('at once')
    await phone.probe.page.getByText('“probe”想要打开视频号“山海小铺亚麻生活”的直播').waitFor()
    await phone.tap('取消')
    expect(await phone.logged(2)).toEqual(['returned undefined', 'openChannelsLive:fail cancel'])
    expect(await channels().count()).toBe(0)
  })

  it.each(['at once', 'knob'])('opens the room and returns: %s', async (name) => {
    await phone.probe.log()
    await phone.probe.page.getByText(name, { exact: true }).tap()
    await phone.tap('允许')
    expect(await phone.kindShown()).toBe('room')
    await phone.probe.page.getByText('亚麻衬衫全天陪你试 有问必答').waitFor()
    expect(await phone.logged(4)).toEqual([
      'returned undefined',
      'page hide',
      'app hide',
      'openChannelsLive:ok',
    ])
    await phone.tap('‹ 返回小程序')
    expect(await phone.logged(2)).toEqual(['app show 1001 undefined {}', 'page show'])
    expect(await channels().count()).toBe(0)
  })

  it('opens the end page of the last broadcast', async () => {
    await phone.setData({ account: TEA_SHOP })
    await phone.tap('at once')
    await phone.tap('允许')
    expect(await phone.kindShown()).toBe('end')
    await channels().getByText('茶室日常 随便聊聊').waitFor()
  })

  it('fails for another legal entity without a dialog', async () => {
    await phone.setData({ account: OTHER })
    await phone.probe.log()
    await phone.tap('at once')
    expect((await phone.logged(2))[1]).toBe('openChannelsLive:fail ')
  })

  it('is left by a card entry too', async () => {
    await phone.tap('at once')
    await phone.tap('允许')
    await channels().waitFor()
    await phone.probe.log()
    await phone.probe.page.evaluate(() => {
      window.__sim.enter({ path: 'pages/channels/channels', scene: 1177 })
    })
    expect(await channels().count()).toBe(0)
    expect(await phone.probe.log()).toEqual(['app show 1177 undefined {}', 'page show'])
  })
})

describe('reserveChannelsLive', () => {
  const notice = async (change?: object) => {
    if (change !== undefined) await phone.put(`channels/${TEA_SHOP}`, change)
    const { noticeId } = await phone.call('getChannelsLiveNoticeInfo', { finderUserName: TEA_SHOP })
    return String(noticeId)
  }
  const state = async () => {
    await phone.probe.page.waitForFunction(() => {
      const { log } = window.__sim.require('log') as { log: string[] }
      return log.some((line) => line.startsWith('{'))
    })
    const answer = (await phone.probe.log()).find((line) => line.startsWith('{')) ?? ''
    const { errMsg, state } = JSON.parse(answer) as Record<string, unknown>
    expect(errMsg).toBe('reserveChannelsLive:ok')
    return state
  }
  const reserve = async (noticeId: string, answer: string) => {
    await phone.probe.log()
    await begin('reserveChannelsLive', { noticeId })
    await phone.tap(answer)
    return state()
  }
  const inHours = (hours: number) => Math.round(Date.now() / 1000) + hours * 3600

  it('reserves, keeps, cancels and declines: states 5 to 8', async () => {
    const noticeId = await notice()
    expect(await reserve(noticeId, '取消')).toBe(5)
    expect(await reserve(noticeId, '预约')).toBe(6)
    expect(await reserve(noticeId, '取消')).toBe(8)
    expect(await reserve(noticeId, '取消预约')).toBe(7)
    expect(await reserve(noticeId, '取消')).toBe(5)
  })

  it('offers the room while it is live: states 1 and 2', async () => {
    const noticeId = await notice({ status: 2, notice: { startAtSec: inHours(0), status: 2 } })
    expect(await reserve(noticeId, '取消')).toBe(1)
    expect(await reserve(noticeId, '进入')).toBe(2)
    expect(await phone.kindShown()).toBe('room')
  })

  it.each([
    [3, '预告已取消', { startAtSec: inHours(1), status: 1 }],
    [4, '直播已结束', { startAtSec: inHours(-1), status: 2 }],
    [10, '预约已过期', { startAtSec: inHours(-3) }],
  ])('shows in its dialog why it is not possible: %i, %s', async (wanted, text, change) => {
    const noticeId = await notice({ notice: change })
    await phone.probe.log()
    await begin('reserveChannelsLive', { noticeId })
    await phone.probe.page.getByText(text).waitFor()
    await phone.tap('知道了')
    expect(await state()).toBe(wanted)
  })

  it('can be cancelled before the dialog opens: state 9', async () => {
    await phone.put('options', { noticeDialogMs: 60_000 })
    expect(await reserve(await notice(), '取消')).toBe(9)
    await phone.put('options', { noticeDialogMs: 20 })
    expect(await reserve(await notice(), '预约')).toBe(6)
    expect(await reserve(await notice(), '取消预约')).toBe(7)
  })

  it('fails for an invalid id', async () => {
    expect(await phone.call('reserveChannelsLive', { noticeId: 'none' })).toEqual({
      errMsg: 'reserveChannelsLive:fail invalid noticeId',
    })
  })
})

describe('<channel-live>', () => {
  const show = async (account: string, which: (feeds: string[]) => string | undefined) => {
    const info = await phone.call('getChannelsLiveInfo', { finderUserName: account })
    const others = info['otherInfos'] as { feedId: string }[]
    const feeds = [...others.map(({ feedId }) => feedId), String(info['feedId'])]
    await phone.setData({ account, feedId: which(feeds) ?? '' })
  }
  const latest = (feeds: string[]) => feeds.at(-1)
  const tag = () => phone.probe.page.locator('wx-channel-live')

  it.each([
    ['直播中', 'room', LINEN, latest],
    ['回放', 'replay', LINEN, (feeds: string[]) => feeds[0]],
    ['回放已过期', 'end', TEA_SHOP, (feeds: string[]) => feeds[0]],
    ['直播已结束', 'end', TEA_SHOP, latest],
  ])('shows %s and opens the %s page without a dialog', async (text, kind, account, which) => {
    await show(account, which)
    await tag().getByText(text, { exact: true }).waitFor()
    expect(await tag().locator('img').getAttribute('src')).toContain(`${account}/cover.svg`)
    await tag().tap()
    expect(await phone.kindShown()).toBe(kind)
  })

  it('opens the end page of the previous broadcast during preparation', async () => {
    await phone.put(`channels/${TEA_SHOP}`, { status: 4 })
    await show(TEA_SHOP, latest)
    await tag().getByText('准备中').waitFor()
    await tag().tap()
    expect(await phone.kindShown()).toBe('end')
    await channels().getByText('茶室日常 随便聊聊').waitFor()
  })

  it('shows changes', async () => {
    await show(LINEN, latest)
    await tag().getByText('直播中').waitFor()
    await phone.put(`channels/${LINEN}`, { status: 3, replayStatus: 3 })
    await tag().getByText('回放生成中').waitFor()
  })

  it('is empty for another legal entity, and opens nothing', async () => {
    await phone.setData({ account: OTHER, feedId: 'any' })
    await tag().tap()
    await phone.call('getChannelsLiveInfo', { finderUserName: LINEN })
    expect(await tag().textContent()).toBe('')
    expect(await channels().count()).toBe(0)
  })
})
