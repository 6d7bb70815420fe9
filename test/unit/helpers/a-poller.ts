import type { LiveStatus } from '../../../miniprogram/domain/live-status-code'
import { createLiveStatus } from '../../../miniprogram/services/live-status'
import type { LiveStatusService } from '../../../miniprogram/services/live-status'
import { aClock } from './a-clock'
import type { VirtualClock } from './a-clock'
import { status } from './builders'

export const MINUTE = 60_000

/** The poller, with a clock and a plugin that do as the test says. */
export interface World {
  readonly clock: VirtualClock
  readonly service: LiveStatusService
  /** When the plugin was called, in seconds from the start. */
  readonly calls: number[]
  readonly reports: unknown[]
  /** What the plugin does from now on. */
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
      connect: () => {
        if (world.plugin === 'hanging') return never()
        if (world.plugin === 'missing') return Promise.resolve(null)
        return Promise.resolve(() => {
          calls.push((clock.nowMs() - startMs) / 1000)
          return world.answer()
        })
      },
      clock,
      report: (error) => reports.push(error),
    }),
  }
  return world
}

export function unexpected(what: unknown): never {
  throw new Error(`not expected: ${String(what)}`)
}

export function never<T>(): Promise<T> {
  return new Promise<T>(() => undefined)
}

export function aListener() {
  const told: LiveStatus[] = []
  const codes = () => told.map((one) => (one.kind === 'known' ? one.code : 0))
  return { listen: (one: LiveStatus) => void told.push(one), codes }
}
