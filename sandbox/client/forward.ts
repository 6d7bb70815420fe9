import http from 'node:http'
import { pipeline } from 'node:stream'

/** Belong to one connection, not to the message (RFC 9110, 7.6.1). */
const HOP_BY_HOP: ReadonlySet<string> = new Set(
  'connection keep-alive transfer-encoding upgrade te trailer'.split(' '),
)

/**
 * Passes a request on. For the phone's own requests (`x-phone`) the answer is always 200 and the
 * true status stands in `x-phone-status`, a refused connection in `x-phone-failure`: a browser
 * prints every 4xx and every refused connection as an error, in WeChat they are plain answers.
 */
export function forward(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  to: string,
): void {
  const isPhone = request.headers['x-phone'] !== undefined
  const target = new URL(request.url ?? '/', to)
  const headers = { ...withoutHopByHop(request.headers), host: target.host }
  Reflect.deleteProperty(headers, 'x-phone')
  const passed = http.request(target, { method: request.method, headers }, (answer) => {
    const status = answer.statusCode ?? 502
    const answerHeaders = withoutHopByHop(answer.headers)
    if (isPhone) {
      answerHeaders['x-phone-status'] = String(status)
      delete answerHeaders['content-length'] // a 304 may state the length of a body it does not carry
    }
    answerHeaders['cache-control'] = 'no-store'
    response.writeHead(isPhone ? 200 : status, answerHeaders)
    pipeline(answer, response, () => undefined) // either side may hang up: the other is then closed
  })
  passed.on('error', (error: NodeJS.ErrnoException) => {
    if (response.headersSent) {
      response.destroy()
      return
    }
    const failure = error.code ?? error.message
    response.writeHead(isPhone ? 200 : 502, {
      'content-type': 'application/json; charset=utf-8',
      ...(isPhone ? { 'x-phone-failure': failure } : {}),
    })
    response.end(JSON.stringify({ code: 'server-away', tell: `${to}: ${failure}` }))
  })
  response.on('close', () => {
    if (!response.writableFinished) passed.destroy() // the phone hung up
  })
  pipeline(request, passed, () => undefined)
}

function withoutHopByHop(headers: http.IncomingHttpHeaders): http.OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)))
}
