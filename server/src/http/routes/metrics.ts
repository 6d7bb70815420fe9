import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { HttpMetrics } from '../../metrics/http-metrics'
import type { Secret } from '../../secret'
import { requireBearer } from '../plugins/bearer'
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
      ...(token === undefined ? {} : { onRequest: requireBearer(token) }),
      schema: {
        operationId: 'getMetrics',
        tags: ['health'],
        summary: 'Metrics in the text format of Prometheus; protected by METRICS_TOKEN if set',
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
