import {
  LogController,
  type FastifyBaseLogger,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import type { HttpMetrics } from '../metrics/http-metrics'

/**
 * What is noted of each request once it has been answered: one line in the log, an event with fields,
 * so that it can be counted, and one observation in the metrics. The route instead of the address: its
 * values are few.
 *
 * Both here and not in a hook: Fastify does not tell hooks of the kind onResponse what went wrong, and
 * with such a hook nobody is told.
 */
export class EventLog extends LogController {
  readonly #log: FastifyBaseLogger
  readonly #metrics: Pick<HttpMetrics, 'answered'>
  /** The part of a line that many share, put into words once: as few as routes, methods and statuses. */
  readonly #shared = new Map<string, FastifyBaseLogger>()
  #level = ''

  constructor(log: FastifyBaseLogger, metrics: Pick<HttpMetrics, 'answered'>) {
    super({ requestIdLogLabel: 'requestId' })
    this.#log = log
    this.#metrics = metrics
  }

  override incomingRequest(): void {
    // said once, when it has been answered
  }

  override requestCompleted(
    error: Error | null | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    const { method } = request
    const route = request.routeOptions.url ?? 'none'
    const status = reply.statusCode
    const ms = reply.elapsedTime
    this.#metrics.answered({ method, route, status, seconds: ms / 1000 })
    const own = { requestId: request.id, ms: Math.round(ms) }
    if (error instanceof Error) {
      const fields = { event: 'http.broken', method, route, status, ...own }
      this.#log.warn({ ...fields, why: error.message }, 'Not fully sent')
    } else this.#logOf(method, route, status).info(own, 'Answered')
  }

  #logOf(method: string, route: string, status: number): FastifyBaseLogger {
    // A child keeps the level that it was made with.
    if (this.#level !== this.#log.level) {
      this.#level = this.#log.level
      this.#shared.clear()
    }
    const key = `${method} ${status} ${route}`
    let shared = this.#shared.get(key)
    if (shared === undefined) {
      shared = this.#log.child({ event: 'http.answered', method, route, status })
      this.#shared.set(key, shared)
    }
    return shared
  }
}
