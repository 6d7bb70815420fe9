import { describeError } from '../errors'
import type { Phone } from './phone'
import { toFailure, type Callbacks } from './wrap'

interface RequestOptions extends Callbacks {
  readonly url: string
  readonly data?: unknown
  readonly header?: Readonly<Record<string, string>>
  readonly method?: string
  readonly timeout?: number
  readonly dataType?: string
}

interface RequestTask {
  readonly abort: () => void
  readonly onHeadersReceived: (listener: (result: { header: object }) => void) => void
  readonly offHeadersReceived: () => void
}

const MAX_TIMEOUT_MS = 60_000
const REFUSED = 'errcode:-102 cronet_error_code:-102 error_msg:net::ERR_CONNECTION_REFUSED'

/**
 * wx.request returns a task, not a promise. Requests go to the client's own origin, which forwards them
 * (serve.ts), because wx.request has no CORS. With the header `x-phone` the server always answers 200 and
 * puts the actual status into another header: browsers print 4xx answers and refused connections as errors,
 * which are normal answers in WeChat.
 */
export function requestApi(phone: Phone): (given?: unknown) => RequestTask {
  return (given) => {
    const options = (given ?? {}) as RequestOptions
    const control = new AbortController()
    let onHeaders: (result: { header: object }) => void = () => undefined
    const outcome = send(phone, options, control).then((result) => {
      onHeaders({ header: result.header })
      return { errMsg: 'request:ok', ...result }
    })
    const settle = (callback: Callbacks['complete'], result: unknown) => {
      try {
        callback?.(result)
        options.complete?.(result)
      } catch (error) {
        phone.events.emit('callbackError', error)
      }
    }
    void outcome.then(
      (result) => settle(options.success, result),
      (error: unknown) =>
        settle(options.fail as Callbacks['complete'], toFailure('request', error)),
    )
    return {
      abort: () => control.abort(new Error('abort')),
      onHeadersReceived: (listener) => {
        onHeaders = listener
      },
      offHeadersReceived: () => {
        onHeaders = () => undefined
      },
    }
  }
}

async function send(phone: Phone, options: RequestOptions, control: AbortController) {
  await Promise.resolve()
  const method = (options.method ?? 'GET').toUpperCase()
  const url = allowedUrl(phone, options.url)
  const headers = new Headers({
    'content-type': 'application/json',
    ...options.header,
    'x-phone': '1',
  })
  const body = putData(url, method, headers, options.data)
  const timer = window.setTimeout(() => {
    control.abort(new Error('timeout'))
  }, options.timeout ?? MAX_TIMEOUT_MS)
  try {
    const response = await fetch(url, {
      method,
      headers,
      signal: control.signal,
      cache: 'no-store',
      ...(body === undefined ? {} : { body }),
    })
    const text = await response.text()
    if (response.headers.has('x-phone-failure')) throw new Error(REFUSED)
    return {
      data: readBody(text, options.dataType),
      statusCode: Number(response.headers.get('x-phone-status') ?? response.status),
      header: Object.fromEntries(
        [...response.headers].filter(([name]) => !name.startsWith('x-phone')),
      ),
      cookies: [],
    }
  } catch (error) {
    if (control.signal.aborted)
      throw new Error(describeError(control.signal.reason), { cause: error })
    throw error instanceof TypeError ? new Error(REFUSED, { cause: error }) : error
  } finally {
    window.clearTimeout(timer)
  }
}

function allowedUrl(phone: Phone, wanted: string): URL {
  if (!URL.canParse(wanted)) throw new Error(`invalid url "${wanted}"`)
  const url = new URL(wanted)
  if (!phone.requestOrigins().has(url.origin)) throw new Error('url not in domain list')
  return new URL(url.pathname + url.search, window.location.origin)
}

/** Data of a GET request becomes the query; otherwise a form or JSON, depending on the content type. */
function putData(url: URL, method: string, headers: Headers, data: unknown): string | undefined {
  if (data === undefined || data === null) return undefined
  const isText = typeof data === 'string'
  if (method === 'GET' || method === 'HEAD') {
    for (const [key, value] of Object.entries(data as Record<string, unknown>))
      url.searchParams.set(key, typeof value === 'string' ? value : JSON.stringify(value))
    return undefined
  }
  if (isText) return data
  const isForm = headers.get('content-type')?.includes('x-www-form-urlencoded') === true
  return isForm
    ? new URLSearchParams(data as Record<string, string>).toString()
    : JSON.stringify(data)
}

function readBody(text: string, dataType = 'json'): unknown {
  if (dataType !== 'json') return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text // WeChat returns the text if it is not JSON
  }
}
