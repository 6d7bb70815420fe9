import helmet from '@fastify/helmet'
import fastify, { type FastifyInstance } from 'fastify'

/** Whether there is https in front of us is not ours to say; without it, /docs would stay blank. */
const OPTIONS = { contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } }

export type SafeHeaders = Readonly<Record<string, string>>

/**
 * What helmet sets on every answer. It never differs, so helmet is asked once: asked for each request,
 * it puts the same policy together each time, at a third of the CPU time of a read.
 */
export async function askHelmet(): Promise<SafeHeaders> {
  const [plain, safe] = [fastify(), fastify()]
  try {
    await safe.register(helmet, OPTIONS)
    for (const one of [plain, safe]) one.get('/', (_request, reply) => reply.send(''))
    const [usual, guarded] = [await plain.inject('/'), await safe.inject('/')]
    return Object.fromEntries(
      Object.entries(guarded.headers).flatMap(([name, value]) =>
        name in usual.headers || typeof value !== 'string' ? [] : [[name, value] as const],
      ),
    )
  } finally {
    await Promise.all([plain.close(), safe.close()])
  }
}

/** Sets them on all that Fastify sends; what is sent past it has them in its own list. */
export function addSafeHeaders(app: FastifyInstance, headers: SafeHeaders): void {
  app.addHook('onSend', (_request, reply, payload, done) => {
    for (const name in headers) {
      // Some pages have a policy of their own.
      if (!reply.hasHeader(name)) void reply.header(name, headers[name])
    }
    done(null, payload)
  })
}
