import { gunzipSync } from 'node:zlib'
import { NOON_SEC } from '../../helpers/node/server/builders'
import { anApp, asking, build, lines, world } from '../../helpers/node/server/http-world'

const TEXT: unknown = expect.any(String)
const LIST: unknown = expect.any(Array)

describe('the API', () => {
  const { get, inject } = anApp()

  describe.each([
    ['/api/v1/home', { live: LIST, upcoming: [], replays: [], goods: [{}] }],
    ['/api/v1/rooms', { counts: { live: 25, upcoming: 0, replay: 0 }, rooms: LIST }],
    ['/api/v1/rooms?list=upcoming', { rooms: [], nextCursor: null }],
    ['/api/v1/rooms/7', { room: { roomId: 7, liveStatus: 101 } }],
    ['/api/v1/rooms/7/replays', { roomId: 7, replays: [] }],
    ['/api/v1/products/1026811', { product: { productId: 1026811, goodsId: 11 }, rooms: LIST }],
  ])('GET %s', (url, body) => {
    it('answers with the list and its age', async () => {
      const response = await get(url)
      expect(response.statusCode).toBe(200)
      expect(response.headers['content-type']).toBe('application/json; charset=utf-8')
      expect(response.json()).toMatchObject({ asOfSec: NOON_SEC, stale: false, ...body })
    })

    it('answers 304 to a client that has the current version', async () => {
      const { headers } = await get(url)
      const again = await get(url, { 'if-none-match': `"other", W/${headers.etag ?? ''}` })
      expect(again.statusCode).toBe(304)
      expect(again.body).toBe('')
      expect(again.headers.etag).toBe(headers.etag)
      // headers that protect the body came with the body
      expect(again.headers['strict-transport-security']).toBe(headers['strict-transport-security'])
      expect(again.headers['content-security-policy']).toBeUndefined()
    })

    it('compresses for a client that accepts gzip', async () => {
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

    it('answers 503 before the first list', async () => {
      world.snapshot = undefined
      const response = await get(url)
      expect(response.statusCode).toBe(503)
      expect(response.headers['retry-after']).toBe('10')
      expect(response.json()).toMatchObject({ code: 'no-list-yet', tell: TEXT })
    })
  })

  it.each([
    ['?status=upcoming', '?list=upcoming'],
    ['?list=upcoming&status=live', '?list=upcoming'],
  ])('reads %s like %s: apps before list= send status=', async (former, current) => {
    expect((await get(`/api/v1/rooms${former}`)).json()).toEqual(
      (await get(`/api/v1/rooms${current}`)).json(),
    )
  })

  it('returns a cursor for the next page', async () => {
    const first = (await get('/api/v1/rooms?list=live')).json<{ nextCursor: string }>()
    const second = await get(`/api/v1/rooms?list=live&cursor=${first.nextCursor}`)
    expect(second.json()).toMatchObject({ nextCursor: null })
    expect(second.json<{ rooms: unknown[] }>().rooms).toHaveLength(5)
  })

  it.each([
    ['/api/v1/rooms?list=ended', 'list', /live、upcoming、replay/],
    ['/api/v1/rooms?status=ended', 'status', /live、upcoming、replay/],
    ['/api/v1/rooms?list=live&list=replay', 'list', /只能出现一次/],
    ['/api/v1/rooms?cursor=abc', 'cursor', /cursor/],
    [`/api/v1/rooms?cursor=${'a'.repeat(201)}`, 'cursor', /最多 200 个字符/],
    ['/api/v1/rooms/abc', 'roomId', /整数/],
    ['/api/v1/rooms/0', 'roomId', /不能小于 1/],
    ['/api/v1/rooms/9007199254740992', 'roomId', /不能大于/],
    [`/api/v1/rooms/${'7'.repeat(99)}`, 'roomId', /不能大于/],
    ['/api/v1/rooms/1.5/replays', 'roomId', /整数/],
  ])('names the invalid field: %s', async (url, field, tell) => {
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
    ['/api/v1/products/%E8%8C%B6%2F1', 'product-not-found'],
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
  ] as const)('answers 405 to %s %s with the allowed methods', async (method, url, allow) => {
    const response = await inject({
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
    ['is too long', `/api/v1/rooms/${'7'.repeat(2000)}`],
  ])('rejects an address that %s', async (_what, url) => {
    const response = await get(url)
    expect(response.statusCode).toBe(400)
    expect(response.json()).toMatchObject({ code: 'bad-request' })
  })

  it('hides the details of a fault from the client, and logs them', async () => {
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
    // the id in the answer is found in the log
    expect(response.headers['x-request-id']).toMatch(/^[\w-]{8}-1$/)
    expect(lines.join('')).toContain(`"requestId":"${String(response.headers['x-request-id'])}"`)
  })

  it('logs one line per request, with the route instead of the address', async () => {
    await get('/api/v1/rooms/7?x=y')
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { event: 'http.answered', method: 'GET', route: '/api/v1/rooms/:roomId', status: 200 },
    ])
  })

  it('serves its OpenAPI document', async () => {
    expect((await get('/docs/')).statusCode).toBe(200)
    expect((await get('/docs/json')).json()).toMatchObject({ openapi: '3.1.0' })
  })
})
