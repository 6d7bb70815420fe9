import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { ReadyAnswer, ReadyBytes } from './ready-answers'

/** Answers of one packet are not compressed; it would save nothing. */
const WORTH_GZIP_BYTES = 1_200

/**
 * Serialises and hashes an answer. It is compressed on the first request that accepts gzip, because
 * most answers of a snapshot are never requested.
 */
export function makeReady(body: object): ReadyAnswer {
  const plain = withEtag(Buffer.from(JSON.stringify(body)))
  let gzipped: ReadyBytes | undefined
  return {
    ...plain,
    gzipped: () => {
      if (plain.bytes.byteLength < WORTH_GZIP_BYTES) return undefined
      return (gzipped ??= withEtag(gzipSync(plain.bytes)))
    },
  }
}

function withEtag(bytes: Buffer): ReadyBytes {
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 27)
  return { bytes, etag: `"${hash}"` }
}
