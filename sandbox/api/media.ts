import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { FastifyInstance, FastifyReply } from 'fastify'

const FOLDER = path.join(__dirname, 'media')

/** The files of all replays: the same film as mp4, and as m3u8 with one segment. */
const FILES: Readonly<Record<string, { readonly file: string; readonly type: string }>> = {
  mp4: { file: 'replay.mp4', type: 'video/mp4' },
  m3u8: { file: 'replay.m3u8', type: 'application/vnd.apple.mpegurl' },
  m4s: { file: 'replay.m4s', type: 'video/iso.segment' },
}

/** `/media/ROOM/SEGMENT.mp4`, with ranges: seeking needs them, and Safari does not play without them. */
export function serveMedia(app: FastifyInstance): void {
  app.get<{ Params: { room: string; name: string } }>(
    '/media/:room/:name',
    async (request, reply) => {
      const [, extension = ''] = /^[a-z0-9]+\.(mp4|m3u8|m4s)$/.exec(request.params.name) ?? []
      const media = Object.hasOwn(FILES, extension) ? FILES[extension] : undefined
      if (media === undefined || !/^\d+$/.test(request.params.room)) {
        reply.callNotFound()
        return reply
      }
      reply
        .header('content-type', media.type)
        .header('accept-ranges', 'bytes')
        .header('cache-control', 'public, max-age=3600')
        .header('access-control-allow-origin', '*')
      return sendRange(reply, path.join(FOLDER, media.file), request.headers.range)
    },
  )
}

async function sendRange(
  reply: FastifyReply,
  file: string,
  header: string | undefined,
): Promise<FastifyReply> {
  const { size } = await stat(file)
  const range = parseRange(header, size)
  switch (range.kind) {
    case 'whole':
      return reply.header('content-length', size).send(createReadStream(file))
    case 'part':
      return reply
        .code(206)
        .header('content-range', `bytes ${range.from}-${range.to}/${size}`)
        .header('content-length', range.to - range.from + 1)
        .send(createReadStream(file, { start: range.from, end: range.to }))
    case 'unsatisfiable':
      return reply.code(416).header('content-range', `bytes */${size}`).send('')
  }
}

export type ByteRange =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly from: number; readonly to: number }
  | { readonly kind: 'unsatisfiable' }

/**
 * Parses a single byte range. Anything else gets the whole file, as RFC 9110 14.2 allows.
 * @example parseRange('bytes=-500', 2000) // { kind: 'part', from: 1500, to: 1999 }
 */
export function parseRange(header: string | undefined, size: number): ByteRange {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  const [, first = '', last = ''] = match ?? []
  if (match === null || (first === '' && last === '')) return { kind: 'whole' }
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (first !== '' && last !== '' && Number(last) < from) return { kind: 'whole' }
  return from > to ? { kind: 'unsatisfiable' } : { kind: 'part', from, to }
}
