import { FRIDAY_NOON_MS } from '../../../../helpers/app/a-clock'
import { aWeChat, fails, NEVER, ok, settle } from '../../../../helpers/app/a-wechat'
import type { WeChat } from '../../../../helpers/app/a-wechat'
import { aLive, aLiveOf, anInfo, OTHER, SPH } from '../../../../helpers/app/channels'

const SECOND = 1000
const MINUTE = 60 * SECOND
/** Two calls are so far apart, where chance adds nothing. */
const BETWEEN_SEC = 0.2

let weChat: WeChat
let news: typeof import('../../../../../miniprogram/live/services/live-status/channels-status')

beforeEach(async () => {
  jest.useFakeTimers({ now: FRIDAY_NOON_MS, doNotFake: ['nextTick', 'queueMicrotask'] })
  await start(aWeChat())
  weChat.endings.getChannelsLiveInfo = () => ok(anInfo())
})

afterEach(() => jest.useRealTimers())

async function start(client: WeChat) {
  weChat = client
  weChat.start()
  jest.spyOn(Math, 'random').mockReturnValue(0)
  news = await import('../../../../../miniprogram/live/services/live-status/channels-status')
}

/** What a list is told, and after how many seconds. */
async function told(accounts: Parameters<typeof news.refreshChannels>[0], waitMs = 4 * SECOND) {
  const heard: { lives: unknown; sec: number }[] = []
  const fromMs = Date.now()
  void news
    .refreshChannels(accounts)
    .then((lives) => heard.push({ lives, sec: (Date.now() - fromMs) / SECOND }))
  await jest.advanceTimersByTimeAsync(waitMs)
  expect(heard).toHaveLength(1)
  return heard[0]
}

it('asks nobody where there is no account', async () => {
  expect(await told([], 0)).toEqual({ lives: [], sec: 0 })
  expect(weChat.calls).toEqual([])
})

it('hears of all accounts, in their order', async () => {
  expect(await told([OTHER, SPH])).toEqual({
    lives: [aLiveOf(OTHER), aLive()],
    sec: BETWEEN_SEC,
  })
  expect(news.cachedChannels([SPH, OTHER])).toEqual([aLive(), aLiveOf(OTHER)])
})

it('asks WeChat once a minute, however many lists there are', async () => {
  await told([SPH])
  await told([SPH], 0)
  expect(weChat.namesCalled()).toEqual(['getChannelsLiveInfo'])
  await jest.advanceTimersByTimeAsync(MINUTE)
  weChat.endings.getChannelsLiveInfo = () => ok(anInfo({ description: '新的一场' }))
  expect(await told([SPH])).toMatchObject({ lives: [aLive({ description: '新的一场' })] })
  expect(weChat.namesCalled()).toHaveLength(2)
})

it('goes on asking for no list: who has heard is gone', async () => {
  await told([SPH])
  await jest.advanceTimersByTimeAsync(60 * MINUTE)
  expect(weChat.namesCalled()).toHaveLength(1)
  expect(jest.getTimerCount()).toBe(0)
})

it('believes a phone whose clock was set back', async () => {
  await told([SPH])
  jest.setSystemTime(FRIDAY_NOON_MS - 60 * MINUTE)
  await told([SPH])
  expect(weChat.namesCalled()).toHaveLength(1)
  await jest.advanceTimersByTimeAsync(2 * MINUTE)
  await told([SPH])
  expect(weChat.namesCalled()).toHaveLength(2)
})

it('waits three seconds for a WeChat that says nothing, and goes by what was known', async () => {
  await told([SPH])
  await jest.advanceTimersByTimeAsync(2 * MINUTE)
  weChat.endings.getChannelsLiveInfo = (of) => (of === SPH ? NEVER : ok(anInfo()))
  expect(await told([SPH, OTHER])).toEqual({ lives: [aLive(), aLiveOf(OTHER)], sec: 3 })
  await jest.advanceTimersByTimeAsync(60 * MINUTE)
  expect(jest.getTimerCount()).toBe(0)
})

it('waits for an answer that another list has asked for', async () => {
  let answer: (result: unknown) => void = () => undefined
  weChat.parts['getChannelsLiveInfo'] = ({ success }: { success: typeof answer }) => {
    answer = success
  }
  const first = news.refreshChannels([SPH])
  await settle()
  const second = news.refreshChannels([SPH])
  await settle()
  answer(anInfo())
  expect(await Promise.all([first, second])).toEqual([[aLive()], [aLive()]])
})

it('does not wait long for an account that WeChat has just refused', async () => {
  const callsOf = (account: string) =>
    weChat.calls.filter(([, of]) => 'finderUserName' in of && of.finderUserName === account)
  weChat.endings.getChannelsLiveInfo = (of) =>
    of === SPH ? fails({ errCode: 1416104 }) : ok(anInfo())
  expect(await told([SPH, OTHER])).toEqual({ lives: [aLiveOf(OTHER)], sec: BETWEEN_SEC })
  expect(await told([SPH], 0)).toEqual({ lives: [], sec: 0 })
  await jest.advanceTimersByTimeAsync(2 * MINUTE)
  weChat.endings.getChannelsLiveInfo = () => NEVER
  expect(await told([SPH])).toEqual({ lives: [], sec: 0.5 })
  expect(callsOf(SPH)).toHaveLength(2)
})

it('shows it as soon as WeChat tells of it after all', async () => {
  weChat.endings.getChannelsLiveInfo = () => fails({ errCode: 1416104 })
  await told([SPH])
  await jest.advanceTimersByTimeAsync(2 * MINUTE)
  weChat.endings.getChannelsLiveInfo = () => ok(anInfo())
  expect(await told([SPH])).toEqual({ lives: [aLive()], sec: 0 })
})

it('never asks again about one refused for good', async () => {
  weChat.endings.getChannelsLiveInfo = () => fails({ errCode: 100008 })
  await told([SPH])
  await jest.advanceTimersByTimeAsync(2 * MINUTE)
  expect(await told([SPH], 0)).toEqual({ lives: [], sec: 0 })
  await jest.advanceTimersByTimeAsync(MINUTE)
  expect(weChat.namesCalled()).toEqual(['getChannelsLiveInfo'])
})

it('does not wait where WeChat is too old', async () => {
  await start(aWeChat('2.14.4'))
  expect(await told([SPH], 0)).toEqual({ lives: [], sec: 0 })
  await jest.advanceTimersByTimeAsync(MINUTE)
  expect(weChat.calls).toEqual([])
})

it('knows what was said before a restart, and asks anew after the minute alone', async () => {
  await told([SPH])
  await start(aWeChat('3.4.0', weChat.storage))
  weChat.endings.getChannelsLiveInfo = () => ok(anInfo({ status: 3 }))
  expect(news.cachedChannels([SPH])).toEqual([aLive()])
  expect(await told([SPH], 0)).toEqual({ lives: [aLive()], sec: 0 })
  await jest.advanceTimersByTimeAsync(MINUTE)
  expect(await told([SPH])).toEqual({ lives: [aLive({ status: 3 })], sec: 0 })
})
