import { createHash } from 'node:crypto'
import type { Clock } from '../clock'
import { adviceFor } from './advice'
import type { Failure } from './answers'
import { BY_ERRCODE } from './errcodes'
import { REFUSAL_SCOPES, type Refusal, type RefusalScope, type RefusalStore } from './refusals'

/** What ends a pause, besides a requested refresh. Changed settings end every pause. */
export type PauseEnd = 'settings-change' | 'restart' | 'hour'

/** A pause of calls that WeChat would refuse again. */
export interface Pause {
  readonly errcode: number
  /** When WeChat last refused. */
  readonly refusedAtMs: number
  readonly end: PauseEnd
  /** Time of the next call; null if time alone does not end the pause. */
  readonly untilMs: number | null
}

/** Pauses calls that WeChat refuses permanently. No method throws. */
export interface Pauses {
  /** The current pause, including one started by another instance or an earlier process. */
  current(): Promise<Pause | undefined>
  /** @param about `room`: a request for one room can be invalid by itself and causes no pause */
  recordFailure(failure: Failure, about: 'list' | 'room'): Promise<void>
  /** Call after a success. */
  recordSuccess(): Promise<void>
}

export interface PausesParts {
  readonly store: RefusalStore
  readonly clock: Clock
  /** See fingerprintOf. */
  readonly settings: string
  /** False in cloud hosting, where a new token cannot help. */
  readonly sendsTokens: boolean
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** A single refusal may be an error of WeChat, or a setting that is not yet active everywhere. */
const CONFIRMED_AFTER = 3

/** Codes about the caller's address. All other codes are about the account. */
const ABOUT_ADDRESS: readonly number[] = [40164, 45035, 61004, 89503, 89506, 89507]

export function createPauses({ store, clock, settings, sendsTokens }: PausesParts): Pauses {
  /** As last loaded or saved; used while the storage cannot be reached. */
  const known = new Map<RefusalScope, Refusal>()
  let isLoaded = false
  /** The code of this process's last refusal. */
  let refusedHere: number | undefined

  const load = async (scope: RefusalScope): Promise<Refusal | undefined> => {
    try {
      const refusal = await store.load(scope)
      if (refusal === undefined) known.delete(scope)
      else known.set(scope, refusal)
      isLoaded = true
    } catch {
      // The known refusals stay valid.
    }
    return known.get(scope)
  }

  const pauseOf = (refusal: Refusal): Pause | undefined => {
    const { errcode, times, atMs: refusedAtMs } = refusal
    const end = pauseEndOf(errcode, sendsTokens)
    if (end === undefined || times < CONFIRMED_AFTER || refusal.settings !== settings)
      return undefined
    if (end === 'settings-change' || (end === 'restart' && refusedHere === errcode))
      return { errcode, refusedAtMs, end, untilMs: null }
    const nowMs = clock.nowMs()
    const untilMs = refusedAtMs + HOUR_MS
    // A time far in the future was recorded before the clock was set back.
    const isOver = untilMs <= nowMs || refusedAtMs > nowMs + MINUTE_MS
    return isOver ? undefined : { errcode, refusedAtMs, end, untilMs }
  }

  return {
    current: async () => {
      const pauses: (Pause | undefined)[] = []
      for (const scope of REFUSAL_SCOPES) {
        const refusal = await load(scope)
        pauses.push(refusal === undefined ? undefined : pauseOf(refusal))
      }
      return pauses.find((pause) => pause !== undefined)
    },

    recordFailure: async (failure, about) => {
      if (failure.kind !== 'refused') return
      const { errcode } = failure
      const end = pauseEndOf(errcode, sendsTokens)
      if (end === undefined || (end === 'restart' && about === 'room')) return
      const scope = ABOUT_ADDRESS.includes(errcode) ? 'address' : 'account'
      const before = await load(scope)
      const isAgain = before?.errcode === errcode && before.settings === settings
      const times = isAgain ? before.times + 1 : 1
      const refusal: Refusal = { errcode, times, atMs: clock.nowMs(), settings }
      refusedHere = errcode
      known.set(scope, refusal)
      await store.save(scope, refusal).catch(() => undefined)
    },

    recordSuccess: async () => {
      refusedHere = undefined
      // A refresh may be requested before the storage was first read.
      if (!isLoaded) for (const scope of REFUSAL_SCOPES) await load(scope)
      for (const [scope, refusal] of [...known]) {
        // An instance with other settings may still be refused.
        if (refusal.settings !== settings) continue
        known.delete(scope)
        await store.clear(scope).catch(() => undefined)
      }
    },
  }
}

/** undefined: the call is retried soon, as after any failure. */
function pauseEndOf(errcode: number, sendsTokens: boolean): PauseEnd | undefined {
  switch (BY_ERRCODE.get(errcode)?.retry) {
    case 'after-settings-change':
      return 'settings-change'
    case 'after-restart':
      return 'restart'
    case 'hourly':
      return 'hour'
    case 'after-token':
      return sendsTokens ? undefined : 'hour'
    case 'never':
    case 'later':
    case undefined:
      return undefined
  }
}

/** Instruction for the merchant, and when WeChat is called again. */
export function explainPause({ errcode, end }: Pause): string {
  const { whatToDo } = adviceFor({ kind: 'refused', errcode, errmsg: '', rid: '' })
  return `${whatToDo} ${WHEN[end]} A requested refresh (POST /api/v1/admin/refresh) calls WeChat at once.`
}

const WHEN: Readonly<Record<PauseEnd, string>> = {
  'settings-change': 'WeChat is called again after a restart with changed settings.',
  restart: 'WeChat is called again after a restart, at most once an hour.',
  hour: 'WeChat is called again once an hour.',
}

/**
 * Hash of the settings used for WeChat, to detect a change without storing them. AppSecrets are
 * random, so the hash does not reveal them.
 */
export function fingerprintOf(settings: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(settings)).digest('base64url').slice(0, 22)
}
