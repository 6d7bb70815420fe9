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
 * What is noted of each request once it has been answered: one line in the log, an event with fields,
 * so that it can be counted, and one observation in the metrics. The route instead of the address: its
 * values are few.
 *
 * Both here and not in a hook: Fastify does not writeLine hooks of the kind onResponse what went wrong, and
 * with such a hook nobody is told.
 */
export class EventLog extends LogController {
  readonly #log: FastifyBaseLogger
  readonly #metrics: Pick<HttpMetrics, 'answersOf'>
  /** What requests share, by route, method and status: as few as there are of these together. */
  readonly #shared = new Map<string, Map<string, Map<number, Shared>>>()
  #level = ''

  constructor(log: FastifyBaseLogger, metrics: Pick<HttpMetrics, 'answersOf'>) {
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
    const route = routeOf(request)
    const status = reply.statusCode
    const ms = reply.elapsedTime
    const { writeLine, observe } = this.#sharedOf(method, route, status)
    observe(ms / 1000)
    const own = { requestId: request.id, ms: Math.round(ms) }
    if (error instanceof Error) {
      const fields = { event: 'http.broken', method, route, status, ...own }
      this.#log.warn({ ...fields, why: error.message }, 'Not fully sent')
    } else writeLine(own)
  }

  #sharedOf(method: string, route: string, status: number): Shared {
    // A child keeps the level that it was made with.
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

/** Not from `routeOptions`, which is made anew at each look, where the log knows it. */
function routeOf(request: FastifyRequest): string {
  const { log } = request
  return (log instanceof RequestLog ? log.route : request.routeOptions.url) ?? 'none'
}

/** A map in a map, made when it is first asked for: a key that is put together for each request costs more. */
function entryOf<K, V>(maps: Map<string, Map<K, V>>, key: string): Map<K, V> {
  let found = maps.get(key)
  if (found === undefined) {
    found = new Map()
    maps.set(key, found)
  }
  return found
}

/** The part of a line that is always the same, put into words; and where the time it took is counted. */
interface Shared {
  readonly writeLine: (own: OwnFields) => void
  readonly observe: (seconds: number) => void
}
