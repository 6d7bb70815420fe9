import net from 'node:net'
import type { FastifyInstance } from 'fastify'
import { buildHttp } from '../../../../server/src/http/server'
import { createShopQueries } from '../../../../server/src/http/snapshot/shop-queries'
import { aClock } from '../../../helpers/node/server/builders'

let app: FastifyInstance
let port: number

beforeAll(async () => {
  app = await buildHttp({
    settings: {
      corsOrigins: [],
      trustProxy: [],
      rateLimitPerMinute: 1000,
      metricsToken: undefined,
    },
    queries: createShopQueries({
      current: () => undefined,
      clock: aClock(),
      refreshAfterSec: 60,
    }),
    readHealth: () => Promise.reject(new Error('not used')),
    metrics: {
      contentType: 'text/plain',
      render: () => Promise.resolve(''),
      answersOf: () => () => undefined,
    },
  })
  port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port)
})

afterAll(() => app.close())

/** Sends raw bytes and returns the whole answer. */
function send(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = ''
    const socket = net.connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (chunk) => (received += chunk.toString()))
    socket.on('end', () => resolve(received))
    socket.on('error', reject)
  })
}

describe('malformed HTTP', () => {
  it.each([
    ['no HTTP at all', 'hello\r\n\r\n', '400 Bad Request'],
    ['a header without a name', 'GET / HTTP/1.1\r\nHost x\r\n\r\n', '400 Bad Request'],
    [
      'an address that is too long',
      `GET /api/v1/rooms?cursor=${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
      '431 Request Header Fields Too Large',
    ],
  ])('is rejected in the usual shape: %s', async (_what, bytes, status) => {
    const [head = '', body = ''] = (await send(bytes)).split('\r\n\r\n')
    expect(head.split('\r\n')[0]).toBe(`HTTP/1.1 ${status}`)
    expect(JSON.parse(body)).toEqual({
      code: 'bad-request',
      field: 'url',
      tell: '请求地址格式有误',
    })
  })

  it('does not affect other requests', async () => {
    await send('hello\r\n\r\n')
    expect((await fetch(`http://127.0.0.1:${port}/livez`)).status).toBe(200)
  })
})
