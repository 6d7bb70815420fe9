import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Random } from '../simulation/random'
import { pause } from './pause'

/** From one order to the next: each makes the back end look whether it may ask WeChat. */
const ORDER_MS = 40
/** Orders that may wait for their answer at a time. */
const MOST_WAITING = 10
/** Longer than an order is waited for by the back end. */
const PATIENCE_MS = 15_000
/** So many die young: at any moment of the time that the start takes. */
const DIE_YOUNG = 0.25
/** The others live up to so many times as long after it: on a slow machine, too, they get to work. */
const OLD_TIMES = 5
const OLD_MOST_MS = 8_000
/** How long a start takes, until one has been seen. */
const START_GUESS_MS = 1_000
/** No back end takes as long to start, on the slowest of machines. */
const START_LIMIT_MS = 60_000
const KEPT_TEXT = 4_000

/** One of the four places: as soon as the back end in it is killed, another one starts there. */
export interface Instance {
  readonly tally: InstanceTally
  /**
   * Starts back ends and kills them, one after the other, until it is over; none is left then.
   * @throws when one ends that nobody has killed
   */
  live(over: AbortSignal): Promise<void>
  /** Orders refreshes, far faster than WeChat can answer. */
  demand(over: AbortSignal): Promise<void>
}

export interface InstanceTally {
  /** In the midst of the storm; the last one, at its end, is none of them. */
  readonly kills: number
  /** Of them, those that did not listen yet. */
  readonly killedStarting: number
  /** Orders that were answered: there is no call left. */
  readonly refused: number
}

export interface InstanceParts {
  /** The file to start. */
  readonly main: string
  readonly env: Readonly<Record<string, string>>
  readonly adminToken: string
  readonly random: Random
}

export function createInstance({ main, env, adminToken, random }: InstanceParts): Instance {
  const tally = { kills: 0, killedStarting: 0, refused: 0 }
  let url: string | undefined
  let startMs = START_GUESS_MS

  const oneLife = async (over: AbortSignal): Promise<void> => {
    const child = spawn(process.execPath, [main], {
      env: { PATH: process.env['PATH'], ...env, PORT: '0', ADMIN_TOKEN: adminToken },
      // The channel ends it with us. Ctrl-C is for us alone: we end it in order.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    })
    const ended = once(child, 'exit').then(() => undefined)
    const words = listenTo(child)
    try {
      const isYoung = random.chance(DIE_YOUNG)
      const startedMs = performance.now()
      const lifeMs = () => random.between(0, Math.min(OLD_MOST_MS, startMs * OLD_TIMES))
      void words.address.then((address) => {
        startMs = performance.now() - startedMs
        if (child.exitCode === null && child.signalCode === null) url = address
      })
      if (!isYoung) await within(START_LIMIT_MS, over, words.address, ended)
      await within(isYoung ? random.between(0, startMs) : lifeMs(), over, ended)
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`A back end ended that nobody had killed:\n${words.last()}`)
      if (!over.aborted) tally.kills += 1
      if (!over.aborted && url === undefined) tally.killedStarting += 1
    } finally {
      url = undefined
      child.kill('SIGKILL')
      await ended
    }
  }

  const order = async (at: string, over: AbortSignal): Promise<void> => {
    const answer = await fetch(`${at}/api/v1/admin/refresh`, {
      method: 'POST',
      headers: { authorization: `Bearer ${adminToken}` },
      signal: AbortSignal.any([over, AbortSignal.timeout(PATIENCE_MS)]),
    })
    if (saysSpent(await answer.json())) tally.refused += 1
  }

  return {
    tally,
    live: async (over) => {
      while (!over.aborted) await oneLife(over)
    },
    demand: async (over) => {
      const waiting = new Set<Promise<void>>()
      while (!over.aborted) {
        if (url !== undefined && waiting.size < MOST_WAITING) {
          // It is killed in the midst of answers: that is what the storm is for.
          const one = order(url, over)
            .catch(() => undefined)
            .finally(() => waiting.delete(one))
          waiting.add(one)
        }
        await pause(ORDER_MS, over)
      }
      await Promise.all(waiting)
    },
  }
}

/** What it says, read on for ever, or the pipe fills up; only the last words are kept. */
function listenTo(child: ChildProcess): { address: Promise<string>; last: () => string } {
  let text = ''
  const address = new Promise<string>((resolve) => {
    const read = (chunk: Buffer) => {
      text = (text + chunk.toString('utf8')).slice(-KEPT_TEXT)
      const found = /"event":"server.listening","url":"([^"]+)"/.exec(text)?.[1]
      if (found !== undefined) resolve(found)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
  })
  return { address, last: () => text }
}

/** Until one of them comes, the time is up, or it is over. */
async function within(
  ms: number,
  over: AbortSignal,
  ...these: readonly Promise<unknown>[]
): Promise<void> {
  const enough = new AbortController()
  await Promise.race([pause(ms, AbortSignal.any([over, enough.signal])), ...these])
  enough.abort()
}

/** @example { result: 'failed', code: 'quota: spent', whatToDo: '…' } */
function saysSpent(report: unknown): boolean {
  const code: unknown =
    typeof report === 'object' && report !== null ? Reflect.get(report, 'code') : undefined
  return typeof code === 'string' && code.startsWith('quota: ')
}
