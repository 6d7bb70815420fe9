import { SANDBOX_ACCOUNT, startSandboxApi, type SandboxApi } from '../../../sandbox/api'

/** 19:30 on a Sunday in Shanghai: a usual start of a broadcast. */
export const EVENING_MS = Date.parse('2026-11-22T19:30:00+08:00')
export const MINUTE = 60_000
export const LIST = '/wxa/business/getliveinfo'

export type Body = Record<string, unknown>

export interface Sandbox {
  readonly api: SandboxApi
  /** Advances real time; world time follows at its speed. */
  pass(ms: number): void
  get(path: string): Promise<Body>
  send(method: string, path: string, body?: unknown): Promise<Response>
  post(path: string, body: unknown): Promise<Body>
  /** Calls getliveinfo with a valid token. */
  list(body: unknown): Promise<Body>
  token(): Promise<string>
}

interface Settings {
  readonly startAt?: number
  readonly dailyLimit?: number
  readonly speed?: number
  readonly roomCount?: number
}

const running = new Set<SandboxApi>()

/** A sandbox for one test, with a clock that only the test advances. */
export async function aSandbox(settings: Settings = {}): Promise<Sandbox> {
  const { startAt = EVENING_MS, dailyLimit, speed, roomCount } = settings
  let realMs = startAt
  const api = await startSandboxApi({
    seed: 7,
    realNowMs: () => realMs,
    ...(dailyLimit === undefined ? {} : { dailyLimit }),
    ...(speed === undefined ? {} : { speed }),
    ...(roomCount === undefined ? {} : { roomCount }),
  })
  running.add(api)
  const send = (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(`${api.url}${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
  const post = async (path: string, body: unknown): Promise<Body> =>
    bodyOf(await send('POST', path, body))
  const token = async (): Promise<string> =>
    String((await post('/cgi-bin/stable_token', credentials()))['access_token'])
  return {
    api,
    pass: (ms) => void (realMs += ms),
    get: async (path) => bodyOf(await send('GET', path)),
    send,
    post,
    token,
    list: async (body) => post(`${LIST}?access_token=${await token()}`, body),
  }
}

export async function closeSandboxes(): Promise<void> {
  await Promise.all([...running].map((api) => api.close()))
  running.clear()
}

export function credentials(more: Body = {}): Body {
  return { grant_type: 'client_credential', ...SANDBOX_ACCOUNT, ...more }
}

export async function bodyOf(response: Response): Promise<Body> {
  return asBody(JSON.parse(await response.text()))
}

export function asBody(value: unknown): Body {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  throw new TypeError(`Not an object: ${JSON.stringify(value)}`)
}

export function rowsOf(answer: Body, field = 'room_info'): Body[] {
  const rows = answer[field]
  if (!Array.isArray(rows)) throw new TypeError(`${field} is no list: ${JSON.stringify(answer)}`)
  return rows.map(asBody)
}

export async function statusOf(sandbox: Sandbox, roomId: number): Promise<unknown> {
  return (await sandbox.get(`/__sandbox/rooms/${roomId}`))['live_status']
}
