import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Answer } from './answers'
import { refuse } from './answers'
import type { Mishap } from './faults'
import { rawBody } from './odd-body'
import type { Wechat } from './wechat'

/** One of WeChat's endpoints: the method it wants, and what it answers to a body and a query. */
export interface Endpoint {
  readonly method: 'GET' | 'POST'
  readonly path: string
  answer(call: {
    readonly query: Readonly<Record<string, string | undefined>>
    readonly body: unknown
  }): Answer
}

/**
 * Serves an endpoint as WeChat's front does: every arrival is counted, errors come with HTTP 200, the
 * Date header tells the world's time, and a planted fault strikes before the answer leaves.
 */
export function serveEndpoint(app: FastifyInstance, wechat: Wechat, endpoint: Endpoint): void {
  app.all<{ Querystring: Record<string, string | undefined> }>(
    endpoint.path,
    async (request, reply) => {
      wechat.calls.count(endpoint.path)
      const mishap = wechat.faults.take(endpoint.path)
      if (mishap?.kind === 'slow') await passTime(mishap.ms, request)
      // Also a call that is struck by a fault reaches WeChat, and is charged there.
      const answer = front(wechat, endpoint, request.method, () =>
        endpoint.answer({ query: request.query, body: request.body }),
      )
      return send(wechat, reply, answer, mishap)
    },
  )
}

function front(wechat: Wechat, endpoint: Endpoint, method: string, inner: () => Answer): Answer {
  const { requireHttps, postToGet } = wechat.options
  if (requireHttps) return refuse(43003)
  if (method === endpoint.method) return inner()
  return refuse(endpoint.method === 'POST' ? 43002 : Number(postToGet))
}

function send(
  wechat: Wechat,
  reply: FastifyReply,
  answer: Answer,
  mishap: Mishap | null,
): FastifyReply | undefined {
  const { contentType, dateSkewMs } = wechat.options
  reply
    .header('date', new Date(wechat.nowMs() + dateSkewMs).toUTCString())
    .header('content-type', contentType)
  switch (mishap?.kind) {
    case 'errcode':
      return reply.send(rawBody(refuse(mishap.errcode, mishap.errmsg), wechat.options))
    case 'http':
      return reply.code(mishap.status).header('content-type', 'text/html').send(mishap.body)
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
      // A captive portal or a proxy in WeChat's place; what it sends along may even be a list.
      return reply
        .code(302)
        .header('location', 'https://portal.example/login')
        .send(rawBody(answer, wechat.options))
    case 'slow':
    case undefined:
      return reply.send(rawBody(answer, wechat.options))
  }
}

/** Real time: the network knows nothing of the world's clock. Ends early when the caller has gone. */
function passTime(ms: number, request: FastifyRequest): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    request.raw.socket.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
