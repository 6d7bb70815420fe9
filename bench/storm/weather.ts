import type { Random } from '../simulation/random'

const LIVE_INFO = '/wxa/business/getliveinfo'
const TOKEN = '/cgi-bin/stable_token'

/** Faults of WeChat. 45009 is not among them, because it ends the day: see `endDay`. */
const FAULTS: readonly Readonly<Record<string, unknown>>[] = [
  { path: LIVE_INFO, kind: 'slow', ms: 300 },
  { path: LIVE_INFO, kind: 'slow', ms: 800 },
  { path: LIVE_INFO, kind: 'reset' },
  { path: LIVE_INFO, kind: 'http', status: 502 },
  { path: LIVE_INFO, kind: 'truncated' },
  { path: LIVE_INFO, kind: 'errcode', errcode: -1 },
  { path: LIVE_INFO, kind: 'errcode', errcode: 40001 },
  { path: TOKEN, kind: 'errcode', errcode: -1 },
]

/** The sandbox, controlled by the storm. */
export interface Wechat {
  /** Sets each fault once. */
  setAllFaults(): Promise<void>
  /** Sets one random fault for the next calls. */
  setRandomFault(random: Random): Promise<void>
  /** From now on every call is answered with 45009. */
  endDay(): Promise<void>
  /** Faults that calls have met, by name. */
  met(): Promise<readonly string[]>
  /** Calls of getliveinfo by day in Beijing, counted by the sandbox. */
  calls(): Promise<Readonly<Record<string, number>>>
}

/** The sandbox answers from memory. */
const ANSWER_LIMIT_MS = 30_000

export function controlWechat(url: string): Wechat {
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${url}/__sandbox/${path}`, { ...init, signal: AbortSignal.timeout(ANSWER_LIMIT_MS) })
  const setFault = async (fault: unknown): Promise<void> => {
    const { status } = await ask('faults', {
      method: 'POST',
      body: JSON.stringify(fault),
    })
    if (status !== 204) throw new Error(`The sandbox does not know this fault: HTTP ${status}`)
  }
  return {
    setAllFaults: async () => {
      for (const fault of FAULTS) await setFault(fault)
    },
    setRandomFault: async (random) => {
      const fault = FAULTS[Math.floor(random.between(0, FAULTS.length))]
      await setFault({ ...fault, times: Math.ceil(random.between(0, 2)) })
    },
    endDay: async () => {
      await ask('faults', { method: 'DELETE' })
      await setFault({ path: LIVE_INFO, kind: 'errcode', errcode: 45009, times: 1_000_000 })
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
