import fastifyCors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'

const ALLOW = 'access-control-allow-origin'

/**
 * Lets pages of these origins read what Fastify sends; what is sent past it says so by itself
 * (`send.ts`). To all but a preflight, which @fastify/cors answers, there are two headers to add: the
 * plugin itself looks at all of its options again for each request, at a tenth of what a read costs,
 * and for phones that are no browsers.
 */
export async function allowOrigins(
  app: FastifyInstance,
  origins: readonly string[],
): Promise<void> {
  app.addHook('onSend', (request, reply, payload, done) => {
    const vary = reply.getHeader('vary')
    // Also without an origin: a cache must not give this answer to a page that has one.
    if (vary === undefined) void reply.header('vary', 'Origin')
    const allowed = allowedOrigin(request.headers.origin, origins)
    if (allowed !== undefined) void reply.header(ALLOW, allowed)
    done(null, payload)
  })
  // In a scope of its own, whose only route is the one for preflights.
  await app.register(async (preflights) => {
    await preflights.register(fastifyCors, { origin: [...origins], methods: ['GET', 'HEAD'] })
  })
}

/** @returns the origin, if its pages may read what we answer */
export function allowedOrigin(
  origin: string | undefined,
  origins: readonly string[],
): string | undefined {
  return origin !== undefined && origins.includes(origin) ? origin : undefined
}
