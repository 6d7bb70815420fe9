import type { ConnectionError } from 'fastify'
import type { Socket } from 'node:net'
import { BAD_ADDRESS } from '../schemas/problem'

const STATUS: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/**
 * Answers requests that are not valid HTTP or have too large headers. No route or error handler
 * sees them, so the answer is written to the socket, in the usual shape.
 */
export function refuseMalformedRequest(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const body = JSON.stringify(BAD_ADDRESS)
  socket.end(
    [
      `HTTP/1.1 ${STATUS[error.code] ?? '400 Bad Request'}`,
      'content-type: application/json; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  )
}
