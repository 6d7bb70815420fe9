import pino from 'pino'
import { startSandboxApi, type SandboxApi } from '../../../sandbox/api/index'
import { openApp, type App } from '../../../server/src/app'
import type { Config } from '../../../server/src/config'
import type { Home } from '../../../server/src/http/schemas/shop'
import { HOUR_MS, NOON_MS, useTemporaryFolder } from '../../helpers/node/server/builders'
import { someSettings } from '../../helpers/node/server/settings'
import { describeStorages } from '../../helpers/node/server/storages'

const GETLIVEINFO = '/wxa/business/getliveinfo'

/** Several back ends on one store, against the sandbox, on one clock that the test moves. */
function setUp() {
  const clock = { realMs: NOON_MS }
  const running = new Set<App>()
  let wechat: SandboxApi
  beforeEach(async () => {
    clock.realMs = NOON_MS
    wechat = await startSandboxApi({ realNowMs: () => clock.realMs })
  })
  afterEach(async () => {
    for (const app of running) await app.close()
    running.clear()
    await wechat.close()
  })
  return {
    clock,
    start: async (place: Partial<Config>) => {
      const config = someSettings({ ...place, wechatBaseUrl: wechat.url })
      const theOnly = { nowMs: () => clock.realMs }
      const app = await openApp({
        config,
        clock: theOnly,
        redisClock: theOnly,
        log: pino({ level: 'silent' }),
      })
      running.add(app)
      return app
    },
    stop: async (app: App) => {
      running.delete(app)
      await app.close()
    },
    calls: async (): Promise<number> => {
      const report = await fetch(`${wechat.url}/__sandbox/calls`)
      const { today } = (await report.json()) as { today: Record<string, number> }
      return today[GETLIVEINFO] ?? 0
    },
  }
}

const home = async (app: App) => {
  const response = await app.http.inject({ method: 'GET', url: '/api/v1/home' })
  expect(response.statusCode).toBe(200)
  return response.json<Home>()
}

describeStorages('of several instances', (kind) => {
  const folder = useTemporaryFolder()
  const { clock, start, stop, calls } = setUp()
  afterEach(() => kind.stop())

  it('is written by one instance, served by both, and taken over when that one stops', async () => {
    const place = await kind.start(folder())
    const [one, other] = [await start(place), await start(place)]
    await one.scheduler.tick()
    const spent = await calls()
    expect(spent).toBeGreaterThan(0)
    await other.scheduler.tick()
    expect(await calls()).toBe(spent)
    expect(await home(other)).toEqual(await home(one))

    await stop(one)
    clock.realMs += HOUR_MS
    await other.scheduler.tick()
    expect(await calls()).toBeGreaterThan(spent)
    expect((await home(other)).asOfSec).toBe(clock.realMs / 1000)
  })
})
