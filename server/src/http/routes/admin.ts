import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox'
import type { onRequestHookHandler } from 'fastify'
import type { UsageAnswer } from '../../quota/types'
import type { Secret } from '../../secret'
import {
  QuotaReportSchema,
  RefreshReportSchema,
  type QuotaReport,
  type RefreshReport,
} from '../schemas/admin'
import { requireBearer } from '../plugins/bearer'
import { problem } from '../schemas/problem'
import { ref } from '../schemas/schema-kit'
import { ProblemSchema } from '../schemas/shop'

/** Actions of the merchant. The ledger grants every call first, as for all calls. */
export interface AdminService {
  /** Reads the list now. Answers within seconds, whatever WeChat does. */
  refresh(): Promise<RefreshReport>
  /** Runs the steps that are due, for hosts with an outside timer. Answers within seconds. */
  tick(): Promise<RefreshReport>
  usage(): Promise<UsageAnswer>
}

export interface AdminRoutesParts {
  readonly service: AdminService
  readonly token: Secret
  /** Rejects clients that send too many requests. */
  readonly limit: onRequestHookHandler
}

const REFUSED = { 401: ref(ProblemSchema) }
const SECURITY = { tags: ['admin'], security: [{ admin: [] }] }

export const adminRoutes: FastifyPluginCallbackTypebox<AdminRoutesParts> = (
  app,
  { service, token, limit },
  done,
) => {
  app.addHook('onRequest', limit)
  // After the rate limit, so that guesses count as requests; before a body is read.
  app.addHook('preParsing', requireBearer(token))
  app.addHook('onSend', async (_request, reply) => {
    await Promise.resolve()
    reply.header('cache-control', 'no-store')
  })

  app.post(
    '/refresh',
    {
      schema: {
        ...SECURITY,
        operationId: 'orderRefresh',
        summary: 'Read the list from WeChat now; charged as `manual`',
        response: { 200: ref(RefreshReportSchema), ...REFUSED },
      },
    },
    () => service.refresh(),
  )

  app.post(
    '/tick',
    {
      schema: {
        ...SECURITY,
        operationId: 'tick',
        summary: 'Run the steps that are due, for an outside timer (SCHEDULER=tick)',
        response: { 200: ref(RefreshReportSchema), ...REFUSED },
      },
    },
    () => service.tick(),
  )

  app.get(
    '/quota',
    {
      schema: {
        ...SECURITY,
        operationId: 'getQuota',
        summary: "Use of the day's calls",
        response: { 200: ref(QuotaReportSchema), ...REFUSED, 503: ref(ProblemSchema) },
      },
    },
    async (_request, reply) => {
      const answer = await service.usage()
      if (answer.kind !== 'known') return reply.code(503).send(problem('ledger-down'))
      const { day, used, limit, byPurpose, closed, resetAtMs } = answer.usage
      const report: QuotaReport = {
        day,
        used,
        limit,
        usedByPurpose: byPurpose,
        closed,
        resetAtSec: Math.floor(resetAtMs / 1000),
      }
      return reply.send(report)
    },
  )
  done()
}
