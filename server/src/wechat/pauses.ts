import { createHash } from 'node:crypto'
import type { Clock } from '../clock'
import { adviceOn } from './advice'
import type { Failure } from './answers'
import { BY_ERRCODE } from './errcodes'
import { REFUSAL_SCOPES, type Refusal, type RefusalScope, type RefusalStore } from './refusals'

/** What ends a pause, besides an ordered refresh. Changed settings end each of them. */
export type PauseEnd = 'settings-change' | 'restart' | 'hour'

/** WeChat is not asked, as it would refuse again. */
export interface Pause {
  readonly errcode: number
  /** When WeChat last refused. */
  readonly refusedAtMs: number
  readonly end: PauseEnd
  /** When WeChat is asked again; null when time alone does not end the pause. */
  readonly untilMs: number | null
}

/** Stops calls that WeChat refuses for good. None of the methods throws. */
export interface Pauses {
  /** The pause that holds now, also one that another instance or an earlier process began. */
  current(): Promise<Pause | undefined>
  /** @param about a question about one room can be wrong by itself: that pauses nothing */
  failed(failure: Failure, about: 'list' | 'room'): Promise<void>
  /** WeChat answered well. */
  answered(): Promise<void>
}

export interface PausesParts {
  readonly store: RefusalStore
  readonly clock: Clock
  /** See fingerprintOf. */
  readonly settings: string
  /** False in cloud hosting, where no new token can help. */
  readonly sendsTokens: boolean
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** A single refusal may be WeChat's mistake, or a setting at WeChat that is not yet in force everywhere. */
const CONFIRMED_AFTER = 3

/** These are about the address from which WeChat was asked. Every other code is about the account. */
const ABOUT_ADDRESS: readonly number[] = [40164, 45035, 61004, 89503, 89506, 89507]

export function createPauses({ store, clock, settings, sendsTokens }: PausesParts): Pauses {
  /** As last loaded or saved; holds while the storage is out of reach. */
  const known = new Map<RefusalScope, Refusal>()
  let isLoaded = false
  /** The code with which this very process was refused last. */
  let refusedHere: number | undefined

  const load = async (scope: RefusalScope): Promise<Refusal | undefined> => {
    try {
      const refusal = await store.load(scope)
      if (refusal === undefined) known.delete(scope)
      else known.set(scope, refusal)
      isLoaded = true
    } catch {
      // What is known here still holds.
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
    // A moment far in the future was noted before the clock was set back.
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

    failed: async (failure, about) => {
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

    answered: async () => {
      refusedHere = undefined
      // A refresh may be ordered before the first look at the storage.
      if (!isLoaded) for (const scope of REFUSAL_SCOPES) await load(scope)
      for (const [scope, refusal] of [...known]) {
        // With other settings, another instance may still be refused.
        if (refusal.settings !== settings) continue
        known.delete(scope)
        await store.clear(scope).catch(() => undefined)
      }
    },
  }
}

/** undefined: it is tried again soon, as after any failure. */
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

/** What the merchant does about the refusal, and when WeChat is asked again. */
export function explainPause({ errcode, end }: Pause): string {
  const { whatToDo } = adviceOn({ kind: 'refused', errcode, errmsg: '', rid: '' })
  return `${whatToDo} ${WHEN[end]} An ordered refresh (POST /api/v1/admin/refresh) asks at once.`
}

const WHEN: Readonly<Record<PauseEnd, string>> = {
  'settings-change': 'WeChat is asked again after a start with changed settings.',
  restart: 'WeChat is asked again after a restart, at most once an hour.',
  hour: 'WeChat is asked again once an hour.',
}

/**
 * Tells whether the settings with which WeChat is asked have changed, without keeping them. AppSecrets
 * are random: nothing can be guessed from the hash.
 */
export function fingerprintOf(settings: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(settings)).digest('base64url').slice(0, 22)
}
