import { isRecord } from './json'

/**
 * The merchant's parameters of a room link. They are sent in the link and come back in the plugin's
 * share params and in the query of the goods page.
 * @see liveplayer/live-player-plugin, custom_params
 */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

export type CustomParams = Readonly<Record<string, Json>>

/** Encoded for a URL. Only `packCustomParams` creates it, so every link has checked parameters. */
export type PackedParams = string & { readonly brand: 'PackedParams' }

export type Packed =
  | { readonly kind: 'ok'; readonly text: PackedParams }
  | { readonly kind: 'too-long'; readonly length: number }

export type Unpacked =
  | { readonly kind: 'ok'; readonly params: CustomParams }
  | { readonly kind: 'none' }
  /** Truncated, or not JSON. `raw` is for the merchant's log. */
  | { readonly kind: 'broken'; readonly raw: unknown }

const MAX_LENGTH = 600

/** Documented: once. Seen on phones: twice. One more for the query of our own doorway. */
const MAX_DECODES = 3

/**
 * Packs the merchant's parameters for a room link.
 * @returns `too-long` above 600 characters: WeChat would truncate the text, and the JSON would be invalid.
 * @see liveplayer/live-player-plugin, custom_params
 * @example packCustomParams({ pid: 7 }) // { kind: 'ok', text: '%7B%22pid%22%3A7%7D' }
 */
export function packCustomParams(params: CustomParams): Packed {
  const packed = encode(JSON.stringify(params))
  return packed.length > MAX_LENGTH
    ? { kind: 'too-long', length: packed.length }
    : { kind: 'ok', text: packed as PackedParams }
}

/** JSON.stringify of phones before 2019 keeps lone surrogates, which a URL cannot contain. */
function encode(json: string): string {
  const escaped = (half: string) => `\\u${half.charCodeAt(0).toString(16)}`
  try {
    return encodeURIComponent(json)
  } catch {
    return encodeURIComponent(json.replace(/[\ud800-\udfff]/g, escaped))
  }
}

/** undefined: there are no parameters, or they are too long. The link then works without them. */
export function packedOrNone(params: CustomParams | undefined): PackedParams | undefined {
  if (params === undefined || Object.keys(params).length === 0) return undefined
  const packed = packCustomParams(params)
  return packed.kind === 'ok' ? packed.text : undefined
}

/**
 * Reads parameters in every reported form: an object from `getShareParams`, a string encoded once or
 * twice on the goods page, or nothing.
 * @see wechat-live-contract A6, A7
 */
export function unpackCustomParams(raw: unknown): Unpacked {
  if (raw === undefined || raw === null || raw === '') return { kind: 'none' }
  // keep only what JSON can represent
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

/** The parameters; {} if there are none or they cannot be read. */
export function paramsOrEmpty(unpacked: Unpacked): CustomParams {
  return unpacked.kind === 'ok' ? unpacked.params : {}
}

/** null: `json` is not a JSON object. */
function readParams(json: string): Unpacked | null {
  const params = parseJson(json)
  return isParams(params) ? { kind: 'ok', params } : null
}

/** '' for a value without JSON, such as an object that contains itself. */
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

/** Returns the input unchanged if it has an invalid escape. */
export function decodeOnce(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded
  }
}
