import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { buildHttp } from '../../../server/src/http/server'
import { createShopQueries } from '../../../server/src/http/snapshot/shop-queries'
import { Secret } from '../../../server/src/secret'
import { openSqliteSessionStore } from '../../../server/src/sessions/session-store'
import { createSessions } from '../../../server/src/sessions/sessions'
import { openDatabase } from '../../../server/src/store/database'
import {
  aClock,
  aKeptRoom,
  aLog,
  aSnapshot,
  aUsage,
  keptReplays,
} from '../../helpers/node/server/builders'

const RUNS = 10_000
const ADMIN_TOKEN = 'a'.repeat(32)
const clock = aClock()
const rooms = Array.from({ length: 25 }, (_, index) => aKeptRoom({ roomId: index + 1 }))
const snapshot = aSnapshot({ rooms, replays: [keptReplays()] })
const adminCalls: string[] = []

const build = () =>
  buildHttp({
    settings: {
      corsOrigins: [],
      trustProxy: [],
      rateLimitPerMinute: 1e9,
      metricsToken: new Secret('m'.repeat(32)),
    },
    queries: createShopQueries({ current: () => snapshot, clock, refreshAfterSec: 60 }),
    readHealth: () =>
      Promise.resolve({
        ready: true,
        liveRooms: 'on',
        storage: 'ok',
        snapshot: null,
        quota: null,
        lastWechatError: null,
      }),
    metrics: {
      contentType: 'text/plain',
      render: () => Promise.resolve(''),
      answersOf: () => () => undefined,
    },
    sessions: createSessions({
      login: (code) =>
        Promise.resolve(
          code.length % 2 === 0
            ? { kind: 'bad-code' }
            : { kind: 'session', sessionKey: new Secret(Buffer.alloc(16).toString('base64')) },
        ),
      store: openSqliteSessionStore(openDatabase(':memory:')),
      clock,
      log: aLog(),
      appId: 'wx0000000000000001',
      lifeMs: 1000,
    }),
    admin: {
      token: new Secret(ADMIN_TOKEN),
      service: {
        refresh: () => {
          adminCalls.push('refresh')
          return Promise.resolve({ result: 'refreshed' })
        },
        tick: () => {
          adminCalls.push('tick')
          return Promise.resolve({ result: 'refreshed' })
        },
        usage: () => {
          adminCalls.push('usage')
          return Promise.resolve({ kind: 'known', usage: aUsage() })
        },
      },
    },
  })

const piece = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      ...'api v1 home rooms 7 404 replays products 11 sessions group-entries admin refresh tick quota metrics livez readyz docs .. . %2e%2e %00 %E0%A4%A __proto__'.split(
        ' ',
      ),
    ),
  },
  fc.webSegment(),
  fc.integer().map(String),
)
const known = fc.constantFrom(
  ...['home', 'rooms', 'rooms/7', 'rooms/7/replays', 'products/11', 'sessions', 'group-entries'],
  ...['admin/refresh', 'admin/tick', 'admin/quota'],
)
const address = fc.oneof(
  known.map((name) => `/api/v1/${name}`),
  fc.array(piece, { maxLength: 6 }).map((pieces) => `/${pieces.join('/')}`),
)
const query = fc.oneof(
  fc.constant(''),
  fc.webQueryParameters().map((text) => `?${text}`),
  fc
    .tuple(fc.constantFrom('list', 'status', 'cursor', 'x', '__proto__', 'status[]'), fc.string())
    .map(([name, value]) => `?${name}=${encodeURIComponent(value)}`),
)
const line = fc.string({
  unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)),
})
const headers = fc.dictionary(
  fc.constantFrom(
    ...[
      'if-none-match',
      'accept-encoding',
      'authorization',
      'content-type',
      'accept',
      'x-forwarded-for',
    ],
    ...['origin', 'range', 'if-modified-since', 'x-request-id', 'expect'],
  ),
  fc.oneof(
    line,
    fc.constantFrom(
      'gzip',
      '*',
      'application/json',
      'Bearer x',
      'text/plain',
      '"x"',
      '100-continue',
    ),
  ),
  { maxKeys: 3 },
)
const body = fc.oneof(
  fc.json(),
  fc.string(),
  fc
    .record({ code: fc.oneof(fc.stringMatching(/^[a-z0-9]{1,32}$/), fc.jsonValue()) })
    .map((value) => JSON.stringify(value)),
  fc
    .record({ encryptedData: fc.base64String(), iv: fc.base64String({ minLength: 16 }) })
    .map((value) => JSON.stringify(value)),
)

describe('any request of a client', () => {
  let app: FastifyInstance
  beforeAll(async () => {
    app = await build()
  })
  afterAll(() => app.close())

  it('gets a valid answer, no server error, and no access', async () => {
    const seen = new Map<number, number>()
    const method = fc.constantFrom(
      'GET',
      'GET',
      'GET',
      'POST',
      'POST',
      'HEAD',
      'PUT',
      'DELETE',
      'OPTIONS',
    )
    const property = fc.asyncProperty(method, address, query, headers, body, async (...sent) => {
      const [verb, path, search, given, payload] = sent
      const hasBody = verb === 'POST' || verb === 'PUT'
      const response = await app.inject({
        method: verb,
        url: path + search,
        headers: hasBody ? { 'content-type': 'application/json', ...given } : given,
        ...(hasBody ? { payload } : {}),
      })
      const { statusCode, rawPayload } = response
      seen.set(statusCode, (seen.get(statusCode) ?? 0) + 1)
      expect(statusCode).toBeLessThan(500)
      const isJson = String(response.headers['content-type']).startsWith('application/json')
      if (!isJson || verb === 'HEAD') return
      const text =
        response.headers['content-encoding'] === 'gzip' ? gunzipSync(rawPayload) : rawPayload
      const answer: unknown = JSON.parse(text.toString('utf8'))
      if (statusCode >= 400)
        expect(answer).toMatchObject({
          code: expect.any(String) as string,
          tell: expect.any(String) as string,
        })
    })
    await fc.assert(property, { numRuns: RUNS })
    expect(adminCalls).toEqual([])
    // the requests reached all kinds of answers
    for (const status of [200, 400, 401, 404]) expect(seen.get(status)).toBeGreaterThan(10)
  })
})
