import { LogController, type FastifyReply, type FastifyRequest } from 'fastify'

/**
 * One line per request, an event with fields, so that it can be counted. The route instead of the
 * address: its values are few.
 */
export class EventLog extends LogController {
  override incomingRequest(): void {
    // said once, when it has been answered
  }

  override requestCompleted(
    error: Error | null | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    const fields = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    }
    if (error instanceof Error) {
      request.log.warn({ event: 'http.broken', ...fields, why: error.message }, 'Not fully sent')
    } else request.log.info({ event: 'http.answered', ...fields }, 'Answered')
  }
}
