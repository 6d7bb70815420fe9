import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import pino from 'pino'
import { adminRoutes, type AdminRoutesParts } from './routes/admin'
import { NAMED_ADMIN_SCHEMAS } from './schemas/admin'
import { refuseBytes } from './plugins/client-error'
import { limitClients } from './plugins/client-limit'
import { allowOrigins } from './plugins/cors'
import { describe } from './schemas/openapi-info'
import { EventLog } from './plugins/event-log'
import { healthRoutes, type ReadHealth } from './routes/health'
import { metricsRoutes } from './routes/metrics'
import type { HttpMetrics } from '../metrics/http-metrics'
import type { Secret } from '../secret'
import { problem, problemOf } from './schemas/problem'
import { NAMED_HEALTH_SCHEMAS } from './schemas/health'
import { NAMED_SCHEMAS } from './schemas/shop'
import { createRequestIds } from './plugins/request-ids'
import { RequestLog } from './plugins/request-log'
import { addSafeHeaders, askHelmet } from './plugins/safe-headers'
import { createSend, refuseAddress } from './snapshot/send'
import { sessionRoutes, type SessionDesk } from './routes/sessions'
import { NAMED_SESSION_SCHEMAS } from './schemas/sessions'
import { shopRoutes, type ShopRoutesParts } from './routes/shop'
import type { ShopWindow } from './snapshot/ready-answers'
import { refuseWrongMethods } from './plugins/wrong-method'

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
  /** Undefined where nobody can log in: without an AppSecret. */
  readonly sessions?: SessionDesk | undefined
  /** Undefined: there are no admin routes. */
  readonly admin?: Omit<AdminRoutesParts, 'limit'> | undefined
  /** Where requests drive the refresh: before each read, and never for long. */
  readonly beforeRead?: (() => Promise<void>) | undefined
  readonly log?: FastifyBaseLogger
}

/** A login costs a call to WeChat; a read costs nothing. */
const LOGINS_PER_READS = 10

const NAMED = [
  ...NAMED_SCHEMAS,
  ...NAMED_HEALTH_SCHEMAS,
  ...NAMED_SESSION_SCHEMAS,
  ...NAMED_ADMIN_SCHEMAS,
]

/** The whole HTTP side, not listening: routes, their document, and what guards them. */
export async function buildHttp(parts: HttpParts): Promise<FastifyInstance> {
  const { settings, window, readHealth, metrics, sessions, admin, beforeRead } = parts
  const log = parts.log ?? pino({ level: 'silent' })
  const app = fastify({
    loggerInstance: log,
    // The largest body that a route takes is a third of it; what is larger is refused early.
    bodyLimit: 16 * 1024,
    requestTimeout: 10_000,
    genReqId: createRequestIds(),
    childLoggerFactory: (parent, bindings, options) => new RequestLog(parent, bindings, options),
    logController: new EventLog(log, metrics),
    trustProxy: settings.trustProxy.length === 0 ? false : [...settings.trustProxy],
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true },
    // Addresses that cannot even be routed: the client's fault, and told in our words as well.
    frameworkErrors: (_error, _request, reply) => {
      refuseAddress(reply)
    },
    clientErrorHandler: refuseBytes,
  })

  app.addHook('onRoute', (route) => {
    const { url } = route
    route.childLoggerFactory = (parent, bindings, options) =>
      new RequestLog(parent, bindings, options, url)
  })
  for (const schema of NAMED) app.addSchema(schema)
  const refuseOtherMethods = refuseWrongMethods(app)

  app.setErrorHandler((error, request, reply) => {
    const { status, body } = problemOf(error as Parameters<typeof problemOf>[0])
    if (status >= 500) {
      request.log.error({ event: 'http.failed', err: error }, 'Request failed')
      // With it, what a shopper saw is found in the log.
      void reply.header('x-request-id', request.id)
    }
    void reply.code(status).send(body)
  })
  app.setNotFoundHandler((_request, reply) => {
    void reply.code(404).send(problem('not-found'))
  })

  await app.register(swagger, describe())
  const safe = await askHelmet()
  addSafeHeaders(app, safe)
  if (settings.corsOrigins.length > 0) {
    await allowOrigins(app, settings.corsOrigins)
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
      const limit = limitClients(settings.rateLimitPerMinute)
      const read: ShopRoutesParts = {
        window,
        beforeRead,
        limit,
        send: createSend(safe, settings.corsOrigins),
      }
      await shop.register(shopRoutes, read)
      if (sessions !== undefined) {
        const perMinute = Math.ceil(settings.rateLimitPerMinute / LOGINS_PER_READS)
        await shop.register(sessionRoutes, { sessions, perMinute })
      }
      if (admin !== undefined) {
        await shop.register(adminRoutes, { ...admin, limit, prefix: '/admin' })
      }
    },
    { prefix: '/api/v1' },
  )
  refuseOtherMethods()
  return app
}
