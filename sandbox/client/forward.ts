import http from 'node:http'
import { pipeline } from 'node:stream'

/** Headers of a single connection (RFC 9110, 7.6.1). */
const HOP_BY_HOP: ReadonlySet<string> = new Set(
  'connection keep-alive transfer-encoding upgrade te trailer'.split(' '),
)

/**
 * Forwards a request. For requests of the phone (`x-phone`) the answer is always 200, with the actual status
 * in `x-phone-status` and a connection error in `x-phone-failure`: browsers print 4xx answers and refused
 * connections as errors, which are normal answers in WeChat.
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
      delete answerHeaders['content-length'] // a 304 may have the length of a body that it does not contain
    }
    answerHeaders['cache-control'] = 'no-store'
    response.writeHead(isPhone ? 200 : status, answerHeaders)
    pipeline(answer, response, () => undefined) // if one side disconnects, the other is closed
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
    if (!response.writableFinished) passed.destroy() // the phone has disconnected
  })
  pipeline(request, passed, () => undefined)
}

function withoutHopByHop(headers: http.IncomingHttpHeaders): http.OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)))
}
