import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox'
import type { onRequestHookHandler } from 'fastify'
import type { UsageAnswer } from '../../quota/ledger'
import type { Secret } from '../../secret'
import {
  QuotaReportSchema,
  RefreshReportSchema,
  type QuotaReport,
  type RefreshReport,
} from '../schemas/admin'
import { bearerOnly } from '../plugins/bearer'
import { problem } from '../schemas/problem'
import { ref } from '../schemas/schema-kit'
import { ProblemSchema } from '../schemas/shop'

/** What the merchant can order. Every call it makes is granted by the ledger first, as all are. */
export interface AdminDesk {
  /** Reads the list now; answers in seconds, whatever WeChat does. */
  refresh(): Promise<RefreshReport>
  /** Does what is due, for hosts whose timers are outside; answers in seconds as well. */
  tick(): Promise<RefreshReport>
  usage(): Promise<UsageAnswer>
}

export interface AdminRoutesParts {
  readonly desk: AdminDesk
  readonly token: Secret
  /** Turns away who asks too often. */
  readonly limit: onRequestHookHandler
}

const REFUSED = { 401: ref(ProblemSchema) }
const SECURITY = { tags: ['admin'], security: [{ admin: [] }] }

export const adminRoutes: FastifyPluginCallbackTypebox<AdminRoutesParts> = (
  app,
  { desk, token, limit },
  done,
) => {
  app.addHook('onRequest', limit)
  // After that, so that guesses count as requests; before any body is read.
  app.addHook('preParsing', bearerOnly(token))
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
        summary: 'Read the list from WeChat now; charged as manual',
        response: { 200: ref(RefreshReportSchema), ...REFUSED },
      },
    },
    () => desk.refresh(),
  )

  app.post(
    '/tick',
    {
      schema: {
        ...SECURITY,
        operationId: 'tick',
        summary: 'Do what is due: for an outside timer (SCHEDULER=tick)',
        response: { 200: ref(RefreshReportSchema), ...REFUSED },
      },
    },
    () => desk.tick(),
  )

  app.get(
    '/quota',
    {
      schema: {
        ...SECURITY,
        operationId: 'getQuota',
        summary: "What the day's calls went to",
        response: { 200: ref(QuotaReportSchema), ...REFUSED, 503: ref(ProblemSchema) },
      },
    },
    async (_request, reply) => {
      const answer = await desk.usage()
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
