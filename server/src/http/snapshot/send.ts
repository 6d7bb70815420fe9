import type { FastifyReply, FastifyRequest } from 'fastify'
import { allowedOrigin } from '../plugins/cors'
import { acceptsGzip, matchesEtag } from './negotiate'
import { BAD_ADDRESS, badField, problem } from '../schemas/problem'
import type { SecurityHeaders } from '../plugins/security-headers'
import type { Problem } from '../schemas/shop'
import type { Lookup, ReadyAnswer, ReadyBytes } from './ready-answers'

/** The part of FastifyReply that sends a small answer. */
interface Sendable {
  code(status: number): Sendable
  send(payload?: unknown): unknown
}

/** Header names and values, alternating, as `writeHead` takes them. Built once per answer. */
interface ReadyHeads {
  readonly whole: string[]
  readonly unchanged: string[]
}

/** Sends the result of a lookup. @param missing the body of the 404 */
export type Send = (
  found: Lookup,
  request: Pick<FastifyRequest, 'headers'>,
  reply: FastifyReply,
  missing: Problem,
) => void

/** `retry-after` while there is no list yet, in seconds. */
const FIRST_LIST_AFTER_SEC = '10'
/**
 * A 304 repeats only this header: it protects the host. The others came with the body that the 304
 * confirms.
 */
const GUARDS_THE_HOST = 'strict-transport-security'

/** @param origins allowed origins (see `cors.ts`) */
export function createSend(safe: SecurityHeaders, origins: readonly string[]): Send {
  const heads = new WeakMap<ReadyBytes, ReadyHeads>()
  // Shared caches keep one form per combination.
  const vary = origins.length === 0 ? 'accept-encoding' : 'origin, accept-encoding'
  const headsOf = (ready: ReadyBytes, gzipped: boolean): ReadyHeads => {
    let made = heads.get(ready)
    if (made === undefined) {
      made = makeHeads(ready, { gzipped, vary, safe })
      heads.set(ready, made)
    }
    return made
  }

  return (found, request, reply, missing) => {
    switch (found.kind) {
      case 'found': {
        const { ready, gzipped } = formFor(found.answer, request.headers['accept-encoding'])
        const { whole, unchanged } = headsOf(ready, gzipped)
        const allowed = allowedOrigin(request.headers.origin, origins)
        if (matchesEtag(request.headers['if-none-match'], ready.etag))
          sendReady(reply, 304, unchanged, allowed)
        else sendReady(reply, 200, whole, allowed, ready.bytes)
        return
      }
      case 'missing':
        void reply.code(404).send(missing)
        return
      case 'bad-cursor':
        void reply.code(400).send(badField('cursor', '参数 cursor 无效，请从第一页重新开始'))
        return
      case 'no-list-yet':
        void reply
          .header('retry-after', FIRST_LIST_AFTER_SEC)
          .code(503)
          .send(problem('no-list-yet'))
        return
    }
  }
}

function formFor(
  answer: ReadyAnswer,
  acceptEncoding: string | string[] | undefined,
): { ready: ReadyBytes; gzipped: boolean } {
  const gzipped = acceptsGzip(acceptEncoding) ? answer.gzipped() : undefined
  return { ready: gzipped ?? answer, gzipped: gzipped !== undefined }
}

function makeHeads(
  { bytes, etag }: ReadyBytes,
  { gzipped, vary, safe }: { gzipped: boolean; vary: string; safe: SecurityHeaders },
): ReadyHeads {
  // no-cache: stored, but revalidated on each use
  const both = ['etag', etag, 'cache-control', 'no-cache', 'vary', vary]
  const guard = safe[GUARDS_THE_HOST]
  return {
    whole: [
      ...both,
      ...['content-type', 'application/json; charset=utf-8'],
      ...(gzipped ? ['content-encoding', 'gzip'] : []),
      ...['content-length', String(bytes.byteLength)],
      ...Object.entries(safe).flat(),
    ],
    unchanged: [...both, ...(guard === undefined ? [] : [GUARDS_THE_HOST, guard])],
  }
}

/**
 * Writes a ready answer to the socket without Fastify's serialiser and header handling, which take
 * a third of the time of a read. Headers set by hooks are sent as well, and the log and the metrics
 * see the answer. onSend hooks do not run.
 */
function sendReady(
  reply: FastifyReply,
  status: 200 | 304,
  head: string[],
  origin: string | undefined,
  bytes?: Buffer,
): void {
  reply.hijack()
  let own: string[] | undefined
  if (origin !== undefined) own = [...head, 'access-control-allow-origin', origin]
  const set = reply.getHeaders()
  for (const name in set) (own ??= [...head]).push(name, String(set[name]))
  reply.raw.writeHead(status, own ?? head).end(bytes)
}

/** Answers an address that cannot be routed because it is malformed. */
export function sendBadAddress(reply: Sendable): void {
  reply.code(400).send(BAD_ADDRESS)
}
