import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import pino from 'pino'
import { adminRoutes, type AdminRoutesParts } from './routes/admin'
import { NAMED_ADMIN_SCHEMAS } from './schemas/admin'
import { refuseMalformedRequest } from './plugins/client-error'
import { limitClients } from './plugins/client-limit'
import { allowOrigins } from './plugins/cors'
import { openapiOptions } from './schemas/openapi-info'
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
import { addSecurityHeaders, readSecurityHeaders } from './plugins/security-headers'
import { createSend, sendBadAddress } from './snapshot/send'
import { sessionRoutes, type SessionService } from './routes/sessions'
import { NAMED_SESSION_SCHEMAS } from './schemas/sessions'
import { shopRoutes, type ShopRoutesParts } from './routes/shop'
import type { ShopQueries } from './snapshot/ready-answers'
import { refuseWrongMethods } from './plugins/wrong-method'

export interface HttpSettings {
  /** Origins whose pages may read answers; empty disables CORS. */
  readonly corsOrigins: readonly string[]
  /** Addresses of trusted proxies, whose `X-Forwarded-For` is used; empty trusts none. */
  readonly trustProxy: readonly string[]
  readonly rateLimitPerMinute: number
  /** Undefined: the metrics are public on this port. */
  readonly metricsToken: Secret | undefined
}

export interface HttpParts {
  readonly settings: HttpSettings
  readonly queries: ShopQueries
  readonly readHealth: ReadHealth
  readonly metrics: HttpMetrics
  /** Undefined without an AppSecret: logins are not offered. */
  readonly sessions?: SessionService | undefined
  /** Undefined: no admin routes. */
  readonly admin?: Omit<AdminRoutesParts, 'limit'> | undefined
  /** Runs before each read with SCHEDULER=request. Must return quickly. */
  readonly beforeRead?: (() => Promise<void>) | undefined
  readonly log?: FastifyBaseLogger
}

/** A login calls WeChat, so it is allowed less often than a read. */
const LOGINS_PER_READS = 10

const NAMED = [
  ...NAMED_SCHEMAS,
  ...NAMED_HEALTH_SCHEMAS,
  ...NAMED_SESSION_SCHEMAS,
  ...NAMED_ADMIN_SCHEMAS,
]

/** Builds the HTTP server without listening: routes, OpenAPI document, error handling, limits. */
export async function buildHttp(parts: HttpParts): Promise<FastifyInstance> {
  const { settings, queries, readHealth, metrics, sessions, admin, beforeRead } = parts
  const log = parts.log ?? pino({ level: 'silent' })
  const app = fastify({
    loggerInstance: log,
    // The largest accepted body is a third of this; larger ones are rejected early.
    bodyLimit: 16 * 1024,
    requestTimeout: 10_000,
    genReqId: createRequestIds(),
    childLoggerFactory: (parent, bindings, options) => new RequestLog(parent, bindings, options),
    logController: new EventLog(log, metrics),
    trustProxy: settings.trustProxy.length === 0 ? false : [...settings.trustProxy],
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true },
    // Addresses that cannot be routed are client errors, answered in the usual shape.
    frameworkErrors: (_error, _request, reply) => {
      sendBadAddress(reply)
    },
    clientErrorHandler: refuseMalformedRequest,
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
      // The id links the client's error to the log line.
      void reply.header('x-request-id', request.id)
    }
    void reply.code(status).send(body)
  })
  app.setNotFoundHandler((_request, reply) => {
    void reply.code(404).send(problem('not-found'))
  })

  await app.register(swagger, openapiOptions())
  const securityHeaders = await readSecurityHeaders()
  addSecurityHeaders(app, securityHeaders)
  if (settings.corsOrigins.length > 0) {
    await allowOrigins(app, settings.corsOrigins)
  }
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'",
    // Otherwise the page sends the document's address to an online validator.
    uiConfig: { validatorUrl: '' },
  })
  await app.register(healthRoutes, { readHealth })
  await app.register(metricsRoutes, { metrics, token: settings.metricsToken })
  await app.register(
    async (shop) => {
      // In this scope only: health checks must not be rate limited.
      const limit = limitClients(settings.rateLimitPerMinute)
      const read: ShopRoutesParts = {
        queries,
        beforeRead,
        limit,
        send: createSend(securityHeaders, settings.corsOrigins),
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
