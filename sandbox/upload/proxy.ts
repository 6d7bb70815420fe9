import { createServer as createHttpServer } from 'node:http'
import type { RequestListener } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { Server as HttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'

export interface ProxyOptions {
  /** The only allowed host:port. TLS for it ends here. */
  readonly target: string
  readonly key: string
  readonly cert: string
  readonly port: number
  readonly serve: RequestListener
  readonly onRefused: (target: string) => void
  readonly onUntrusted: (reason: string) => void
}

export interface Proxy {
  readonly url: string
  /** Closes all connections, also those that a fault left open. */
  close(): Promise<void>
}

/** Requests are recent evidence that the client accepts the certificate; see `watchUntrusted`. */
const TRUST_MS = 10_000

/** A CONNECT proxy on loopback: one host is served by the stand-in, all others are refused. */
export async function startProxy(options: ProxyOptions): Promise<Proxy> {
  const { target, key, cert, serve, onRefused, onUntrusted } = options
  const sockets = new Set<Duplex>()
  const service = createHttpsServer({ key, cert }, serve)
  watchUntrusted(service, onUntrusted)

  const proxy = createHttpServer((request, response) => {
    onRefused(`${request.method ?? ''} ${request.url ?? ''}`)
    response.writeHead(403).end()
  })
  proxy.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  proxy.on('connect', (request, socket, head) => {
    socket.on('error', () => socket.destroy()) // the client has disconnected
    if (request.url !== target) {
      onRefused(request.url ?? '')
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
      return
    }
    socket.allowHalfOpen = false // otherwise a disconnect of the client is not noticed
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    if (head.length > 0) socket.unshift(head)
    service.emit('connection', socket)
  })

  await new Promise<void>((resolve, reject) => {
    proxy.once('error', reject)
    proxy.listen(options.port, '127.0.0.1', resolve)
  })
  const { port } = proxy.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        proxy.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/**
 * Reports clients that do not accept the certificate. OpenSSL rejects it during the handshake; Node
 * completes the handshake and disconnects without a request. A disconnect without a request soon after
 * other requests is not reported: miniprogram-ci opens a last connection for its usage report and often
 * exits before it sends the report.
 */
function watchUntrusted(service: HttpsServer, onUntrusted: (reason: string) => void): void {
  const used = new WeakSet<Duplex>()
  let lastRequestMs = Number.NEGATIVE_INFINITY
  const hasRecentRequest = () => performance.now() - lastRequestMs < TRUST_MS
  service.on('tlsClientError', (error: NodeJS.ErrnoException) => {
    const isDisconnect = error.code === 'ECONNRESET'
    if (!isDisconnect || !hasRecentRequest()) onUntrusted(error.message)
  })
  service.on('request', (request) => {
    used.add(request.socket)
    lastRequestMs = performance.now()
  })
  service.on('secureConnection', (socket) => {
    socket.once('close', () => {
      if (used.has(socket) || hasRecentRequest()) return
      onUntrusted('it disconnected without a request')
    })
  })
}
