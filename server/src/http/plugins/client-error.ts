import type { ConnectionError } from 'fastify'
import type { Socket } from 'node:net'
import { BAD_ADDRESS } from '../schemas/problem'

const STATUS: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/**
 * Answers what is no HTTP, or too much of it. There is no request yet, so no route and no error handler
 * sees it: the answer is written by hand, in the shape of all the others.
 */
export function refuseBytes(error: ConnectionError, socket: Socket): void {
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
