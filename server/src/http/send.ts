import type { FastifyRequest } from 'fastify'
import { acceptsGzip, hasAlready } from './negotiate'
import { BAD_ADDRESS, badField, problem } from './problem'
import type { Problem } from './schemas'
import type { Lookup } from './shop-window'

/** The part of a reply that sends bytes which are ready: no serialiser may touch them. */
interface Sendable {
  code(status: number): Sendable
  header(name: string, value: string): Sendable
  getHeader(name: string): unknown
  type(contentType: string): Sendable
  send(payload?: unknown): Sendable
}

/** Caches on the way keep one form for each. */
const VARY = 'accept-encoding'
/** Seconds after which a client may hope for a first list. */
const FIRST_LIST_AFTER_SEC = '10'

/**
 * Answers with what was looked up; with 304 and no body where the client has these very bytes.
 * @param missing the body of the 404 when nothing was found
 */
export function send(
  found: Lookup,
  request: Pick<FastifyRequest, 'headers'>,
  reply: Sendable,
  missing: Problem,
): void {
  switch (found.kind) {
    case 'found': {
      const gzipped = acceptsGzip(request.headers['accept-encoding'])
        ? found.answer.gzipped()
        : undefined
      const { bytes, etag } = gzipped ?? found.answer
      const others = reply.getHeader('vary')
      reply
        .header('etag', etag)
        // no-cache: keep it, but ask each time whether it is still this one
        .header('cache-control', 'no-cache')
        .header('vary', typeof others === 'string' ? `${others}, ${VARY}` : VARY)
      if (hasAlready(request.headers['if-none-match'], etag)) {
        reply.code(304).send()
        return
      }
      if (gzipped !== undefined) reply.header('content-encoding', 'gzip')
      reply.type('application/json; charset=utf-8').send(bytes)
      return
    }
    case 'missing':
      reply.code(404).send(missing)
      return
    case 'bad-cursor':
      reply.code(400).send(badField('cursor', '参数 cursor 无效，请从第一页重新开始'))
      return
    case 'no-list-yet':
      reply.header('retry-after', FIRST_LIST_AFTER_SEC).code(503).send(problem('no-list-yet'))
      return
  }
}

/** Answers an address that no route could be found for, as it cannot be read. */
export function refuseAddress(reply: Sendable): void {
  reply.code(400).send(BAD_ADDRESS)
}
