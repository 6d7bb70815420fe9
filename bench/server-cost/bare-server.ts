import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { obey } from './served'

/** The minimum work of node for the same answer: it reads one header and sends. */
obey(async ({ page }) => {
  if (page === undefined) throw new Error('The bare server was given nothing to send.')
  const body = Buffer.from(page.body, 'base64')
  const { etag, vary, 'cache-control': cacheControl } = page.headers
  const whole = { ...page.headers, 'content-length': body.byteLength }
  const unchanged = { etag, vary, 'cache-control': cacheControl }
  const server = createServer((request, response) => {
    if (request.headers['if-none-match'] === etag) response.writeHead(304, unchanged).end()
    else response.writeHead(200, whole).end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
})
