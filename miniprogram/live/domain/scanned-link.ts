import { decodeOnce } from './custom-params'
import type { PackedParams } from './custom-params'
import { buildUrl } from './query'
import type { Query } from './query'
import type { RoomId } from './room-id'

/**
 * The link of a plain QR code that opens the mini-program. WeChat opens the page that its console names
 * and hands the whole link over in `q`, encoded once, with the time of the scan in `scancode_time`.
 * @see introduction/qrcode; wechat-live-contract A3
 */
export interface ScannedLink {
  /** What follows the merchant's prefix, without slashes at its ends. */
  readonly path: string
  /** Values as they stand in the link. */
  readonly query: Query
}

/** The documents say once; a tool that hands over a decoded link, or encodes it again, is read too. */
const MAX_DECODES = 2

/**
 * @param q of the entry's query.
 * @param prefixes the merchant's, each with https:// in front. A link under none of them is not read.
 * @example readScannedLink('https%3A%2F%2Fshop.example%2Flive%3Froom_id%3D7', ['https://shop.example/live'])
 *   // { path: '', query: { room_id: '7' } }
 */
export function readScannedLink(q: unknown, prefixes: readonly string[]): ScannedLink | null {
  if (typeof q !== 'string') return null
  let url = q
  for (let decodes = 0; decodes <= MAX_DECODES; decodes++) {
    const rest = restAfterPrefixes(url, prefixes)
    if (rest !== null) return parseRest(rest)
    url = decodeOnce(url)
  }
  return null
}

/** Whether a link stands under the merchant's prefix; null: it does not. The rest has no fragment. */
function restAfterPrefixes(url: string, prefixes: readonly string[]): string | null {
  const plain = url.split('#')[0] ?? ''
  const rests = prefixes.filter(isHttps).map((prefix) => restAfterPrefix(plain, prefix))
  return rests.find((rest) => rest !== null) ?? null
}

function isHttps(prefix: string): boolean {
  return /^https:\/\/[^/?#]/i.test(prefix)
}

/** A code may be printed in capitals, which makes it smaller: the case of the prefix does not count. */
function restAfterPrefix(url: string, prefix: string): string | null {
  if (url.slice(0, prefix.length).toLowerCase() !== prefix.toLowerCase()) return null
  const rest = url.slice(prefix.length)
  // behind its "?" WeChat compares characters alone, and so does this
  if (prefix.split('?').length > 1) return '?' + (prefix.split('?')[1] ?? '') + rest
  // https://shop.example must not take in https://shop.example.other
  const seam = prefix.slice(-1) + rest.slice(0, 1)
  return /^\/|^.[/?]?$/.test(seam) ? rest : null
}

function parseRest(rest: string): ScannedLink {
  const mark = rest.indexOf('?')
  const path = mark < 0 ? rest : rest.slice(0, mark)
  const query: Record<string, string> = {}
  if (mark >= 0)
    rest
      .slice(mark + 1)
      .split('&')
      .forEach((pair) => {
        const equals = pair.indexOf('=')
        if (equals > 0) query[pair.slice(0, equals)] = pair.slice(equals + 1)
      })
  return { path: decodeOnce(path).replace(/^\/+|\/+$/g, ''), query }
}

/** The link to put on a plain QR code of a room. */
export function scannedRoomLink(
  prefix: string,
  options: { readonly roomId: RoomId; readonly customParams?: PackedParams | undefined },
): string {
  const query = buildUrl('', {
    room_id: options.roomId,
    custom_params: options.customParams,
  }).slice(1)
  if (prefix.split('?').length === 1) return `${prefix}?${query}`
  return /[?&]$/.test(prefix) ? prefix + query : `${prefix}&${query}`
}
