import { createServer as createHttpServer } from 'node:http'
import type { RequestListener } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'

export interface ProxyOptions {
  /** The only host:port that it leads to; TLS for it ends here. */
  readonly target: string
  readonly key: string
  readonly cert: string
  readonly port: number
  readonly serve: RequestListener
  readonly onRefused: (target: string) => void
  readonly onDistrust: (reason: string) => void
}

export interface Proxy {
  readonly url: string
  /** Cuts every line, also those that a fault left hanging. */
  close(): Promise<void>
}

/** A CONNECT proxy on loopback behind which one host is played, and no other can be reached. */
export async function startProxy(options: ProxyOptions): Promise<Proxy> {
  const { target, key, cert, serve, onRefused, onDistrust } = options
  const lines = new Set<Duplex>()
  const service = createHttpsServer({ key, cert }, serve)
  // openssl says in the handshake that it does not trust us; Node ends it first, and then hangs up
  service.on('tlsClientError', (error) => onDistrust(error.message))
  const asked = new WeakSet<Duplex>()
  service.on('request', (request) => asked.add(request.socket))
  service.on('secureConnection', (line) => {
    line.once('close', () => {
      if (!asked.has(line)) onDistrust('it hung up before it asked for anything')
    })
  })

  const proxy = createHttpServer((request, response) => {
    onRefused(`${request.method ?? ''} ${request.url ?? ''}`)
    response.writeHead(403).end()
  })
  proxy.on('connection', (line) => {
    lines.add(line)
    line.once('close', () => lines.delete(line))
  })
  proxy.on('connect', (request, line, head) => {
    line.on('error', () => line.destroy()) // a client that hung up
    if (request.url !== target) {
      onRefused(request.url ?? '')
      line.end('HTTP/1.1 403 Forbidden\r\n\r\n')
      return
    }
    line.allowHalfOpen = false // or a client that hangs up is not noticed
    line.write('HTTP/1.1 200 Connection established\r\n\r\n')
    if (head.length > 0) line.unshift(head)
    service.emit('connection', line)
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
        for (const line of lines) line.destroy()
      }),
  }
}
