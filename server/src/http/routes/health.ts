import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox'
import { LivenessSchema, ReadinessSchema, type Readiness } from '../schemas/health'
import { ref } from '../schemas/schema-kit'

/** Checks storage and quota. Cheap, because load balancers call it every few seconds. */
export type ReadHealth = () => Promise<Readiness>

/** Health checks, without rate limit. */
export const healthRoutes: FastifyPluginCallbackTypebox<{ readHealth: ReadHealth }> = (
  app,
  { readHealth },
  done,
) => {
  app.get(
    '/livez',
    {
      schema: {
        operationId: 'getLiveness',
        tags: ['health'],
        summary: 'Liveness: restart the process if this fails',
        response: { 200: ref(LivenessSchema) },
      },
    },
    () => ({ status: 'alive' as const }),
  )

  app.get(
    '/readyz',
    {
      schema: {
        operationId: 'getReadiness',
        tags: ['health'],
        summary:
          'Readiness: storage and ledger can be reached. An outage of WeChat does not change it',
        response: { 200: ref(ReadinessSchema), 503: ref(ReadinessSchema) },
      },
    },
    async (_request, reply) => {
      const health = await readHealth()
      return reply
        .code(health.ready ? 200 : 503)
        .header('cache-control', 'no-store')
        .send(health)
    },
  )
  done()
}
