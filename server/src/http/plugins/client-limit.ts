import type { onRequestHookHandler } from 'fastify'
import { isIPv4 } from 'node:net'
import { problem } from '../schemas/problem'

const WINDOW_MS = 60_000
/** Clients that are counted at once; beyond them the one whose window opened first is forgotten. */
const MOST_CLIENTS = 20_000
const GROUPS = 8
const NETWORK_GROUPS = 4

interface Window {
  readonly endsAtMs: number
  count: number
}

export interface ClientLimit {
  /** Counts a request. @returns 0 if it may pass, else the seconds until the next one may */
  readonly waitSec: (client: string, nowMs: number) => number
}

/** So many requests in the minute that a client's first one opens. */
export function createClientLimit(perMinute: number, mostClients = MOST_CLIENTS): ClientLimit {
  const windows = new Map<string, Window>()
  return {
    waitSec: (client, nowMs) => {
      const open = windows.get(client)
      // A clock that was set back must not keep a client out for longer than its window.
      if (open === undefined || nowMs >= open.endsAtMs || nowMs < open.endsAtMs - WINDOW_MS) {
        windows.delete(client)
        if (windows.size >= mostClients) {
          for (const [oldest] of windows) {
            windows.delete(oldest)
            break
          }
        }
        windows.set(client, { endsAtMs: nowMs + WINDOW_MS, count: 1 })
        return 0
      }
      open.count += 1
      return open.count <= perMinute ? 0 : Math.ceil((open.endsAtMs - nowMs) / 1000)
    },
  }
}

/**
 * Turns a client away that asks too often, in memory and at once: @fastify/rate-limit awaits its
 * store for each request, even where that is a map, which is a quarter of what a read costs.
 */
export function limitClients(perMinute: number): onRequestHookHandler {
  const limit = createClientLimit(perMinute)
  return (request, reply, done) => {
    const waitSec = limit.waitSec(clientOf(request.ip), Date.now())
    if (waitSec === 0) {
      done()
      return
    }
    void reply.header('retry-after', String(waitSec)).code(429).send(problem('too-many-requests'))
  }
}

/**
 * Who an address belongs to: in IPv6 one household or one machine has a whole /64 of them.
 * @example clientOf('2001:db8::7') // '2001:db8:0:0'
 * @example clientOf('::ffff:192.0.2.1') // '192.0.2.1'
 */
export function clientOf(address: string): string {
  if (!address.includes(':')) return address
  const [mapped = ''] = /[^:]+$/.exec(address) ?? []
  if (isIPv4(mapped) && /^(0*:)*ffff:[^:]+$/i.test(address)) return mapped
  const [front = '', back] = address.split('::')
  const before = groupsOf(front)
  if (back === undefined) return before.slice(0, NETWORK_GROUPS).join(':')
  const after = groupsOf(back)
  const left = Math.max(0, GROUPS - before.length - after.length)
  return [...before, ...Array.from({ length: left }, () => '0'), ...after]
    .slice(0, NETWORK_GROUPS)
    .join(':')
}

function groupsOf(part: string): string[] {
  return part === ''
    ? []
    : part.split(':').map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
}
