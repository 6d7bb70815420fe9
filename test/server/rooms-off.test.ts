import path from 'node:path'
import pino from 'pino'
import { startSandboxApi, type SandboxApi } from '../../sandbox/api/index'
import { openApp, type App } from '../../server/src/app'
import type { Config } from '../../server/src/config'
import type { Home, RoomList } from '../../server/src/http/schemas/shop'
import { Secret } from '../../server/src/secret'
import { HOUR_MS, NOON_MS, NOON_SEC, useTemporaryFolder } from '../helpers/node/server/builders'
import { someSettings } from '../helpers/node/server/settings'

const ADMIN_TOKEN = 'a'.repeat(32)
const OFF = { liveRooms: 'off', channelsAccounts: ['sphcqO59YEPCvoe'] } as const

/** A merchant of Channels only, against the sandbox, which counts calls. */
describe('with LIVE_ROOMS=off', () => {
  const folder = useTemporaryFolder()
  const time = { nowMs: NOON_MS }
  const running = new Set<App>()
  let wechat: SandboxApi
  beforeEach(async () => {
    time.nowMs = NOON_MS
    wechat = await startSandboxApi({ realNowMs: () => time.nowMs })
  })
  afterEach(async () => {
    for (const app of running) await app.close()
    running.clear()
    await wechat.close()
  })

  const start = async (over: Partial<Config> = OFF) => {
    const databaseFile = path.join(folder(), 'live.sqlite')
    const adminToken = new Secret(ADMIN_TOKEN)
    const config = someSettings({ wechatBaseUrl: wechat.url, databaseFile, adminToken, ...over })
    const clock = { nowMs: () => time.nowMs }
    const app = await openApp({ config, clock, log: pino({ level: 'silent' }) })
    running.add(app)
    return app
  }
  const stop = async (app: App) => {
    running.delete(app)
    await app.close()
  }
  const get = (app: App, url: string, headers: Record<string, string> = {}) =>
    app.http.inject({ method: 'GET', url, headers })
  const post = (app: App, url: string, payload: object = {}) =>
    app.http.inject({
      method: 'POST',
      url: `/api/v1/${url}`,
      headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
      payload,
    })
  const callsToday = async () => {
    const report = await fetch(`${wechat.url}/__sandbox/calls`)
    return ((await report.json()) as { today: Record<string, number> }).today
  }

  it('is ready at once, with the accounts and empty lists', async () => {
    const app = await start()
    const ready = await get(app, '/readyz')
    expect(ready.statusCode).toBe(200)
    expect(ready.json()).toEqual({
      ready: true,
      liveRooms: 'off',
      storage: 'ok',
      snapshot: null,
      quota: null,
      lastWechatError: null,
    })
    const frame = {
      asOfSec: NOON_SEC,
      stale: false,
      refreshAfterSec: 300,
      channelsAccounts: ['sphcqO59YEPCvoe'],
    }
    const home = (await get(app, '/api/v1/home')).json<Home>()
    expect(home).toEqual({ ...frame, live: [], upcoming: [], replays: [], goods: [] })
    const rooms = (await get(app, '/api/v1/rooms?list=live')).json<RoomList>()
    const counts = { live: 0, upcoming: 0, replay: 0 }
    expect(rooms).toEqual({ ...frame, counts, rooms: [], nextCursor: null })
    expect((await get(app, '/api/v1/rooms/1001')).statusCode).toBe(404)
  })

  it('calls and counts nothing with any scheduler', async () => {
    for (const scheduler of ['internal', 'request', 'tick'] as const) {
      const app = await start({ ...OFF, scheduler })
      app.scheduler.start()
      await app.scheduler.tick()
      for (const order of ['admin/refresh', 'admin/tick'])
        expect((await post(app, order)).json()).toMatchObject({
          result: 'failed',
          code: 'live-rooms-off',
          whatToDo: expect.stringMatching(/remove LIVE_ROOMS/) as string,
        })
      time.nowMs += HOUR_MS
      expect((await get(app, '/api/v1/home')).json<Home>().stale).toBe(false)
      const headers = { authorization: `Bearer ${ADMIN_TOKEN}` }
      expect((await get(app, '/api/v1/admin/quota', headers)).json()).toMatchObject({ used: 0 })
      await stop(app)
    }
    expect(await callsToday()).toEqual({})
  })

  it('hides the stored list, and serves it again when switched on', async () => {
    const on = await start({})
    await on.scheduler.tick()
    const listed = await get(on, '/api/v1/home')
    expect(listed.json<Home>().upcoming).not.toEqual([])
    await stop(on)

    const etag = String(listed.headers.etag)
    const off = await start()
    const emptied = await get(off, '/api/v1/home', { 'if-none-match': etag })
    expect(emptied.statusCode).toBe(200)
    expect(emptied.json<Home>()).toMatchObject({ live: [], upcoming: [], stale: false })
    await stop(off)

    const both = await start({ channelsAccounts: OFF.channelsAccounts })
    const again = await get(both, '/api/v1/home', { 'if-none-match': etag })
    expect(again.statusCode).toBe(200)
    expect(again.json()).toEqual({ ...listed.json<Home>(), channelsAccounts: OFF.channelsAccounts })
  })

  it('sends the same bytes from each instance, and new ones each hour', async () => {
    const one = await start()
    time.nowMs += HOUR_MS / 2
    const two = await start()
    const etagOf = async (app: App) => (await get(app, '/api/v1/home')).headers.etag
    const first = await etagOf(one)
    expect(await etagOf(two)).toBe(first)
    time.nowMs += HOUR_MS / 2
    expect(await etagOf(two)).not.toBe(first)
    expect(await etagOf(one)).toBe(await etagOf(two))
  })

  it('accepts logins with an AppSecret only', async () => {
    // the sandbox knows no such code: the answer is WeChat's refusal, not a missing route
    const login = { code: 'a-code-that-nobody-gave-out' }
    expect((await post(await start(), 'sessions', login)).json()).toMatchObject({
      code: 'login-refused',
    })
    const nobody = await start({ ...OFF, appId: '', appSecret: new Secret('') })
    expect((await post(nobody, 'sessions', login)).statusCode).toBe(404)
    expect((await get(nobody, '/readyz')).statusCode).toBe(200)
  })
})
