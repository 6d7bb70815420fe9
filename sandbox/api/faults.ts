import { isRecord } from './answers'

/** What goes wrong with a call to WeChat, as requested by a test. */
export type Fault =
  | { readonly kind: 'errcode'; readonly errcode: number; readonly errmsg?: string }
  | { readonly kind: 'http'; readonly status: number; readonly body: string }
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'hang' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'truncated' }
  | { readonly kind: 'redirect' }

interface PlannedFault {
  /** One of WeChat's paths, or null for all of them. */
  readonly path: string | null
  readonly fault: Fault
  left: number
}

export interface Faults {
  add(path: string | null, times: number, fault: Fault): void
  /** Consumes the oldest fault that applies to this path. Null if there is none. */
  take(path: string): Fault | null
  clear(): void
  /** How often each fault has occurred. @example { reset: 1, 'http 502': 2, 'errcode -1': 1 } */
  counts(): Readonly<Record<string, number>>
}

export function createFaults(): Faults {
  let faults: PlannedFault[] = []
  const counts = new Map<string, number>()
  return {
    add: (path, times, fault) => void faults.push({ path, fault, left: times }),
    take: (path) => {
      const planned = faults.find((one) => one.path === null || one.path === path)
      if (planned === undefined) return null
      planned.left -= 1
      if (planned.left <= 0) faults = faults.filter((other) => other !== planned)
      const name = nameOf(planned.fault)
      counts.set(name, (counts.get(name) ?? 0) + 1)
      return planned.fault
    },
    clear: () => void (faults = []),
    counts: () => Object.fromEntries(counts),
  }
}

function nameOf(fault: Fault): string {
  switch (fault.kind) {
    case 'errcode':
      return `errcode ${fault.errcode}`
    case 'http':
      return `http ${fault.status}`
    case 'slow':
    case 'hang':
    case 'reset':
    case 'truncated':
    case 'redirect':
      return fault.kind
  }
}

export type ParsedFault =
  | { kind: 'ok'; path: string | null; times: number; fault: Fault }
  | { kind: 'bad'; field: string; tell: string }

const NGINX_502 =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center></body>\r\n</html>'

/** @example { path: '/wxa/business/getliveinfo', times: 2, kind: 'errcode', errcode: -1 } */
export function parseFault(body: Readonly<Record<string, unknown>>): ParsedFault {
  const { path = null, times = 1 } = body
  if (path !== null && (typeof path !== 'string' || !path.startsWith('/'))) {
    return bad('path', 'path must be one of WeChat’s paths, such as /wxa/business/getliveinfo')
  }
  if (typeof times !== 'number' || !Number.isSafeInteger(times) || times < 1) {
    return bad('times', 'times must be a whole number from 1')
  }
  const fault = parseKind(body)
  return 'field' in fault ? fault : { kind: 'ok', path, times, fault }
}

function parseKind(body: Readonly<Record<string, unknown>>): Fault | ReturnType<typeof bad> {
  const { kind, errcode, errmsg, status, ms } = body
  switch (kind) {
    case 'errcode':
      if (typeof errcode !== 'number' || !Number.isSafeInteger(errcode)) {
        return bad('errcode', 'errcode must be a whole number')
      }
      return { kind, errcode, ...(typeof errmsg === 'string' ? { errmsg } : {}) }
    case 'http':
      if (typeof status !== 'number' || !Number.isInteger(status) || status < 200 || status > 599) {
        return bad('status', 'status must be a whole number from 200 to 599')
      }
      return { kind, status, body: typeof body['body'] === 'string' ? body['body'] : NGINX_502 }
    case 'slow':
      if (typeof ms !== 'number' || !(ms >= 0)) return bad('ms', 'ms must be a number from 0')
      return { kind, ms }
    case 'hang':
    case 'reset':
    case 'truncated':
    case 'redirect':
      return { kind }
    default:
      return bad('kind', 'kind must be errcode, http, slow, hang, reset, truncated or redirect')
  }
}

function bad(field: string, tell: string): { kind: 'bad'; field: string; tell: string } {
  return { kind: 'bad', field, tell }
}

/** Accepts any body, so that a control can answer with an error message. */
export function parseFaultBody(body: unknown): ParsedFault {
  return isRecord(body) ? parseFault(body) : bad('body', 'The body must be a JSON object')
}
