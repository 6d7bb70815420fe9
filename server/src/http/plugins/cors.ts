import fastifyCors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'

const ALLOW = 'access-control-allow-origin'

/**
 * Allows pages of these origins to read answers that Fastify sends; `send.ts` sets the same headers
 * on its own answers. @fastify/cors is used for preflights only, because it evaluates all options
 * on each request, which takes a tenth of the time of a read.
 */
export async function allowOrigins(
  app: FastifyInstance,
  origins: readonly string[],
): Promise<void> {
  app.addHook('onSend', (request, reply, payload, done) => {
    const vary = reply.getHeader('vary')
    // Also without an origin, so that a cache does not serve this answer to a page that has one.
    if (vary === undefined) void reply.header('vary', 'Origin')
    const allowed = allowedOrigin(request.headers.origin, origins)
    if (allowed !== undefined) void reply.header(ALLOW, allowed)
    done(null, payload)
  })
  // In its own scope, whose only route is the one for preflights.
  await app.register(async (preflights) => {
    await preflights.register(fastifyCors, { origin: [...origins], methods: ['GET', 'HEAD'] })
  })
}

/** @returns the origin if it is allowed, else undefined */
export function allowedOrigin(
  origin: string | undefined,
  origins: readonly string[],
): string | undefined {
  return origin !== undefined && origins.includes(origin) ? origin : undefined
}
