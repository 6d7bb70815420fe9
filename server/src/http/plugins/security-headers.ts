import helmet from '@fastify/helmet'
import fastify, { type FastifyInstance } from 'fastify'

/** TLS may be terminated elsewhere. With upgradeInsecureRequests, /docs is blank over http. */
const OPTIONS = { contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } }

export type SecurityHeaders = Readonly<Record<string, string>>

/**
 * Reads the headers that helmet sets. They are constant, so helmet runs once at the start: on each
 * request it would take a third of the CPU time of a read.
 */
export async function readSecurityHeaders(): Promise<SecurityHeaders> {
  const [plain, guarded] = [fastify(), fastify()]
  try {
    await guarded.register(helmet, OPTIONS)
    for (const one of [plain, guarded]) one.get('/', (_request, reply) => reply.send(''))
    const [plainAnswer, guardedAnswer] = [await plain.inject('/'), await guarded.inject('/')]
    return Object.fromEntries(
      Object.entries(guardedAnswer.headers).flatMap(([name, value]) =>
        name in plainAnswer.headers || typeof value !== 'string' ? [] : [[name, value] as const],
      ),
    )
  } finally {
    await Promise.all([plain.close(), guarded.close()])
  }
}

/** Sets the headers on all answers sent by Fastify. `send.ts` adds them to its own answers. */
export function addSecurityHeaders(app: FastifyInstance, headers: SecurityHeaders): void {
  app.addHook('onSend', (_request, reply, payload, done) => {
    for (const name in headers) {
      // Some pages have their own policy.
      if (!reply.hasHeader(name)) void reply.header(name, headers[name])
    }
    done(null, payload)
  })
}
