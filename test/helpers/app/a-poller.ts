import type { LiveStatus } from '../../../miniprogram/live/domain/live-status-code'
import { createLiveStatus } from '../../../miniprogram/live/services/live-status/poller'
import type { LiveStatusService } from '../../../miniprogram/live/services/live-status/poller'
import type { CallList, CallStore } from '../../../miniprogram/live/services/live-status/call-log'
import type { StatusSource } from '../../../miniprogram/live/services/wechat/status-source'
import { aClock } from './a-clock'
import type { VirtualClock } from './a-clock'
import { aRoom, status } from './builders'

export const MINUTE = 60_000

/** The poller with a virtual clock and a plugin under the test's control. */
export interface World {
  readonly clock: VirtualClock
  readonly service: LiveStatusService
  /** When the plugin was called, in seconds from the start. */
  readonly calls: number[]
  readonly reports: unknown[]
  /** The plugin's answer from now on. */
  answer: () => Promise<LiveStatus>
  plugin: 'there' | 'missing' | 'hanging'
}

export function aWorld(code: Parameters<typeof status>[0] = 101): World {
  const clock = aClock()
  const startMs = clock.nowMs()
  const calls: number[] = []
  const reports: unknown[] = []
  const world: World = {
    clock,
    calls,
    reports,
    answer: () => Promise.resolve(status(code)),
    plugin: 'there',
    service: createLiveStatus({
      sources: only(() => {
        if (world.plugin === 'hanging') return never()
        if (world.plugin === 'missing') return Promise.resolve(null)
        return Promise.resolve(() => {
          calls.push((clock.nowMs() - startMs) / 1000)
          return world.answer()
        })
      }),
      report: (error) => reports.push(error),
      ...quietParts(clock),
    }),
  }
  return world
}

/** One source for all rooms. */
export function only(connect: StatusSource['connect']): readonly StatusSource[] {
  return [{ handles: () => true, connect }]
}

/** Without jitter, and with a call store of its own. */
export function quietParts(clock: VirtualClock) {
  return { clock, random: () => 0, calls: aCallStore() }
}

/** A call store that survives restarts. */
export function aCallStore(calls: CallList | null = null): CallStore & { calls: CallList | null } {
  const store = {
    calls,
    read: () => store.calls,
    write: (next: CallList) => {
      store.calls = next
    },
  }
  return store
}

/** A room listed by the back end with this status. */
export function listed(code: Parameters<typeof status>[0]) {
  return aRoom({ liveStatus: status(code) })
}

export function unexpected(what: unknown): never {
  throw new Error(`Unexpected: ${String(what)}`)
}

export function never<T>(): Promise<T> {
  return new Promise<T>(() => undefined)
}

export function aListener() {
  const told: LiveStatus[] = []
  const codes = () => told.map((one) => (one.kind === 'known' ? one.code : 0))
  return { listen: (one: LiveStatus) => void told.push(one), codes }
}
