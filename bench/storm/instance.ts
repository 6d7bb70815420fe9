import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Random } from '../simulation/random'
import { pause } from './pause'

/** Interval of refresh requests; each makes the back end check whether it may call WeChat. */
const REQUEST_MS = 40
/** Maximum number of waiting requests. */
const MAX_WAITING = 10
/** Longer than the back end waits for a refresh. */
const REQUEST_TIMEOUT_MS = 15_000
/** Share of back ends that are killed during their start. */
const EARLY_KILL_SHARE = 0.25
/** The others live up to this many start times, so that they also work on a slow machine. */
const LIFE_STARTS = 5
const MAX_LIFE_MS = 8_000
/** Estimated start time before the first start. */
const START_GUESS_MS = 1_000
/** Upper limit of a start on the slowest machine. */
const START_LIMIT_MS = 60_000
const KEPT_TEXT = 4_000

/** One of the four instances: a killed back end is replaced at once. */
export interface Instance {
  readonly tally: InstanceTally
  /**
   * Starts and kills back ends until the signal. None runs afterwards. @throws if one ends without
   * being killed
   */
  live(over: AbortSignal): Promise<void>
  /** Requests refreshes, faster than WeChat can answer. */
  demand(over: AbortSignal): Promise<void>
}

export interface InstanceTally {
  /** Kills during the storm, without the last one at its end. */
  readonly kills: number
  /** Kills before the back end listened. */
  readonly killedStarting: number
  /** Requests answered with "no call left". */
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

  const runOnce = async (over: AbortSignal): Promise<void> => {
    const child = spawn(process.execPath, [main], {
      env: { PATH: process.env['PATH'], ...env, PORT: '0', ADMIN_TOKEN: adminToken },
      // The IPC channel ends the child with this process. Ctrl-C must reach this process only.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    })
    const ended = once(child, 'exit').then(() => undefined)
    const output = listenTo(child)
    try {
      const isEarlyKill = random.chance(EARLY_KILL_SHARE)
      const startedMs = performance.now()
      const lifeMs = () => random.between(0, Math.min(MAX_LIFE_MS, startMs * LIFE_STARTS))
      void output.address.then((address) => {
        startMs = performance.now() - startedMs
        if (child.exitCode === null && child.signalCode === null) url = address
      })
      if (!isEarlyKill) await within(START_LIMIT_MS, over, output.address, ended)
      await within(isEarlyKill ? random.between(0, startMs) : lifeMs(), over, ended)
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`A back end ended without being killed:\n${output.last()}`)
      if (!over.aborted) tally.kills += 1
      if (!over.aborted && url === undefined) tally.killedStarting += 1
    } finally {
      url = undefined
      child.kill('SIGKILL')
      await ended
    }
  }

  const requestRefresh = async (at: string, over: AbortSignal): Promise<void> => {
    const answer = await fetch(`${at}/api/v1/admin/refresh`, {
      method: 'POST',
      headers: { authorization: `Bearer ${adminToken}` },
      signal: AbortSignal.any([over, AbortSignal.timeout(REQUEST_TIMEOUT_MS)]),
    })
    if (isQuotaSpent(await answer.json())) tally.refused += 1
  }

  return {
    tally,
    live: async (over) => {
      while (!over.aborted) await runOnce(over)
    },
    demand: async (over) => {
      const waiting = new Set<Promise<void>>()
      while (!over.aborted) {
        if (url !== undefined && waiting.size < MAX_WAITING) {
          // The back end is killed while it answers; that is intended.
          const one = requestRefresh(url, over)
            .catch(() => undefined)
            .finally(() => waiting.delete(one))
          waiting.add(one)
        }
        await pause(REQUEST_MS, over)
      }
      await Promise.all(waiting)
    },
  }
}

/** Reads the output continuously, so that the pipe does not fill up. Only the end is kept. */
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

/** Waits for one of the promises, the timeout, or the signal. */
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
function isQuotaSpent(report: unknown): boolean {
  const code: unknown =
    typeof report === 'object' && report !== null ? Reflect.get(report, 'code') : undefined
  return typeof code === 'string' && code.startsWith('quota: ')
}
