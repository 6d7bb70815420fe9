import cors from '@fastify/cors'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { EventLog } from './event-log'
import { healthRoutes, type ReadHealth } from './health-routes'
import { metricsRoutes, type HttpMetrics } from './metrics-routes'
import type { Secret } from '../secret'
import { problem, problemOf } from './problem'
import { NAMED_HEALTH_SCHEMAS } from './health-schemas'
import { NAMED_SCHEMAS } from './schemas'
import { refuseAddress } from './send'
import { shopRoutes } from './shop-routes'
import type { ShopWindow } from './shop-window'

export interface HttpSettings {
  /** Origins that may read from a browser; none means CORS stays off. */
  readonly corsOrigins: readonly string[]
  /** Addresses of the proxies whose `X-Forwarded-For` is believed; none means nobody's is. */
  readonly trustProxy: readonly string[]
  readonly rateLimitPerMinute: number
  /** Undefined: whoever reaches the port may read the metrics. */
  readonly metricsToken: Secret | undefined
}

export interface HttpParts {
  readonly settings: HttpSettings
  readonly window: ShopWindow
  readonly readHealth: ReadHealth
  readonly metrics: HttpMetrics
  readonly log?: FastifyBaseLogger
}

/** The whole HTTP side, not listening: routes, their document, and what guards them. */
export async function buildHttp(parts: HttpParts): Promise<FastifyInstance> {
  const { settings, window, readHealth, metrics, log } = parts
  const app = fastify({
    ...(log === undefined ? { logger: false } : { loggerInstance: log }),
    // No route takes a body; what arrives anyway is refused early.
    bodyLimit: 16 * 1024,
    requestTimeout: 10_000,
    logController: new EventLog({ requestIdLogLabel: 'requestId' }),
    trustProxy: settings.trustProxy.length === 0 ? false : [...settings.trustProxy],
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true },
    // Addresses that cannot even be routed: the client's fault, and told in our words as well.
    frameworkErrors: (_error, _request, reply) => {
      refuseAddress(reply)
    },
  })

  for (const schema of [...NAMED_SCHEMAS, ...NAMED_HEALTH_SCHEMAS]) app.addSchema(schema)

  app.setErrorHandler((error, request, reply) => {
    const { status, body } = problemOf(error as Parameters<typeof problemOf>[0])
    if (status >= 500) request.log.error({ event: 'http.failed', err: error }, 'Request failed')
    void reply.code(status).send(body)
  })
  app.addHook('onResponse', (request, reply, done) => {
    metrics.answered({
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1000,
    })
    done()
  })
  app.setNotFoundHandler((_request, reply) => {
    void reply.code(404).send(problem('not-found'))
  })

  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Merchant back end',
        version: '1',
        description:
          "Live rooms, replays and goods, read from a snapshot: no request here ever calls WeChat's API. " +
          'Money in 分 (…Fen), moments in Unix seconds (…AtSec), lengths of time in seconds (…Sec).',
      },
      tags: [
        { name: 'shop', description: 'What the mini-program reads' },
        { name: 'health', description: 'What the machine that runs it reads' },
      ],
    },
    refResolver: {
      // Without it the document would call them def-0, def-1, …
      buildLocalReference: ({ $id }, _baseUri, _fragment, index) =>
        typeof $id === 'string' ? $id : `def-${index}`,
    },
  })
  await app.register(helmet, {
    // Whether there is https in front of us is not ours to say; without it, /docs would stay blank.
    contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
  })
  if (settings.corsOrigins.length > 0) {
    await app.register(cors, { origin: [...settings.corsOrigins], methods: ['GET', 'HEAD'] })
  }
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'",
    // Otherwise the page shows the document's address to a validator on the internet.
    uiConfig: { validatorUrl: '' },
  })
  await app.register(healthRoutes, { readHealth })
  await app.register(metricsRoutes, { metrics, token: settings.metricsToken })
  await app.register(
    async (shop) => {
      // Inside this scope only: health routes are asked by machines that must not be turned away.
      await shop.register(rateLimit, { max: settings.rateLimitPerMinute, timeWindow: 60_000 })
      await shop.register(shopRoutes, { window })
    },
    { prefix: '/api/v1' },
  )
  return app
}
