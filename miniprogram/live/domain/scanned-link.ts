import { decodeOnce } from './custom-params'
import type { PackedParams } from './custom-params'
import { buildUrl } from './query'
import type { Query } from './query'
import type { RoomId } from './room-id'

/**
 * The link of a plain QR code that opens the mini-program. WeChat opens the page set in its console and
 * passes the whole link in `q`, encoded once, and the scan time in `scancode_time`.
 * @see introduction/qrcode; wechat-live-contract A3
 */
export interface ScannedLink {
  /** The path after the merchant's prefix, without leading and trailing slashes. */
  readonly path: string
  /** The values are not decoded. */
  readonly query: Query
}

/** Documented: one encoding. Links of tools that decode it, or encode it again, are read too. */
const MAX_DECODES = 2

/**
 * @param q the parameter of the entry's query
 * @param prefixes `qrLinkPrefixes` of config.ts, each starting with https://
 * @returns null if the link has none of the prefixes
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

/** The part after the first matching prefix, without a fragment. null: no prefix matches. */
function restAfterPrefixes(url: string, prefixes: readonly string[]): string | null {
  const plain = url.split('#')[0] ?? ''
  const rests = prefixes.filter(isHttps).map((prefix) => restAfterPrefix(plain, prefix))
  return rests.find((rest) => rest !== null) ?? null
}

function isHttps(prefix: string): boolean {
  return /^https:\/\/[^/?#]/i.test(prefix)
}

/** The prefix is matched without case: codes printed in capitals are smaller. */
function restAfterPrefix(url: string, prefix: string): string | null {
  if (url.slice(0, prefix.length).toLowerCase() !== prefix.toLowerCase()) return null
  const rest = url.slice(prefix.length)
  // after a "?" in the prefix WeChat compares plain characters
  if (prefix.includes('?')) return `?${prefix.split('?')[1] ?? ''}${rest}`
  // https://shop.example must not match https://shop.example.other
  const seam = prefix.slice(-1) + rest.slice(0, 1)
  return /^\/|^.[/?]?$/.test(seam) ? rest : null
}

function parseRest(rest: string): ScannedLink {
  const mark = rest.indexOf('?')
  const path = mark < 0 ? rest : rest.slice(0, mark)
  const query: Record<string, string> = {}
  const pairs = mark < 0 ? [] : rest.slice(mark + 1).split('&')
  for (const pair of pairs) {
    const equals = pair.indexOf('=')
    if (equals > 0) query[pair.slice(0, equals)] = pair.slice(equals + 1)
  }
  return { path: decodeOnce(path).replace(/^\/+|\/+$/g, ''), query }
}

/** Builds the link for a plain QR code of a room. */
export function scannedRoomLink(
  prefix: string,
  options: { readonly roomId: RoomId; readonly customParams?: PackedParams | undefined },
): string {
  const query = buildUrl('', {
    room_id: options.roomId,
    custom_params: options.customParams,
  }).slice(1)
  if (!prefix.includes('?')) return `${prefix}?${query}`
  return /[?&]$/.test(prefix) ? prefix + query : `${prefix}&${query}`
}
