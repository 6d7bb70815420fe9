import type { Answer } from './answers'
import { ok, refuse } from './answers'
import { field } from './json'

/** The source maps of the last upload of each robot. */
export interface SourceMaps {
  keep(robot: string, maps: ReadonlyMap<string, Buffer>): void
  /** Total size and maximum size of a chunk. */
  info(body: unknown): Answer
  /** One chunk, or everything if the request has `streaming: false`. */
  read(body: unknown): Answer | ChunkAnswer
}

/** A chunk has a different answer format. @see miniprogram-ci, dist/ci/getDevSourceMap.js */
interface ChunkAnswer extends Answer {
  readonly innerRequestResp: { readonly errCode: number; readonly body: string }
}

const CHUNK_BYTES = 512 * 1024

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
      return ok({ data: { total_size: asciiJson(list).length, limit: CHUNK_BYTES } })
    },
    read(body) {
      const list = find(body)
      if (list === undefined) return NOTHING_UPLOADED
      if (field(body, 'streaming') === false) return ok({ data: list })
      const offset = Number(field(body, 'offset'))
      const limit = Math.min(Number(field(body, 'limit')), CHUNK_BYTES)
      if (!(offset >= 0 && limit > 0)) return refuse('no such chunk')
      const piece = asciiJson(list).slice(offset, offset + limit)
      return { ...ok(), innerRequestResp: { errCode: 0, body: piece } }
    },
  }
}

/** WeChat's answer for a robot without uploads is unknown; this one is ours. */
const NOTHING_UPLOADED = refuse('no source map: this robot has uploaded nothing')

/** The client counts characters, the service bytes; in ASCII both are equal. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
