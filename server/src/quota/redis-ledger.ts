import type { Clock } from '../clock'
import type { RedisLink } from '../store/redis'
import { EMPTY_STATE, restore } from './quota-state'
import { createMemoryWatermark } from './usage-watermark'
import { createLedger } from './ledger'
import {
  PURPOSES,
  type Ledger,
  type QuotaState,
  type StateChange,
  type UsageWatermark,
  type QuotaStateStore,
  type LedgerOptions,
  type DayCount,
} from './types'

export interface RedisLedgerOptions extends LedgerOptions {
  /** Holds the whole state in one value, so that it exists completely or not at all. */
  readonly key: string
  /** Clock that decides the day. Default: the clock of Redis, which all instances share. */
  readonly dayClock?: Clock
  /** Where the highest result counts are kept. Default: in memory. */
  readonly watermark?: UsageWatermark
}

/** The ledger on Redis, for instances on several machines. */
export function openRedisLedger(link: RedisLink, options: RedisLedgerOptions): Ledger {
  return createLedger(createStateStore(link, options), options)
}

/**
 * Reads the state and Redis' time. Writes a new state only if the stored one is still the one it
 * was made from.
 * KEYS 1 the state; ARGV 1 the expected state, 2 the new state, '' to read only.
 */
const SCRIPT = `
local state = redis.call('GET', KEYS[1]) or ''
local written = 0
if ARGV[2] ~= '' and state ==  ARGV[1] then
  redis.call('SET', KEYS[1], ARGV[2])
  state = ARGV[2]
  written = 1
end
local time = redis.call('TIME')
return { written, state, time[1], time[2] }`

/** Retry limit of the compare-and-set loop. */
const MAX_ATTEMPTS = 100

interface ScriptResult {
  readonly written: boolean
  readonly text: string
  readonly nowMs: number
}

function createStateStore(
  link: RedisLink,
  {
    key,
    dayClock,
    watermark = createMemoryWatermark(),
  }: Pick<RedisLedgerOptions, 'key' | 'dayClock' | 'watermark'>,
): QuotaStateStore {
  let lastText: string | undefined

  const runScript = async (expected: string, next: string): Promise<ScriptResult> => {
    const answer = await link.call('EVAL', SCRIPT, 1, key, expected, next)
    const [written, text, sec, micros] = Array.isArray(answer) ? (answer as unknown[]) : []
    const redisMs = Number(sec) * 1000 + Math.floor(Number(micros) / 1000)
    if (typeof text !== 'string' || !Number.isFinite(redisMs))
      throw new Error('Redis returned an unexpected answer to the ledger script')
    return { written: written === 1, text, nowMs: dayClock?.nowMs() ?? redisMs }
  }
  const restoreFrom = ({ text, nowMs }: ScriptResult): { state: QuotaState; kept: QuotaState } => {
    const kept = parseState(text)
    const state = restore(kept, watermark.read(), nowMs)
    // Each instance reads every second; only a changed state is stored.
    if (text !== lastText) watermark.raise({ ...state, settleUntilMs: 0 })
    lastText = text
    return { state, kept }
  }

  const change = async <T>(
    step: (state: QuotaState, nowMs: number) => StateChange<T>,
  ): Promise<T> => {
    let result = await runScript('', '')
    for (let tries = 0; tries < MAX_ATTEMPTS; tries += 1) {
      const { state, kept } = restoreFrom(result)
      const { answer, state: next = state } = step(state, result.nowMs)
      if (next === kept) return answer
      const wanted = JSON.stringify(next)
      result = await runScript(result.text, wanted)
      if (result.written) {
        restoreFrom(result)
        return answer
      }
    }
    throw new Error('The ledger could not be written: other instances wrote first each time')
  }

  return {
    change,
    read: async () => {
      const result = await runScript('', '')
      const { state, kept } = restoreFrom(result)
      // The first instance that notices the loss restores the state, without waiting for a call.
      if (state !== kept) await change((now) => ({ answer: undefined, state: now }))
      return { state, nowMs: result.nowMs }
    },
  }
}

/** @throws if the value is not a quota state; an unreadable value must not count as an unused day */
function parseState(text: string): QuotaState {
  if (text === '') return EMPTY_STATE
  const value: unknown = JSON.parse(text)
  if (!isQuotaState(value))
    throw new Error('The Redis key of the ledger does not hold a quota state')
  return value
}

function isQuotaState(value: unknown): value is QuotaState {
  if (typeof value !== 'object' || value === null) return false
  const { days, upstreamLimit, settleUntilMs } = value as Partial<Record<keyof QuotaState, unknown>>
  return (
    Array.isArray(days) &&
    days.every(isCount) &&
    (upstreamLimit === null || isWhole(upstreamLimit)) &&
    isWhole(settleUntilMs)
  )
}

function isCount(value: unknown): value is DayCount {
  if (typeof value !== 'object' || value === null) return false
  const { day, used, held, closed, byPurpose } = value as Partial<Record<keyof DayCount, unknown>>
  return (
    typeof day === 'string' &&
    isWhole(used) &&
    isWhole(held) &&
    typeof closed === 'boolean' &&
    typeof byPurpose === 'object' &&
    byPurpose !== null &&
    PURPOSES.every((purpose) => isWhole(Reflect.get(byPurpose, purpose)))
  )
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
