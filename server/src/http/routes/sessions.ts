import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox'
import { bearerOf } from '../plugins/bearer'
import { limitClients } from '../plugins/client-limit'
import { problem } from '../schemas/problem'
import { ref } from '../schemas/schema-kit'
import { ProblemSchema } from '../schemas/shop'
import {
  GroupEntryBody,
  GroupEntrySchema,
  SessionBody,
  SessionSchema,
  type GroupEntryAnswer,
  type SessionAnswer,
} from '../schemas/sessions'

/** Sessions as the routes use them. WeChat's keys are not visible here. */
export interface SessionService {
  open(code: string): Promise<OpenAnswer>
  groupOf(token: string, data: { encryptedData: string; iv: string }): Promise<GroupAnswer>
}

export type OpenAnswer =
  | { readonly kind: 'opened'; readonly token: string; readonly expiresAtMs: number }
  | { readonly kind: 'login-refused' | 'wechat-unavailable' | 'sessions-unavailable' }
export type GroupAnswer =
  | { readonly kind: 'group'; readonly groupId: string }
  | { readonly kind: 'session-expired' | 'undecipherable' | 'sessions-unavailable' }

export interface SessionRoutesParts {
  readonly sessions: SessionService
  /** Each login calls WeChat, so its rate limit is lower than that of reads. */
  readonly perMinute: number
}

const PROBLEM = ref(ProblemSchema)
const RETRY_AFTER_SEC = '5'

export const sessionRoutes: FastifyPluginCallbackTypebox<SessionRoutesParts> = (
  app,
  { sessions, perMinute },
  done,
) => {
  app.post(
    '/sessions',
    {
      onRequest: limitClients(perMinute),
      schema: {
        operationId: 'openSession',
        tags: ['session'],
        summary: 'Log in with the code of wx.login',
        body: SessionBody,
        response: { 201: ref(SessionSchema), 400: PROBLEM, 401: PROBLEM, 503: PROBLEM },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const opened = await sessions.open(request.body.code)
      switch (opened.kind) {
        case 'opened': {
          const body: SessionAnswer = {
            sessionToken: opened.token,
            expiresAtSec: Math.floor(opened.expiresAtMs / 1000),
          }
          return reply.code(201).send(body)
        }
        case 'login-refused':
          return reply.code(401).send(problem(opened.kind))
        case 'wechat-unavailable':
        case 'sessions-unavailable':
          return reply.header('retry-after', RETRY_AFTER_SEC).code(503).send(problem(opened.kind))
      }
    },
  )

  app.post(
    '/group-entries',
    {
      onRequest: limitClients(perMinute),
      schema: {
        operationId: 'readGroupEntry',
        tags: ['session'],
        summary: 'Get the id of the group from which this phone entered',
        security: [{ session: [] }],
        body: GroupEntryBody,
        response: { 200: ref(GroupEntrySchema), 400: PROBLEM, 401: PROBLEM, 503: PROBLEM },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const token = bearerOf(request.headers.authorization) ?? ''
      const entry = await sessions.groupOf(token, request.body)
      switch (entry.kind) {
        case 'group': {
          const body: GroupEntryAnswer = { groupId: entry.groupId }
          return reply.code(200).send(body)
        }
        case 'session-expired':
          return reply.code(401).header('www-authenticate', 'Bearer').send(problem(entry.kind))
        case 'undecipherable':
          return reply.code(400).send(problem(entry.kind))
        case 'sessions-unavailable':
          return reply.header('retry-after', RETRY_AFTER_SEC).code(503).send(problem(entry.kind))
      }
    },
  )
  done()
}
