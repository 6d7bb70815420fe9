import type { FastifyReply, FastifyRequest } from 'fastify'
import { allowedOrigin } from '../plugins/cors'
import { acceptsGzip, hasAlready } from './negotiate'
import { BAD_ADDRESS, badField, problem } from '../schemas/problem'
import type { SafeHeaders } from '../plugins/safe-headers'
import type { Problem } from '../schemas/shop'
import type { Lookup, ReadyAnswer, ReadyBytes } from './ready-answers'

/** The part of a reply that sends a small answer. */
interface Sendable {
  code(status: number): Sendable
  send(payload?: unknown): unknown
}

/** Names and values in turns, as `writeHead` takes them: made once for bytes that are sent often. */
interface ReadyHeads {
  readonly whole: string[]
  readonly unchanged: string[]
}

/** Answers with what was looked up. @param missing the body of the 404 when nothing was found */
export type Send = (
  found: Lookup,
  request: Pick<FastifyRequest, 'headers'>,
  reply: FastifyReply,
  missing: Problem,
) => void

/** Seconds after which a client may hope for a first list. */
const FIRST_LIST_AFTER_SEC = '10'
/** Guards the host, not a body: the others were given with the body that a 304 confirms. */
const GUARDS_THE_HOST = 'strict-transport-security'

/** @param origins whose pages may read the answers (see `cors.ts`) */
export function createSend(safe: SafeHeaders, origins: readonly string[]): Send {
  const heads = new WeakMap<ReadyBytes, ReadyHeads>()
  // Caches on the way keep one form for each.
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
        if (hasAlready(request.headers['if-none-match'], ready.etag))
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
  { gzipped, vary, safe }: { gzipped: boolean; vary: string; safe: SafeHeaders },
): ReadyHeads {
  // no-cache: keep it, but ask each time whether it is still this one
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
 * Sends what is ready, past Fastify's own way of sending: that would look for a serialiser, put the
 * same dozen headers into a new object, and take them out again, for a third of what a read costs.
 * What hooks have set for this request is sent as well; the log and the metrics are told of it as of any
 * other answer. Hooks of the kind onSend do not see it.
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

/** Answers an address that no route could be found for, as it cannot be read. */
export function refuseAddress(reply: Sendable): void {
  reply.code(400).send(BAD_ADDRESS)
}
