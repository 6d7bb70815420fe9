/** @see RFC 9110, If-None-Match: a list, compared weakly; `*` matches every representation */
export function matchesEtag(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  // The usual case: the client sends the ETag it received.
  if (ifNoneMatch === etag) return true
  return ifNoneMatch
    .split(',')
    .map((one) => one.trim().replace(/^W\//, ''))
    .some((one) => one === etag || one === '*')
}

/** No weights: every named coding is accepted. */
const NAMES_GZIP = /^(?:[^;]*,)?\s*gzip\s*(?:,[^;]*)?$/

/**
 * Whether a client accepts gzip: named, or covered by `*`, and not with a weight of 0.
 * @see RFC 9110, Accept-Encoding
 * @example acceptsGzip('br;q=1.0, gzip;q=0') // false
 */
export function acceptsGzip(acceptEncoding: string | string[] | undefined): boolean {
  if (typeof acceptEncoding !== 'string') return false
  if (NAMES_GZIP.test(acceptEncoding)) return true
  const codings = acceptEncoding.split(',').map((one) => {
    const [name = '', ...params] = one.toLowerCase().split(';')
    const refused = params.some((param) => /^\s*q\s*=\s*0(\.0{0,3})?\s*$/.test(param))
    return { name: name.trim(), refused }
  })
  const meant =
    codings.find(({ name }) => name === 'gzip' || name === 'x-gzip') ??
    codings.find(({ name }) => name === '*')
  return meant !== undefined && !meant.refused
}
