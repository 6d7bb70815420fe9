import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { pipeline } from 'node:stream'
import type { CallbackOrder } from '../shared/callback-order'
import { forward } from './forward'

export interface SandboxClientOptions {
  /** Default 0: any free port. */
  readonly port?: number
  readonly backendUrl: string
  readonly sandboxApiUrl: string
  /** The output folder of buildClient. */
  readonly outDir: string
  /** Default for phones without their own setting; `success-first` if omitted. */
  readonly callbackOrder?: CallbackOrder
}

export interface SandboxClient {
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.mp4': 'video/mp4',
  '.woff2': 'font/woff2',
}

/** Time limit for reading the world clock. Afterwards the page starts with real time. */
const CLOCK_WAIT_MS = 1000

/**
 * Serves the phone on loopback and forwards its requests to the two servers: with one origin, neither needs
 * CORS. Only fonts may be cached.
 * @throws with `code: 'EADDRINUSE'` if the port is in use
 */
export async function startSandboxClient(options: SandboxClientOptions): Promise<SandboxClient> {
  const server = http.createServer((request, response) => {
    void answer(request, response, options).catch((error: unknown) => {
      if (response.headersSent) response.destroy()
      else sendText(response, 500, error instanceof Error ? error.message : String(error))
    })
  })
  await new Promise<void>((ready, failed) => {
    server.once('error', failed)
    server.listen(options.port ?? 0, '127.0.0.1', ready)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  options: SandboxClientOptions,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://phone')
  if (pathname.startsWith('/api/')) forward(request, response, options.backendUrl)
  else if (pathname.startsWith('/__sandbox/')) forward(request, response, options.sandboxApiUrl)
  else if (pathname === '/healthz') sendText(response, 200, 'ok')
  else if (pathname === '/__build') await sendBuildId(response, options)
  else if (pathname === '/app.html') await sendApp(response, options)
  else await sendFile(response, options.outDir, pathname === '/' ? '/index.html' : pathname)
}

/** Adds the world clock and the callback order to app.html, so that they are set before the app runs. */
async function sendApp(
  response: http.ServerResponse,
  options: SandboxClientOptions,
): Promise<void> {
  const html = await fs.promises.readFile(path.join(options.outDir, 'app.html'), 'utf8')
  const clock = await readWorldClock(options.sandboxApiUrl)
  const values = {
    ...(clock === null ? {} : { __worldClock: clock }),
    ...(options.callbackOrder === undefined ? {} : { __callbackOrder: options.callbackOrder }),
  }
  const script = `<script>Object.assign(window, ${JSON.stringify(values)})</script>`
  response.writeHead(200, { 'content-type': TYPES['.html'], 'cache-control': 'no-store' })
  response.end(html.replace('<script', `${script}\n    <script`))
}

/** Changes with every build. The preview panel then reloads the phone. */
async function sendBuildId(
  response: http.ServerResponse,
  { outDir }: SandboxClientOptions,
): Promise<void> {
  const { mtimeMs } = await fs.promises.stat(path.join(outDir, 'bundle.js'))
  sendText(response, 200, String(mtimeMs))
}

async function readWorldClock(sandboxApiUrl: string): Promise<unknown> {
  try {
    const response = await fetch(new URL('/__sandbox/state', sandboxApiUrl), {
      signal: AbortSignal.timeout(CLOCK_WAIT_MS),
    })
    const { clock } = (await response.json()) as { clock?: unknown }
    return clock ?? null
  } catch {
    return null // no API stand-in: the phone uses real time
  }
}

async function sendFile(
  response: http.ServerResponse,
  root: string,
  pathname: string,
): Promise<void> {
  const file = await findFile(root, pathname)
  if (file === null) {
    sendText(response, 404, 'not found')
    return
  }
  response.writeHead(200, {
    'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
    'cache-control': file.endsWith('.woff2') ? 'max-age=86400' : 'no-store',
  })
  pipeline(fs.createReadStream(file), response, () => undefined) // the browser may stop reading
}

/** Null if the file does not exist or is outside the folder. */
async function findFile(root: string, pathname: string): Promise<string | null> {
  try {
    const file = path.join(root, path.normalize(decodeURIComponent(pathname)))
    if (!file.startsWith(path.resolve(root) + path.sep)) return null
    return (await fs.promises.stat(file)).isFile() ? file : null
  } catch {
    return null // not found, or an invalid file name
  }
}

function sendText(response: http.ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' })
  response.end(text)
}
