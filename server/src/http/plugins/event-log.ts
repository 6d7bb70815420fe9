import {
  LogController,
  type FastifyBaseLogger,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import type { HttpMetrics } from '../../metrics/http-metrics'
import { type OwnFields, repeatLine } from '../../repeated-line'
import { RequestLog } from './request-log'

/**
 * Records each answered request: one log line, and one observation in the metrics. Both use the
 * route, not the address, because routes are few.
 *
 * This is not an onResponse hook, because with such a hook Fastify does not pass transfer errors
 * on.
 */
export class EventLog extends LogController {
  readonly #log: FastifyBaseLogger
  readonly #metrics: Pick<HttpMetrics, 'answersOf'>
  /** Shared part of the log lines, by route, method and status. */
  readonly #shared = new Map<string, Map<string, Map<number, Shared>>>()
  #level = ''

  constructor(log: FastifyBaseLogger, metrics: Pick<HttpMetrics, 'answersOf'>) {
    super({ requestIdLogLabel: 'requestId' })
    this.#log = log
    this.#metrics = metrics
  }

  override incomingRequest(): void {
    // logged once, when the request is answered
  }

  override requestCompleted(
    error: Error | null | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    const { method } = request
    const route = routeOf(request)
    const status = reply.statusCode
    const ms = reply.elapsedTime
    const { writeLine, observe } = this.#sharedOf(method, route, status)
    observe(ms / 1000)
    const own = { requestId: request.id, ms: Math.round(ms) }
    if (error instanceof Error) {
      const fields = { event: 'http.broken', method, route, status, ...own }
      this.#log.warn({ ...fields, why: error.message }, 'Answer not fully sent')
    } else writeLine(own)
  }

  #sharedOf(method: string, route: string, status: number): Shared {
    // A child logger keeps the level that it was created with.
    if (this.#level !== this.#log.level) {
      this.#level = this.#log.level
      this.#shared.clear()
    }
    const byStatus = entryOf(entryOf(this.#shared, route), method)
    let shared = byStatus.get(status)
    if (shared === undefined) {
      shared = {
        writeLine: repeatLine(
          this.#log,
          { event: 'http.answered', method, route, status },
          'Answered',
        ),
        observe: this.#metrics.answersOf({ method, route, status }),
      }
      byStatus.set(status, shared)
    }
    return shared
  }
}

/** The log holds the route. `routeOptions` is built anew on each access. */
function routeOf(request: FastifyRequest): string {
  const { log } = request
  return (log instanceof RequestLog ? log.route : request.routeOptions.url) ?? 'none'
}

/** Returns an inner map, created on first use. Building a combined key for each request is slower. */
function entryOf<K, V>(maps: Map<string, Map<K, V>>, key: string): Map<K, V> {
  let found = maps.get(key)
  if (found === undefined) {
    found = new Map()
    maps.set(key, found)
  }
  return found
}

/** The constant part of a log line, and the series of the metrics. */
interface Shared {
  readonly writeLine: (own: OwnFields) => void
  readonly observe: (seconds: number) => void
}
