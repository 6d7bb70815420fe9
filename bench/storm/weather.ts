import type { Random } from '../simulation/random'

const LIVE_INFO = '/wxa/business/getliveinfo'
const TOKEN = '/cgi-bin/stable_token'

/** What goes wrong at WeChat, again and again. 45009 is none of them: it ends the day, see `endDay`. */
const MISHAPS: readonly Readonly<Record<string, unknown>>[] = [
  { path: LIVE_INFO, kind: 'slow', ms: 300 },
  { path: LIVE_INFO, kind: 'slow', ms: 800 },
  { path: LIVE_INFO, kind: 'reset' },
  { path: LIVE_INFO, kind: 'http', status: 502 },
  { path: LIVE_INFO, kind: 'truncated' },
  { path: LIVE_INFO, kind: 'errcode', errcode: -1 },
  { path: LIVE_INFO, kind: 'errcode', errcode: 40001 },
  { path: TOKEN, kind: 'errcode', errcode: -1 },
]

/** The stand-in for WeChat, as the storm sees it: over its controls. */
export interface Wechat {
  /** Each mishap once: none is left to chance. */
  strikeAll(): Promise<void>
  /** One mishap, for the next calls. */
  strike(random: Random): Promise<void>
  /** From here on every call is told that the day is used up (45009), however few there were. */
  endDay(): Promise<void>
  /** Mishaps that calls have met, by name. */
  met(): Promise<readonly string[]>
  /** Calls of getliveinfo that arrived, by day in Beijing; counted by WeChat, not by the ledger. */
  calls(): Promise<Readonly<Record<string, number>>>
}

/** The stand-in answers from memory. */
const ANSWER_LIMIT_MS = 30_000

export function controlWechat(url: string): Wechat {
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${url}/__sandbox/${path}`, { ...init, signal: AbortSignal.timeout(ANSWER_LIMIT_MS) })
  const plant = async (fault: unknown): Promise<void> => {
    const { status } = await ask('faults', {
      method: 'POST',
      body: JSON.stringify(fault),
    })
    if (status !== 204) throw new Error(`The sandbox does not know this fault: HTTP ${status}`)
  }
  return {
    strikeAll: async () => {
      for (const mishap of MISHAPS) await plant(mishap)
    },
    strike: async (random) => {
      const mishap = MISHAPS[Math.floor(random.between(0, MISHAPS.length))]
      await plant({ ...mishap, times: Math.ceil(random.between(0, 2)) })
    },
    endDay: async () => {
      await ask('faults', { method: 'DELETE' })
      await plant({ path: LIVE_INFO, kind: 'errcode', errcode: 45009, times: 1_000_000 })
    },
    met: async () => {
      const answer = await ask('faults')
      const { met } = (await answer.json()) as { met: Record<string, number> }
      return Object.keys(met)
    },
    calls: async () => {
      const answer = await ask('calls')
      const { days } = (await answer.json()) as { days: Record<string, Record<string, number>> }
      return Object.fromEntries(
        Object.entries(days).map(([day, paths]) => [day, paths[LIVE_INFO] ?? 0]),
      )
    },
  }
}
