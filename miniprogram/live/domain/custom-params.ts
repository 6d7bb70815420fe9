import { isRecord } from './json'

/**
 * The shopper's parameters that travel with a room link: out through the link, back through the
 * plugin's share params and the goods page.
 * @see liveplayer/live-player-plugin, custom_params
 */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

export type CustomParams = Readonly<Record<string, Json>>

/** Ready for a URL: only `packCustomParams` makes one, so that no link carries an unchecked text. */
export type PackedParams = string & { readonly brand: 'PackedParams' }

export type Packed =
  | { readonly kind: 'ok'; readonly text: PackedParams }
  | { readonly kind: 'too-long'; readonly length: number }

export type Unpacked =
  | { readonly kind: 'ok'; readonly params: CustomParams }
  | { readonly kind: 'none' }
  /** Cut off or never JSON; `raw` for the merchant's log. */
  | { readonly kind: 'broken'; readonly raw: unknown }

const MAX_LENGTH = 600

/** The documents say once, the field has seen twice; once more for our own doorway's query. */
const MAX_DECODES = 3

/**
 * Packs the shopper's parameters for a room link.
 * @returns `too-long` above 600 characters: WeChat would cut the text and the JSON arrive broken.
 * @see liveplayer/live-player-plugin, custom_params
 * @example packCustomParams({ pid: 7 }) // { kind: 'ok', text: '%7B%22pid%22%3A7%7D' }
 */
export function packCustomParams(params: CustomParams): Packed {
  const packed = encode(JSON.stringify(params))
  return packed.length > MAX_LENGTH
    ? { kind: 'too-long', length: packed.length }
    : { kind: 'ok', text: packed as PackedParams }
}

/** Phones of before 2019 leave half an emoji in the JSON as it is, which no URL can carry. */
function encode(json: string): string {
  const escaped = (half: string) => `\\u${half.charCodeAt(0).toString(16)}`
  try {
    return encodeURIComponent(json)
  } catch {
    return encodeURIComponent(json.replace(/[\ud800-\udfff]/g, escaped))
  }
}

/** For what is better without parameters than with broken ones. undefined: none, or too many. */
export function packedOrNone(params: CustomParams | undefined): PackedParams | undefined {
  if (params === undefined || Object.keys(params).length === 0) return undefined
  const packed = packCustomParams(params)
  return packed.kind === 'ok' ? packed.text : undefined
}

/**
 * Reads parameters in whatever shape they arrive: an object from `getShareParams`, a text encoded
 * once or twice on the goods page, or nothing at all.
 * @see wechat-live-contract A6, A7
 */
export function unpackCustomParams(raw: unknown): Unpacked {
  if (raw === undefined || raw === null || raw === '') return { kind: 'none' }
  // an object of the plugin's, and only what of it can travel on
  if (isRecord(raw)) return readParams(jsonOf(raw)) ?? { kind: 'broken', raw }
  if (typeof raw !== 'string') return { kind: 'broken', raw }
  let candidate = raw
  for (let decodes = 0; decodes <= MAX_DECODES; decodes++) {
    const unpacked = readParams(candidate)
    if (unpacked !== null) return unpacked
    const decoded = decodeOnce(candidate)
    if (decoded === candidate) break
    candidate = decoded
  }
  return { kind: 'broken', raw }
}

/** The parameters, or none where there are none to be had. */
export function paramsOrEmpty(unpacked: Unpacked): CustomParams {
  return unpacked.kind === 'ok' ? unpacked.params : {}
}

/** null: no JSON of an object. */
function readParams(json: string): Unpacked | null {
  const params = parseJson(json)
  return isParams(params) ? { kind: 'ok', params } : null
}

/** '' of what has no JSON, such as an object that contains itself. */
function jsonOf(value: object): string {
  try {
    return JSON.stringify(value)
  } catch {
    return ''
  }
}

function isParams(value: unknown): value is CustomParams {
  return isRecord(value) && !Array.isArray(value)
}

function parseJson(candidate: string): unknown {
  try {
    return JSON.parse(candidate)
  } catch {
    return undefined
  }
}

/** As it is where a stray % is no escape: then there is nothing to decode. */
export function decodeOnce(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded
  }
}
