import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Secret } from '../../secret'
import { problem } from '../schemas/problem'

/**
 * Lets nobody pass but who shows the token. The digests are compared, and in constant time: how long
 * a refusal takes tells neither how much of a guess was right nor how long the token is.
 * @see RFC 6750, Authorization: Bearer
 */
export function bearerOnly(token: Secret) {
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

/** The token of an Authorization header; undefined where there is none. */
export function bearerOf(authorization: string | undefined): string | undefined {
  return /^bearer +([\x21-\x7e]+) *$/i.exec(authorization ?? '')?.[1]
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
