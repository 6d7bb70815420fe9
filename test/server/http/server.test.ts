import { gunzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import { createHealth } from '../../../server/src/http/health'
import { buildHttp, type HttpSettings } from '../../../server/src/http/server'
import type { ShopWindow } from '../../../server/src/http/shop-window'
import { createSnapshotWindow } from '../../../server/src/http/snapshot-window'
import { createMetrics } from '../../../server/src/metrics/metrics'
import type { UsageAnswer } from '../../../server/src/quota/ledger'
import { Secret } from '../../../server/src/secret'
import type { Snapshot } from '../../../server/src/store/snapshot'
import type { Trouble } from '../../../server/src/sync/refresher'
import {
  aClock,
  aKeptRoom,
  aSnapshot,
  aUsage,
  HOUR_MS,
  keptReplays,
  NOON_MS,
  NOON_SEC,
} from '../../helpers/node/server/builders'

interface World {
  snapshot: Snapshot | undefined
  usage: UsageAnswer
  trouble: Trouble | undefined
  checks: () => Promise<void>
}

const SETTINGS: HttpSettings = {
  corsOrigins: [],
  trustProxy: [],
  rateLimitPerMinute: 1000,
  metricsToken: undefined,
}
const TEXT: unknown = expect.any(String)
const LIST: unknown = expect.any(Array)
const ROOMS = Array.from({ length: 25 }, (_, index) => aKeptRoom({ roomId: index + 1 }))

/** One world for all: building the app takes longer than asking it a hundred times. */
const clock = aClock()
const world: World = {
  snapshot: undefined,
  usage: { kind: 'ledger-down', cause: 'not set up' },
  trouble: undefined,
  checks: () => Promise.resolve(),
}
const lines: string[] = []
beforeEach(() => {
  clock.set(NOON_MS)
  world.snapshot = aSnapshot({ rooms: ROOMS })
  world.usage = { kind: 'known', usage: aUsage({ used: 7 }) }
  world.trouble = undefined
  world.checks = () => Promise.resolve()
  lines.length = 0
})

const build = (settings: Partial<HttpSettings> = {}, window: Partial<ShopWindow> = {}) => {
  const current = () => world.snapshot
  return buildHttp({
    settings: { ...SETTINGS, ...settings },
    window: { ...createSnapshotWindow({ current, clock, refreshAfterSec: 60 }), ...window },
    readHealth: createHealth({
      current,
      clock,
      store: { check: () => world.checks() },
      ledger: { usage: () => Promise.resolve(world.usage) },
      trouble: () => world.trouble,
    }),
    metrics: createMetrics({
      clock,
      current,
      ledger: { usage: () => Promise.resolve(world.usage) },
      tokenExpiresAtMs: () => NOON_MS + HOUR_MS,
    }),
    log: pino({ level: 'info' }, { write: (line: string) => void lines.push(line) }),
  })
}

const asking =
  (app: FastifyInstance) =>
  (url: string, headers: Record<string, string> = {}) =>
    app.inject({ method: 'GET', url, headers })

describe('the API', () => {
  let app: FastifyInstance
  let get: ReturnType<typeof asking>
  beforeAll(async () => {
    app = await build()
    get = asking(app)
  })
  afterAll(() => app.close())

  describe.each([
    ['/api/v1/home', { live: LIST, upcoming: [], replays: [], goods: [{}] }],
    ['/api/v1/rooms', { counts: { live: 25, upcoming: 0, replay: 0 }, rooms: LIST }],
    ['/api/v1/rooms?status=upcoming', { rooms: [], nextCursor: null }],
    ['/api/v1/rooms/7', { room: { roomId: 7, liveStatus: 101 } }],
    ['/api/v1/rooms/7/replays', { roomId: 7, replays: [] }],
    ['/api/v1/products/11', { product: { productId: 11 }, rooms: LIST }],
  ])('GET %s', (url, body) => {
    it('answers with the list and its age', async () => {
      const response = await get(url)
      expect(response.statusCode).toBe(200)
      expect(response.headers['content-type']).toBe('application/json; charset=utf-8')
      expect(response.json()).toMatchObject({ asOfSec: NOON_SEC, stale: false, ...body })
    })

    it('sends nothing to a client that has it already', async () => {
      const { headers } = await get(url)
      const again = await get(url, { 'if-none-match': `"other", W/${headers.etag ?? ''}` })
      expect(again.statusCode).toBe(304)
      expect(again.body).toBe('')
      expect(again.headers.etag).toBe(headers.etag)
      // what guards a body came with the body
      expect(again.headers['strict-transport-security']).toBe(headers['strict-transport-security'])
      expect(again.headers['content-security-policy']).toBeUndefined()
    })

    it('sends less to a client that takes gzip, once', async () => {
      const plain = await get(url)
      const gzipped = await get(url, { 'accept-encoding': 'br, gzip' })
      const small = plain.rawPayload.byteLength < 1_200
      expect(gzipped.headers['content-encoding']).toBe(small ? undefined : 'gzip')
      const bytes = small ? gzipped.rawPayload : gunzipSync(gzipped.rawPayload)
      expect(bytes.equals(plain.rawPayload)).toBe(true)
      expect(Number(gzipped.headers['content-length'])).toBe(gzipped.rawPayload.byteLength)
      for (const { headers } of [plain, gzipped]) expect(headers.vary).toBe('accept-encoding')
      const again = await get(url, {
        'accept-encoding': 'gzip',
        'if-none-match': gzipped.headers.etag ?? '',
      })
      expect(again.statusCode).toBe(304)
      expect(again.headers).toMatchObject({ etag: gzipped.headers.etag, vary: 'accept-encoding' })
      expect(again.headers['content-encoding']).toBeUndefined()
    })

    it('says 503 before the first list', async () => {
      world.snapshot = undefined
      const response = await get(url)
      expect(response.statusCode).toBe(503)
      expect(response.headers['retry-after']).toBe('10')
      expect(response.json()).toMatchObject({ code: 'no-list-yet', tell: TEXT })
    })
  })

  it('leads from page to page', async () => {
    const first = (await get('/api/v1/rooms?status=live')).json<{ nextCursor: string }>()
    const second = await get(`/api/v1/rooms?status=live&cursor=${first.nextCursor}`)
    expect(second.json()).toMatchObject({ nextCursor: null })
    expect(second.json<{ rooms: unknown[] }>().rooms).toHaveLength(5)
  })

  it.each([
    ['/api/v1/rooms?status=ended', 'status', /live、upcoming、replay/],
    ['/api/v1/rooms?status=live&status=replay', 'status', /只能出现一次/],
    ['/api/v1/rooms?cursor=abc', 'cursor', /cursor/],
    [`/api/v1/rooms?cursor=${'a'.repeat(201)}`, 'cursor', /最多 200 个字符/],
    ['/api/v1/rooms/abc', 'roomId', /整数/],
    ['/api/v1/rooms/0', 'roomId', /不能小于 1/],
    ['/api/v1/rooms/9007199254740992', 'roomId', /不能大于/],
    [`/api/v1/rooms/${'7'.repeat(99)}`, 'roomId', /不能大于/],
    ['/api/v1/rooms/1.5/replays', 'roomId', /整数/],
    ['/api/v1/products/-1', 'productId', /不能小于 1/],
  ])('names the field that is wrong: %s', async (url, field, tell) => {
    const response = await get(url)
    expect(response.statusCode).toBe(400)
    expect(response.json()).toEqual({
      code: 'bad-request',
      field,
      tell: expect.stringMatching(tell) as string,
    })
  })

  it.each([
    ['/api/v1/rooms/404', 'room-not-found'],
    ['/api/v1/rooms/404/replays', 'room-not-found'],
    ['/api/v1/products/404', 'product-not-found'],
    ['/api/v1/nothing', 'not-found'],
    ['/', 'not-found'],
  ])('answers 404 for %s', async (url, code) => {
    const response = await get(url)
    expect(response.statusCode).toBe(404)
    expect(response.json()).toMatchObject({ code, tell: TEXT })
  })

  it.each([
    ['POST', '/api/v1/home', 'GET, HEAD'],
    ['PUT', '/api/v1/rooms/7', 'GET, HEAD'],
    ['DELETE', '/livez', 'GET, HEAD'],
    ['OPTIONS', '/metrics', 'GET, HEAD'],
  ] as const)('has nothing to %s at %s, and says what there is', async (method, url, allow) => {
    const response = await app.inject({
      method,
      url,
      headers: { 'content-type': 'application/json' },
      payload: '{',
    })
    expect(response.statusCode).toBe(405)
    expect(String(response.headers.allow).split(', ').sort().join(', ')).toBe(allow)
    expect(response.headers['x-content-type-options']).toBe('nosniff')
    expect(response.json()).toEqual({ code: 'wrong-method', tell: TEXT })
  })

  it.each([
    ['cannot be decoded', '/api/v1/rooms/%E0%A4%A'],
    ['is endless', `/api/v1/rooms/${'7'.repeat(2000)}`],
  ])('refuses an address that %s', async (_what, url) => {
    const response = await get(url)
    expect(response.statusCode).toBe(400)
    expect(response.json()).toMatchObject({ code: 'bad-request' })
  })

  it('never tells a client what broke, and tells the log', async () => {
    const home = () => {
      throw new Error('secret words')
    }
    const broken = await build({}, { home })
    const response = await asking(broken)('/api/v1/home')
    await broken.close()
    expect(response.statusCode).toBe(500)
    expect(response.json()).toEqual({ code: 'internal', tell: TEXT })
    expect(response.body).not.toMatch(/secret|Error|\.ts/)
    expect(lines.join('')).toMatch(/"event":"http.failed".*secret words/)
    // what the shopper saw is found in the log
    expect(response.headers['x-request-id']).toMatch(/^[\w-]{8}-1$/)
    expect(lines.join('')).toContain(`"requestId":"${String(response.headers['x-request-id'])}"`)
  })

  it('writes one line per request, with the route and not the address', async () => {
    await get('/api/v1/rooms/7?x=y')
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { event: 'http.answered', method: 'GET', route: '/api/v1/rooms/:roomId', status: 200 },
    ])
  })

  describe('guards', () => {
    it('limits a client that asks too often, and never the health routes', async () => {
      const limited = await build({ rateLimitPerMinute: 2 })
      const ask = asking(limited)
      await ask('/api/v1/home')
      await ask('/api/v1/rooms')
      const response = await ask('/api/v1/home')
      expect(response.statusCode).toBe(429)
      expect(response.json()).toMatchObject({ code: 'too-many-requests' })
      expect(Number(response.headers['retry-after'])).toBeGreaterThan(50)
      for (const url of ['/livez', '/readyz', '/livez'])
        expect((await ask(url)).statusCode).toBe(200)
      await limited.close()
    })

    it('believes X-Forwarded-For only from a proxy that it was told of', async () => {
      const ask = async (trustProxy: readonly string[]) => {
        const limited = await build({ rateLimitPerMinute: 1, trustProxy })
        await asking(limited)('/api/v1/home', { 'x-forwarded-for': '1.1.1.1' })
        const from = { 'x-forwarded-for': '2.2.2.2' }
        const { statusCode } = await asking(limited)('/api/v1/home', from)
        await limited.close()
        return statusCode
      }
      expect(await ask([])).toBe(429)
      expect(await ask(['loopback'])).toBe(200)
    })

    it('lets no web page read it, unless it was told which', async () => {
      const origin = 'https://shop.example.com'
      const ask = async (corsOrigins: readonly string[]) => {
        const open = await build({ corsOrigins })
        const { headers } = await asking(open)('/api/v1/home', { origin })
        await open.close()
        expect(headers.vary).toContain('accept-encoding')
        return headers['access-control-allow-origin']
      }
      expect(await ask([])).toBeUndefined()
      expect(await ask([origin])).toBe(origin)
      expect(await ask(['https://other.example.com'])).toBeUndefined()
    })

    it.each(['/api/v1/home', '/livez', '/nothing'])('guards %s by headers', async (path) => {
      expect((await get(path)).headers).toMatchObject({
        'strict-transport-security': TEXT,
        'x-frame-options': 'SAMEORIGIN',
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringContaining("default-src 'self'") as string,
      })
    })
  })

  describe('health', () => {
    it('is alive', async () => {
      expect((await get('/livez')).json()).toEqual({ status: 'alive' })
    })

    it('is ready, and says how old the list is and what the day has cost', async () => {
      world.snapshot = aSnapshot({ dropped: 1, replays: [keptReplays()] })
      clock.pass(HOUR_MS)
      const response = await get('/readyz')
      expect(response.statusCode).toBe(200)
      expect(response.json()).toEqual({
        ready: true,
        storage: 'ok',
        snapshot: { asOfSec: NOON_SEC, ageSec: 3600, stale: true, rooms: 1, dropped: 1 },
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

    it('is ready while WeChat refuses us, and says what the merchant can do', async () => {
      world.snapshot = undefined
      world.trouble = { atMs: NOON_MS, code: '40164', whatToDo: 'Add the address to IP白名单.' }
      const response = await get('/readyz')
      expect(response.statusCode).toBe(200)
      expect(response.json()).toMatchObject({
        snapshot: null,
        lastWechatError: { atSec: NOON_SEC, code: '40164', whatToDo: TEXT },
      })
    })

    it('is not ready when it cannot count', async () => {
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

    it('tell what happened, by route and not by address', async () => {
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

    it('are for those who show the token, where there is one', async () => {
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

  it('shows its document', async () => {
    expect((await get('/docs/')).statusCode).toBe(200)
    expect((await get('/docs/json')).json()).toMatchObject({ openapi: '3.1.0' })
  })
})
