import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  readonly method: string
  readonly url: string
  readonly body: string
}

export interface StandIn {
  readonly url: string
  readonly received: Received[]
  /** Answers to the next requests, in order; the last one repeats. */
  answer(...answers: readonly Answer[]): void
  close(): Promise<void>
}

export type Answer = (response: ServerResponse, request: IncomingMessage) => void

export const json =
  (body: unknown, status = 200, contentType = 'application/json'): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': contentType }).end(JSON.stringify(body))
  }

export const raw =
  (body: string, status = 200, contentType = 'text/html'): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': contentType }).end(body)
  }

/** Announces more bytes than it sends, then drops the connection. */
export const truncated: Answer = (response) => {
  response.writeHead(200, { 'content-length': '1000' })
  response.write('{"errcode":0,', () => response.destroy())
}

export const reset: Answer = (_response, request) => void request.socket.destroy()

export const never: Answer = () => undefined

/** An HTTP server on loopback that replaces WeChat. */
export async function startStandIn(): Promise<StandIn> {
  const received: Received[] = []
  let answers: readonly Answer[] = []
  const server = createServer((request, response) => {
    // Node would send the real time, whatever time the test uses.
    response.sendDate = false
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '' } = request
      received.push({ method, url, body: Buffer.concat(chunks).toString('utf8') })
      const [next, ...rest] = answers
      if (rest.length > 0) answers = rest
      next?.(response, request)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    answer: (...next) => {
      answers = next
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
