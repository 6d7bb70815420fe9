import type { FastifyInstance } from 'fastify'
import type { GroupAnswer, OpenAnswer } from '../../../server/src/http/routes/sessions'
import { buildHttp } from '../../../server/src/http/server'
import type { Lookup } from '../../../server/src/http/snapshot/ready-answers'
import type { UsageAnswer } from '../../../server/src/quota/types'
import { Secret } from '../../../server/src/secret'
import { aUsage, NOON_MS, NOON_SEC } from '../../helpers/node/server/builders'

const TOKEN = 'a'.repeat(32)
const TEXT: unknown = expect.any(String)

const world: { opened: OpenAnswer; group: GroupAnswer; usage: UsageAnswer } = {
  opened: { kind: 'opened', token: 'session-token', expiresAtMs: NOON_MS + 999 },
  group: { kind: 'group', groupId: 'tG1' },
  usage: { kind: 'known', usage: aUsage({ used: 7 }) },
}
const open = jest.fn(() => Promise.resolve(world.opened))
const groupOf = jest.fn(() => Promise.resolve(world.group))
const beforeRead = jest.fn(() => Promise.resolve())

const build = (over: { withAdmin?: boolean; withSessions?: boolean; perMinute?: number } = {}) => {
  const { withAdmin = true, withSessions = true, perMinute = 1000 } = over
  const nothing = (): Lookup => ({ kind: 'no-list-yet' })
  const done = () => Promise.resolve({ result: 'refreshed' as const })
  return buildHttp({
    settings: {
      corsOrigins: [],
      trustProxy: [],
      rateLimitPerMinute: perMinute,
      metricsToken: undefined,
    },
    queries: { home: nothing, rooms: nothing, room: nothing, replays: nothing, product: nothing },
    readHealth: () => Promise.reject(new Error('not asked')),
    metrics: {
      contentType: 'text/plain',
      render: () => Promise.resolve(''),
      answersOf: () => () => undefined,
    },
    sessions: withSessions ? { open, groupOf } : undefined,
    admin: withAdmin
      ? {
          token: new Secret(TOKEN),
          service: { refresh: done, tick: done, usage: () => Promise.resolve(world.usage) },
        }
      : undefined,
    beforeRead,
  })
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const post = (app: FastifyInstance, url: string, body: unknown, headers = {}) =>
  app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', ...headers },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  })

describe('routes with access control', () => {
  let app: FastifyInstance
  beforeAll(async () => {
    app = await build()
  })
  beforeEach(() => {
    open.mockImplementation(() => Promise.resolve(world.opened))
    groupOf.mockImplementation(() => Promise.resolve(world.group))
    beforeRead.mockImplementation(() => Promise.resolve())
  })
  afterAll(() => app.close())

  describe('POST /api/v1/sessions', () => {
    const login = (body: unknown) => post(app, '/api/v1/sessions', body)

    it('returns a session that must not be cached', async () => {
      const response = await login({ code: '0a1B-_' })
      expect(response.statusCode).toBe(201)
      expect(response.headers['cache-control']).toBe('no-store')
      expect(response.json()).toEqual({ sessionToken: 'session-token', expiresAtSec: NOON_SEC })
      expect(open).toHaveBeenCalledWith('0a1B-_')
    })

    it.each([
      [{ kind: 'login-refused' }, 401],
      [{ kind: 'wechat-unavailable' }, 503],
    ] as const)('maps %j to a status', async (answer, status) => {
      open.mockResolvedValueOnce(answer)
      const response = await login({ code: 'x' })
      expect(response.statusCode).toBe(status)
      expect(response.json()).toEqual({ code: answer.kind, tell: TEXT })
    })

    it.each([
      [{}, 'code'],
      [{ code: '' }, 'code'],
      [{ code: {} }, 'code'],
      [{ code: 'a b' }, 'code'],
      [{ code: 'x'.repeat(257) }, 'code'],
    ])('rejects %j without a call to WeChat', async (body, field) => {
      const response = await login(body)
      expect(response.statusCode).toBe(400)
      expect(response.json()).toMatchObject({ code: 'bad-request', field })
      expect(open).not.toHaveBeenCalled()
    })

    it.each(['', '{', '[]', 'null', '"x"', `{"code":"${'x'.repeat(20_000)}"}`])(
      'rejects the body %.9s',
      async (body) => {
        const { statusCode } = await login(body)
        expect([400, 413]).toContain(statusCode)
        expect(open).not.toHaveBeenCalled()
      },
    )
  })

  describe('POST /api/v1/group-entries', () => {
    const body = { encryptedData: 'AAAA', iv: 'AAAA' }
    const enter = (sent: unknown, headers = {}) => post(app, '/api/v1/group-entries', sent, headers)

    it('returns the group id', async () => {
      const response = await enter(body, bearer('session-token'))
      expect(response.statusCode).toBe(200)
      expect(response.headers['cache-control']).toBe('no-store')
      expect(response.json()).toEqual({ groupId: 'tG1' })
      expect(groupOf).toHaveBeenCalledWith('session-token', body)
    })

    it.each([
      [{ kind: 'session-expired' }, 401],
      [{ kind: 'undecipherable' }, 400],
    ] as const)('maps %j to a status', async (answer, status) => {
      groupOf.mockResolvedValueOnce(answer)
      const response = await enter(body)
      expect(response.statusCode).toBe(status)
      expect(response.json()).toEqual({ code: answer.kind, tell: TEXT })
    })

    it.each([
      [{ iv: 'AAAA' }, 'encryptedData'],
      [{ encryptedData: 'A A', iv: 'AAAA' }, 'encryptedData'],
      [{ encryptedData: 'AAAA', iv: '' }, 'iv'],
      [{ encryptedData: 'A'.repeat(4097), iv: 'AAAA' }, 'encryptedData'],
    ])('rejects %.40j', async (sent, field) => {
      const response = await enter(sent, bearer('session-token'))
      expect(response.statusCode).toBe(400)
      expect(response.json()).toMatchObject({ code: 'bad-request', field })
      expect(groupOf).not.toHaveBeenCalled()
    })
  })

  describe.each([
    ['POST', '/api/v1/admin/refresh', { result: 'refreshed' }],
    ['POST', '/api/v1/admin/tick', { result: 'refreshed' }],
    ['GET', '/api/v1/admin/quota', { day: '2026-11-22', used: 7, limit: 500, closed: false }],
  ] as const)('%s %s', (method, url, body) => {
    it('accepts the token', async () => {
      const response = await app.inject({ method, url, headers: bearer(TOKEN) })
      expect(response.statusCode).toBe(200)
      expect(response.headers['cache-control']).toBe('no-store')
      expect(response.json()).toMatchObject(body)
    })

    it('rejects everything else', async () => {
      for (const authorization of [
        undefined,
        '',
        'Bearer',
        'Bearer ',
        TOKEN,
        `Basic ${TOKEN}`,
        `Bearer ${TOKEN}a`,
        `Bearer ${TOKEN.slice(1)}`,
        `Bearer ${TOKEN}, Bearer ${TOKEN}`,
      ]) {
        const headers = authorization === undefined ? {} : { authorization }
        const response = await app.inject({ method, url, headers })
        expect(response.statusCode).toBe(401)
        expect(response.json()).toEqual({ code: 'not-allowed', tell: TEXT })
      }
    })
  })

  it('answers 503 when the quota cannot be read', async () => {
    const { usage } = world
    world.usage = { kind: 'ledger-down', cause: new Error('secret path') }
    const response = await app.inject({ url: '/api/v1/admin/quota', headers: bearer(TOKEN) })
    world.usage = usage
    expect(response.statusCode).toBe(503)
    expect(response.json()).toEqual({ code: 'ledger-down', tell: TEXT })
  })

  it('do not exist without admin token and sessions', async () => {
    const closed = await build({ withAdmin: false, withSessions: false })
    for (const url of [
      '/api/v1/admin/refresh',
      '/api/v1/admin/tick',
      '/api/v1/sessions',
      '/api/v1/group-entries',
    ])
      expect((await post(closed, url, {}, bearer(TOKEN))).statusCode).toBe(404)
    await closed.close()
  })

  it('count wrong tokens as requests, and allow a tenth as many logins', async () => {
    const limited = await build({ perMinute: 20 })
    const statuses = async (url: string) => {
      const found: number[] = []
      for (let asked = 0; asked < 22; asked += 1)
        found.push((await post(limited, url, { code: 'x' }, bearer('x'))).statusCode)
      return found.map((status) => status === 429).indexOf(true)
    }
    expect(await statuses('/api/v1/sessions')).toBe(2)
    expect(await statuses('/api/v1/admin/refresh')).toBe(20)
    await limited.close()
  })

  it('refresh before reads only', async () => {
    await app.inject('/api/v1/home')
    await app.inject('/api/v1/rooms/1')
    expect(beforeRead).toHaveBeenCalledTimes(2)
    await post(app, '/api/v1/sessions', { code: 'x' })
    await app.inject('/livez')
    await app.inject('/api/v1/rooms/abc')
    expect(beforeRead).toHaveBeenCalledTimes(2)
  })
})
