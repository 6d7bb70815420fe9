import type { Answer } from './answers'
import { ok, refuse } from './answers'
import { field } from './json'

/** The source maps of each robot's last upload. */
export interface SourceMaps {
  keep(robot: string, maps: ReadonlyMap<string, Buffer>): void
  /** How much there is to read, and how much at a time. */
  info(body: unknown): Answer
  /** One piece, or all of it to a client that says `streaming: false`. */
  read(body: unknown): Answer | PieceAnswer
}

/** A piece comes inside an answer of another shape. @see miniprogram-ci, dist/ci/getDevSourceMap.js */
interface PieceAnswer extends Answer {
  readonly innerRequestResp: { readonly errCode: number; readonly body: string }
}

const PIECE_BYTES = 512 * 1024

export function createSourceMaps(): SourceMaps {
  const lists = new Map<string, { readonly sourcemap_list: readonly object[] }>()
  const find = (body: unknown) => lists.get(String(field(body, 'robot')))
  return {
    keep(robot, maps) {
      const list = [...maps].map(([fullpath, map]) => ({
        fullpath,
        sourcemap: map.toString('utf8'),
      }))
      lists.set(robot, { sourcemap_list: list })
    },
    info(body) {
      const list = find(body)
      if (list === undefined) return NOTHING_UPLOADED
      return ok({ data: { total_size: asciiJson(list).length, limit: PIECE_BYTES } })
    },
    read(body) {
      const list = find(body)
      if (list === undefined) return NOTHING_UPLOADED
      if (field(body, 'streaming') === false) return ok({ data: list })
      const offset = Number(field(body, 'offset'))
      const limit = Math.min(Number(field(body, 'limit')), PIECE_BYTES)
      if (!(offset >= 0 && limit > 0)) return refuse('no such piece')
      const piece = asciiJson(list).slice(offset, offset + limit)
      return { ...ok(), innerRequestResp: { errCode: 0, body: piece } }
    },
  }
}

/** Ours: what WeChat says to a robot that never uploaded is not known. */
const NOTHING_UPLOADED = refuse('no source map: this robot has uploaded nothing')

/** The client counts characters and the service bytes; in ASCII they are the same. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
