import fs from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { startSandboxClient, type SandboxClient } from '../../../sandbox/client/serve'
import { startServer } from '../../helpers/node/browser-probe'

let outDir: string
let behind: Awaited<ReturnType<typeof startServer>>
let client: SandboxClient
const CLOCK = { anchorRealMs: 1, anchorWorldMs: 2, speed: 3 }

beforeAll(async () => {
  outDir = fs.mkdtempSync(path.join(os.tmpdir(), 'live-shop-serve-'))
  fs.writeFileSync(path.join(outDir, 'app.html'), '<body><script src="host.js"></script>')
  fs.writeFileSync(path.join(outDir, 'index.html'), 'preview')
  fs.writeFileSync(path.join(path.dirname(outDir), `${path.basename(outDir)}-secret.txt`), 'secret')
  behind = await startServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const status = request.url === '/api/same' ? 304 : request.url === '/api/no' ? 404 : 200
      response.writeHead(status, { 'content-type': 'application/json', 'x-seen': 'yes' })
      if (request.url === '/__sandbox/state') response.end(JSON.stringify({ clock: CLOCK }))
      else if (status === 304) response.end()
      else
        response.end(
          JSON.stringify({
            method: request.method,
            url: request.url,
            body,
            phone: request.headers['x-phone'],
          }),
        )
    })
  })
  client = await startSandboxClient({ backendUrl: behind.url, sandboxApiUrl: behind.url, outDir })
})
afterAll(async () => {
  await client.close()
  await behind.close()
  fs.rmSync(outDir, { recursive: true, force: true })
  fs.rmSync(`${outDir}-secret.txt`, { force: true })
})

it('serves the preview at its root, uncached', async () => {
  const response = await fetch(client.url)
  expect(await response.text()).toBe('preview')
  expect(response.headers.get('cache-control')).toBe('no-store')
})

it('answers the health check', async () => {
  expect((await fetch(`${client.url}/healthz`)).status).toBe(200)
})

it("sets the world clock before the app's first script", async () => {
  const html = await (await fetch(`${client.url}/app.html?scene=1001`)).text()
  const said = html.indexOf(JSON.stringify(CLOCK))
  expect(said).toBeGreaterThan(0)
  expect(said).toBeLessThan(html.indexOf('host.js'))
})

it('serves nothing outside its folder', async () => {
  const secret = `/..%2f${path.basename(outDir)}-secret.txt`
  for (const name of [secret, '/%2e%2e%2fetc/passwd', '/none.js', '/fonts', '/%00', '/%zz'])
    expect((await fetch(`${client.url}${name}`)).status).toBe(404)
})

it('forwards requests with method, query and body', async () => {
  const response = await fetch(`${client.url}/api/v1/rooms?a=%E4%B8%80`, {
    method: 'POST',
    body: 'hello',
  })
  expect(await response.json()).toEqual({
    method: 'POST',
    url: '/api/v1/rooms?a=%E4%B8%80',
    body: 'hello',
  })
  expect(response.headers.get('x-seen')).toBe('yes')
})

it('answers the phone always with 200, with the actual status in a header', async () => {
  const ask = (url: string) => fetch(`${client.url}${url}`, { headers: { 'x-phone': '1' } })
  const missing = await ask('/api/no')
  expect([missing.status, missing.headers.get('x-phone-status')]).toEqual([200, '404'])
  const same = await ask('/api/same')
  expect([same.headers.get('x-phone-status'), await same.text()]).toEqual(['304', ''])
  expect((await fetch(`${client.url}/api/no`)).status).toBe(404)
})

it('sets the configured order of callbacks', async () => {
  const options = { backendUrl: behind.url, sandboxApiUrl: behind.url, outDir }
  const late = await startSandboxClient({ ...options, callbackOrder: 'ready-first' })
  const html = await (await fetch(`${late.url}/app.html`)).text()
  expect(html).toContain('"__callbackOrder":"ready-first"')
  await late.close()
})

describe('without servers behind it', () => {
  let alone: SandboxClient
  beforeAll(async () => {
    const closed = await startServer(() => undefined)
    await closed.close()
    alone = await startSandboxClient({ backendUrl: closed.url, sandboxApiUrl: closed.url, outDir })
  })
  afterAll(() => alone.close())

  it('answers 502 to a browser and a failure header to the phone', async () => {
    const response = await fetch(`${alone.url}/api/rooms`)
    expect([response.status, await response.json()]).toEqual([
      502,
      expect.objectContaining({ code: 'server-away' }),
    ])
    const phone = await fetch(`${alone.url}/api/rooms`, { headers: { 'x-phone': '1' } })
    expect([phone.status, phone.headers.get('x-phone-failure')]).toEqual([200, 'ECONNREFUSED'])
  })

  it('serves the app with real time', async () => {
    const html = await (await fetch(`${alone.url}/app.html`)).text()
    expect(html).not.toContain('__worldClock')
  })
})

it('fails with EADDRINUSE if its port is in use', async () => {
  const again = startSandboxClient({
    port: client.port,
    backendUrl: behind.url,
    sandboxApiUrl: behind.url,
    outDir,
  })
  await expect(again).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

it('aborts the forwarded request when the phone disconnects', async () => {
  const hungUp = new Promise<void>((done) => {
    void startServer((request) => {
      request.on('close', () => {
        done()
      })
    }).then(async (slow) => {
      const between = await startSandboxClient({
        backendUrl: slow.url,
        sandboxApiUrl: slow.url,
        outDir,
      })
      const request = http.get(`${between.url}/api/slow`)
      request.on('error', () => undefined)
      request.on('socket', (socket) => {
        socket.on('connect', () => setImmediate(() => request.destroy()))
      })
      await hungUp
      await between.close()
      await slow.close()
    })
  })
  await hungUp
})
