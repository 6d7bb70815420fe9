import path from 'node:path'
import { startSandboxApi, type SandboxApi } from '../../../sandbox/api/index'
import { openApp, type App } from '../../../server/src/app'
import type { Readiness } from '../../../server/src/http/health-schemas'
import { createLog } from '../../../server/src/log'
import { HOUR_MS, MINUTE_MS, NOON_MS, useTemporaryFolder } from '../../helpers/node/server/builders'
import { someSettings } from '../../helpers/node/server/settings'

const GETLIVEINFO = '/wxa/business/getliveinfo'

/** The whole back end against a WeChat with a clock and a count of its own. */
describe("WeChat's own clock and count", () => {
  const folder = useTemporaryFolder()
  const clock = { realMs: NOON_MS }
  let wechat: SandboxApi
  let app: App
  beforeEach(async () => {
    clock.realMs = NOON_MS
    wechat = await startSandboxApi({ realNowMs: () => clock.realMs })
    const config = someSettings({
      wechatBaseUrl: wechat.url,
      databaseFile: path.join(folder(), 'live.sqlite'),
    })
    app = await openApp({ config, clock: { nowMs: () => clock.realMs }, log: createLog('silent') })
  })
  afterEach(async () => {
    await app.close()
    await wechat.close()
  })

  const pass = async (ms: number) => {
    clock.realMs += ms
    for (let looks = 0; looks < 6; looks += 1) await app.scheduler.tick()
  }
  const options = async (body: unknown) => {
    const url = `${wechat.url}/__sandbox/options`
    const response = await fetch(url, { method: 'PUT', body: JSON.stringify(body) })
    expect(response.ok).toBe(true)
  }
  const calls = async (): Promise<number> => {
    const report = await fetch(`${wechat.url}/__sandbox/calls`)
    const { days } = (await report.json()) as { days: Record<string, Record<string, number>> }
    return Object.values(days).reduce((sum, day) => sum + (day[GETLIVEINFO] ?? 0), 0)
  }
  const quota = async () => {
    const response = await app.http.inject({ method: 'GET', url: '/readyz' })
    return response.json<Readiness>().quota
  }

  it('makes room for what another system spends, and for a lower limit', async () => {
    await options({ spentElsewhere: 300, dailyLimit: 450 })
    await pass(0)
    expect(await quota()).toMatchObject({ used: 300 + (await calls()), limit: 450, closed: false })
  })

  it('does without it where it tells nothing useful', async () => {
    await options({ spentElsewhere: 300, quotaGet: 'stuck' })
    await pass(0)
    expect(await quota()).toMatchObject({ used: await calls(), limit: 500 })
  })

  it('waits with the new day while it is not yet midnight there', async () => {
    // ours is ten minutes ahead
    await options({ dateSkewMs: -10 * MINUTE_MS })
    await pass(0)
    await pass(12 * HOUR_MS - MINUTE_MS)
    const before = await calls()
    await pass(2 * MINUTE_MS)
    await pass(4 * MINUTE_MS)
    expect(await calls()).toBe(before)
    await pass(2 * HOUR_MS)
    expect(await calls()).toBeGreaterThan(before)
    expect(await quota()).toMatchObject({ day: '2026-11-23' })
  })
})
