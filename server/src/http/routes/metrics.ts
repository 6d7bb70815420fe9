import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { HttpMetrics } from '../../metrics/http-metrics'
import type { Secret } from '../../secret'
import { bearerOnly } from '../plugins/bearer'
import { ProblemSchema } from '../schemas/shop'
import { ref } from '../schemas/schema-kit'

export interface MetricsRoutesParts {
  readonly metrics: HttpMetrics
  readonly token: Secret | undefined
}

export const metricsRoutes: FastifyPluginCallbackTypebox<MetricsRoutesParts> = (
  app,
  { metrics, token },
  done,
) => {
  app.get(
    '/metrics',
    {
      ...(token === undefined ? {} : { onRequest: bearerOnly(token) }),
      schema: {
        operationId: 'getMetrics',
        tags: ['health'],
        summary: 'Counts and ages in the text format of Prometheus; METRICS_TOKEN guards it if set',
        response: {
          200: { content: { 'text/plain': { schema: Type.String() } } },
          401: ref(ProblemSchema),
        },
      },
    },
    async (_request, reply) => {
      const text = await metrics.render()
      return reply.type(metrics.contentType).header('cache-control', 'no-store').send(text)
    },
  )
  done()
}
