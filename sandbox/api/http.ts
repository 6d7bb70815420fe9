import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Answer } from './answers'
import { refuse } from './answers'
import type { Fault } from './faults'
import { rawBody } from './odd-body'
import type { Wechat } from './wechat'

/** One of WeChat's endpoints: its method, path and answer. */
export interface Endpoint {
  readonly method: 'GET' | 'POST'
  readonly path: string
  answer(call: {
    readonly query: Readonly<Record<string, string | undefined>>
    readonly body: unknown
  }): Answer
}

/**
 * Serves an endpoint: counts every call, sends errors with HTTP 200, sets the Date header to world time
 * and applies a planned fault before sending the answer.
 */
export function serveEndpoint(app: FastifyInstance, wechat: Wechat, endpoint: Endpoint): void {
  app.all<{ Querystring: Record<string, string | undefined> }>(
    endpoint.path,
    async (request, reply) => {
      wechat.calls.count(endpoint.path)
      const fault = wechat.faults.take(endpoint.path)
      if (fault?.kind === 'slow') await waitRealTime(fault.ms, request)
      // A call with a fault still reaches WeChat and is charged.
      const answer = checkRequest(wechat, endpoint, request.method, () =>
        endpoint.answer({ query: request.query, body: request.body }),
      )
      return send(wechat, reply, answer, fault)
    },
  )
}

function checkRequest(
  wechat: Wechat,
  endpoint: Endpoint,
  method: string,
  inner: () => Answer,
): Answer {
  const { requireHttps, postToGet } = wechat.options
  if (requireHttps) return refuse(43003)
  if (method === endpoint.method) return inner()
  return refuse(endpoint.method === 'POST' ? 43002 : Number(postToGet))
}

function send(
  wechat: Wechat,
  reply: FastifyReply,
  answer: Answer,
  fault: Fault | null,
): FastifyReply | undefined {
  const { contentType, dateSkewMs } = wechat.options
  reply
    .header('date', new Date(wechat.nowMs() + dateSkewMs).toUTCString())
    .header('content-type', contentType)
  switch (fault?.kind) {
    case 'errcode':
      return reply.send(rawBody(refuse(fault.errcode, fault.errmsg), wechat.options))
    case 'http':
      return reply.code(fault.status).header('content-type', 'text/html').send(fault.body)
    case 'hang':
      reply.hijack()
      return undefined
    case 'reset':
      reply.hijack()
      reply.raw.socket?.resetAndDestroy()
      return undefined
    case 'truncated': {
      const body = rawBody(answer, wechat.options)
      return reply.send(body.subarray(0, Math.floor(body.length / 2)))
    }
    case 'redirect':
      // A captive portal or a proxy answers in place of WeChat. Its body may contain a room list.
      return reply
        .code(302)
        .header('location', 'https://portal.example/login')
        .send(rawBody(answer, wechat.options))
    case 'slow':
    case undefined:
      return reply.send(rawBody(answer, wechat.options))
  }
}

/** Real time: network delays do not follow the world clock. Ends early if the caller disconnects. */
function waitRealTime(ms: number, request: FastifyRequest): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    request.raw.socket.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
