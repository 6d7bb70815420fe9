import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Secret } from '../../secret'
import { problem } from '../schemas/problem'

/**
 * Requires the token. Digests are compared in constant time, so that the response time reveals
 * neither the token nor its length.
 * @see RFC 6750, Authorization: Bearer
 */
export function requireBearer(token: Secret) {
  const wanted = digest(token.reveal())
  return async (
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply | undefined> => {
    const shown = bearerOf(request.headers.authorization)
    if (shown !== undefined && timingSafeEqual(digest(shown), wanted)) return undefined
    return reply
      .code(401)
      .header('www-authenticate', 'Bearer')
      .header('cache-control', 'no-store')
      .send(problem('not-allowed'))
  }
}

/** The token of an Authorization header; undefined if there is none. */
export function bearerOf(authorization: string | undefined): string | undefined {
  return /^bearer +([\x21-\x7e]+) *$/i.exec(authorization ?? '')?.[1]
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
