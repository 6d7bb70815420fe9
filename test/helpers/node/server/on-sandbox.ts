import path from 'node:path'
import pino from 'pino'
import { startSandboxApi, type SandboxApi } from '../../../../sandbox/api/index'
import { openApp, type App } from '../../../../server/src/app'
import type { Config } from '../../../../server/src/config'
import type { RefreshReport } from '../../../../server/src/http/schemas/admin'
import type { Readiness } from '../../../../server/src/http/schemas/health'
import { Secret } from '../../../../server/src/secret'
import { NOON_MS, useTemporaryFolder } from './builders'
import { someSettings } from './settings'

export const GETLIVEINFO = '/wxa/business/getliveinfo'
const ADMIN_TOKEN = 'a'.repeat(32)

/** For each test, the whole back end against the sandbox over TCP, on one clock that the test moves. */
export function aBackEndOnTheSandbox() {
  const folder = useTemporaryFolder()
  const clock = { realMs: NOON_MS }
  let wechat: SandboxApi
  let app: App

  const start = (over: Partial<Config> = {}) => {
    const config = someSettings({
      wechatBaseUrl: wechat.url,
      databaseFile: path.join(folder(), 'live.sqlite'),
      adminToken: new Secret(ADMIN_TOKEN),
      ...over,
    })
    const log = pino({ level: 'silent' })
    return openApp({ config, clock: { nowMs: () => clock.realMs }, log })
  }
  beforeEach(async () => {
    clock.realMs = NOON_MS
    wechat = await startSandboxApi({ realNowMs: () => clock.realMs })
    app = await start()
  })
  afterEach(async () => {
    await app.close()
    await wechat.close()
  })

  const read = async (url: string): Promise<unknown> =>
    (await app.http.inject({ method: 'GET', url })).json()
  return {
    clock,
    read,
    health: async () => (await read('/readyz')) as Readiness,
    /** One tick of the scheduler. */
    tick: () => app.scheduler.tick(),
    /** A refresh requested by the merchant. */
    order: async () => {
      const headers = { authorization: `Bearer ${ADMIN_TOKEN}` }
      const url = '/api/v1/admin/refresh'
      return (await app.http.inject({ method: 'POST', url, headers })).json<RefreshReport>()
    },
    /** Advances the clock and runs what is due. */
    pass: async (ms: number) => {
      clock.realMs += ms
      for (let looks = 0; looks < 6; looks += 1) await app.scheduler.tick()
    },
    /** On the same file. */
    restart: async (over?: Partial<Config>) => {
      await app.close()
      app = await start(over)
    },
    /** A control request to the sandbox; see sandbox/README.md. */
    control: async (method: string, what: string, body?: unknown) => {
      const response = await fetch(`${wechat.url}/__sandbox/${what}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      expect(response.ok).toBe(true)
      return response
    },
  }
}
