import { Secret } from '../../../server/src/secret'
import {
  aKeptRoom,
  aSnapshot,
  HOUR_MS,
  keptReplays,
  NOON_MS,
  NOON_SEC,
} from '../../helpers/node/server/builders'
import { anApp, asking, build, clock, world } from '../../helpers/node/server/http-world'

const TEXT: unknown = expect.any(String)

describe('monitoring', () => {
  const { get } = anApp()

  describe('health', () => {
    it('is alive', async () => {
      expect((await get('/livez')).json()).toEqual({ status: 'alive' })
    })

    it('is ready, with the age of the list and the use of the day', async () => {
      world.snapshot = aSnapshot({
        dropped: 1,
        rooms: [aKeptRoom({ goodsDropped: 3 })],
        replays: [keptReplays()],
      })
      clock.pass(HOUR_MS)
      const response = await get('/readyz')
      expect(response.statusCode).toBe(200)
      expect(response.json()).toEqual({
        ready: true,
        liveRooms: 'on',
        storage: 'ok',
        snapshot: {
          asOfSec: NOON_SEC,
          ageSec: 3600,
          stale: true,
          rooms: 1,
          dropped: 1,
          goodsDropped: 3,
        },
        quota: {
          day: '2026-11-22',
          used: 7,
          limit: 500,
          closed: false,
          resetAtSec: NOON_SEC + 12 * 3600,
        },
        lastWechatError: null,
      })
    })

    it('is ready while WeChat refuses calls, with an instruction', async () => {
      world.snapshot = undefined
      world.lastError = { atMs: NOON_MS, code: '40164', whatToDo: 'Add the address to IP白名单.' }
      const response = await get('/readyz')
      expect(response.statusCode).toBe(200)
      expect(response.json()).toMatchObject({
        snapshot: null,
        lastWechatError: { atSec: NOON_SEC, code: '40164', whatToDo: TEXT, pause: null },
      })
    })

    it.each([
      ['hour', NOON_MS + HOUR_MS, NOON_SEC + 3600],
      ['settings-change', null, null],
    ] as const)('shows the next call after a pause: %s', async (end, untilMs, nextTryAtSec) => {
      const pause = { errcode: 48001, refusedAtMs: NOON_MS, end, untilMs }
      world.lastError = { atMs: NOON_MS, code: '48001', whatToDo: 'Enable it.', pause }
      expect((await get('/readyz')).json()).toMatchObject({
        ready: true,
        lastWechatError: { code: '48001', pause: { end, nextTryAtSec } },
      })
    })

    it('is not ready when calls cannot be counted', async () => {
      world.usage = { kind: 'ledger-down', cause: new Error('secret path') }
      const response = await get('/readyz')
      expect(response.statusCode).toBe(503)
      expect(response.json()).toMatchObject({ ready: false, quota: null })
      expect(response.body).toMatch(/DATABASE_FILE/)
      expect(response.body).not.toMatch(/secret/)
    })

    it('is not ready when the list cannot be read', async () => {
      world.checks = () => Promise.reject(new Error('secret path'))
      const response = await get('/readyz')
      expect(response.statusCode).toBe(503)
      expect(response.json()).toMatchObject({
        ready: false,
        storage: expect.stringMatching(/DATABASE_FILE/) as string,
      })
    })
  })

  describe('metrics', () => {
    const metricsToken = new Secret('m'.repeat(32))

    it('count requests by route, not by address', async () => {
      await get('/api/v1/rooms/7?x=secret-words')
      await get('/secret-words')
      const response = await get('/metrics')
      expect(response.statusCode).toBe(200)
      expect(response.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8')
      expect(response.body).toMatch(
        /_count\{method="GET",route="\/api\/v1\/rooms\/:roomId",status="200"\} [1-9]/,
      )
      expect(response.body).toMatch(/_count\{method="GET",route="none",status="404"\} [1-9]/)
      expect(response.body).toMatch(/^wechat_token_life_seconds 3600$/m)
      expect(response.body).not.toContain('secret-words')
    })

    it('need the token if one is set', async () => {
      const guarded = await build({ metricsToken })
      const ask = asking(guarded)
      for (const authorization of [
        '',
        'Bearer',
        `Basic ${'m'.repeat(32)}`,
        `Bearer ${'m'.repeat(31)}`,
      ]) {
        const response = await ask('/metrics', { authorization })
        expect(response.statusCode).toBe(401)
        expect(response.headers['www-authenticate']).toBe('Bearer')
        expect(response.json()).toEqual({ code: 'not-allowed', tell: TEXT })
      }
      const response = await ask('/metrics', { authorization: `Bearer ${'m'.repeat(32)}` })
      expect(response.statusCode).toBe(200)
      await guarded.close()
    })
  })
})
