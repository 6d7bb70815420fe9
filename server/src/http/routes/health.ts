import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox'
import { LivenessSchema, ReadinessSchema, type Readiness } from '../schemas/health'
import { ref } from '../schemas/schema-kit'

/** Looks at storage and quota. Cheap: a load balancer asks every few seconds. */
export type ReadHealth = () => Promise<Readiness>

/** For the machine that watches over this process; never rate limited. */
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
        summary: 'Is the process alive? If not, restart it',
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
          'Storage and ledger at hand? Green while WeChat is down: shoppers get the last list',
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
