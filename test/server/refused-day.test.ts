import { aBackEndOnTheSandbox, GETLIVEINFO } from '../helpers/node/server/on-sandbox'
import { HOUR_MS, MINUTE_MS } from '../helpers/node/server/builders'
import { Secret } from '../../server/src/secret'

const TOKEN = '/cgi-bin/stable_token'
/** From one midnight in Beijing to the next. */
const DAY_MINUTES = 24 * 60

/** A day has 1440 ticks of a whole back end. */
jest.setTimeout(60_000)

describe('a day of refusals', () => {
  const { clock, control, health, restart, tick, order } = aBackEndOnTheSandbox()

  const refuse = (path: string, errcode: number) =>
    control('POST', 'faults', { path, times: 100_000, kind: 'errcode', errcode })
  const calls = async (path: string) => {
    const report = (await (await control('GET', 'calls')).json()) as {
      days: Record<string, Record<string, number>>
    }
    return Object.values(report.days).reduce((sum, day) => sum + (day[path] ?? 0), 0)
  }
  const pass = async (minutes: number) => {
    for (let minute = 0; minute < minutes; minute += 1) {
      await tick()
      clock.realMs += MINUTE_MS
    }
  }
  const untilMidnight = () => {
    clock.realMs += 12 * HOUR_MS
  }

  it.each([
    [48001, 26, 'hour'],
    [48004, 26, 'hour'],
    [50002, 26, 'hour'],
    [61004, 26, 'hour'],
    [61007, 26, 'hour'],
    [47001, 3, 'restart'],
  ])(
    '%i for the list: %i calls of getliveinfo, and /readyz shows why',
    async (errcode, expected, end) => {
      untilMidnight()
      await refuse(GETLIVEINFO, errcode)
      await pass(DAY_MINUTES)
      expect(await calls(GETLIVEINFO)).toBe(expected)
      expect((await health()).lastWechatError).toMatchObject({
        code: String(errcode),
        pause: { end },
      })
    },
  )

  it.each([
    [40164, 27, 'hour'],
    [40013, 4, 'settings-change'],
    [40125, 4, 'settings-change'],
  ])(
    '%i for the token: %i calls for a token, none of getliveinfo, and /readyz shows why',
    async (errcode, expected, end) => {
      untilMidnight()
      await refuse(TOKEN, errcode)
      await pass(DAY_MINUTES)
      // one of them for the first quota/get
      expect(await calls(TOKEN)).toBe(expected)
      expect(await calls(GETLIVEINFO)).toBe(0)
      expect((await health()).lastWechatError).toMatchObject({
        code: String(errcode),
        pause: { end },
      })
    },
  )

  it.each([48001, 47001])(
    '%i while the process is started anew every twenty minutes, for three hours: 5 calls',
    async (errcode) => {
      await refuse(GETLIVEINFO, errcode)
      for (let restarts = 0; restarts < 9; restarts += 1) {
        await pass(20)
        await restart()
      }
      expect(await calls(GETLIVEINFO)).toBe(5)
    },
  )

  it('ends at once after a restart with a corrected setting', async () => {
    await restart({ appSecret: new Secret('wrong') })
    await pass(60)
    expect((await health()).lastWechatError).toMatchObject({
      code: '40125',
      pause: { end: 'settings-change', nextTryAtSec: null },
    })
    await restart()
    await pass(1)
    expect(await health()).toMatchObject({ lastWechatError: null, snapshot: { dropped: 0 } })
  })

  it('ends at once after a fix at WeChat and a requested refresh', async () => {
    await control('PUT', 'options', { liveEnabled: false })
    await pass(10)
    expect((await health()).lastWechatError).toMatchObject({
      code: '48001',
      whatToDo: expect.stringContaining('小程序直播') as unknown,
      pause: { end: 'hour' },
    })
    expect(await order()).toMatchObject({ result: 'failed', code: '48001' })
    await control('PUT', 'options', { liveEnabled: true })
    expect(await order()).toEqual({ result: 'refreshed' })
    expect((await health()).lastWechatError).toBeNull()
  })
})
