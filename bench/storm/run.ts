import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { SANDBOX_ACCOUNT, startSandboxApi } from '../../sandbox/api'
import { randomOf, type Random } from '../simulation/random'
import { createInstance, pause, type Instance } from './instance'
import { openStore, type StoreKind } from './stores'
import { controlWechat, type Wechat } from './weather'

export interface StormOptions {
  readonly store: StoreKind
  /** Calls a day that the back ends are allowed. */
  readonly limit: number
  /** It goes on for as long, even when the limit is reached before. */
  readonly atLeastMs: number
  /** It ends then, whatever was used by then. */
  readonly atMostMs: number
  readonly seed: number
  /** After so many calls WeChat says 45009, the day is used up. */
  readonly refuseAfter?: number | undefined
  /** Ends it early, cleaned up. */
  readonly signal?: AbortSignal | undefined
}

export interface StormResult {
  readonly store: StoreKind
  readonly limit: number
  /** Calls that the ledger says it granted. */
  readonly granted: number
  /** Calls that arrived at WeChat, by WeChat's own count. */
  readonly upstream: number
  readonly kills: number
  /** Calls beyond the limit, of all days. */
  readonly overspend: number
}

const INSTANCES = 4
/** Orders that each instance is given at a time. */
const ORDERS = 2
/** Far above what the back ends allow themselves: nothing but their ledger holds them back. */
const WECHAT_LIMIT_TIMES = 100
/** Once all is used up: time for a call too many to show itself. */
const AFTERMATH_MS = 1_000

/** Four back ends, one store, and all that can go wrong. */
export async function runStorm(options: StormOptions): Promise<StormResult> {
  const { store: kind, limit, seed } = options
  const folder = mkdtempSync(path.join(tmpdir(), 'live-shop-storm-'))
  const closers: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, maxRetries: 3 })]
  try {
    const sandbox = await startSandboxApi({ dailyLimit: limit * WECHAT_LIMIT_TIMES })
    closers.push(() => sandbox.close())
    const store = await openStore(kind, folder)
    closers.push(() => store.close())
    const env = {
      ...store.env,
      NODE_ENV: 'development',
      LOG_LEVEL: 'info',
      WX_APPID: SANDBOX_ACCOUNT.appid,
      WX_APPSECRET: SANDBOX_ACCOUNT.secret,
      WX_API_BASE_URL: sandbox.url,
      WX_LIVE_DAILY_LIMIT: String(limit),
      // Whoever orders may use up the day.
      QUOTA_MANUAL_PERCENT: '100',
      RATE_LIMIT_PER_MINUTE: '1000000',
    }
    const adminToken = randomBytes(24).toString('hex')
    const instances = Array.from({ length: INSTANCES }, () => createInstance(env, adminToken))
    closers.push(async () => {
      await Promise.all(instances.map((one) => one.kill()))
    })
    const starting = instances.map((one) => one.start())
    await Promise.any(starting)
    const wechat = controlWechat(sandbox.url)
    const kills = await rage({
      ...{ options, instances, wechat, random: randomOf(seed) },
      loseTurn: () => store.loseTurn(),
    })
    await Promise.all(starting)
    const [witness, ...others] = instances
    await Promise.all(others.map((one) => one.kill()))
    const granted = (await witness?.granted()) ?? 0
    // Counted when nobody is left who could make another call.
    await witness?.kill()
    const counts = Object.values(await wechat.calls())
    const upstream = counts.reduce((sum, count) => sum + count, 0)
    const overspend = counts.reduce((sum, count) => sum + Math.max(0, count - limit), 0)
    return { store: kind, limit, granted, upstream, kills, overspend }
  } finally {
    for (const close of closers.reverse()) await close()
  }
}

interface Parts {
  readonly options: StormOptions
  readonly instances: readonly Instance[]
  readonly wechat: Wechat
  readonly random: Random
  readonly loseTurn: () => Promise<void>
}

/** @returns how many were killed */
async function rage(parts: Parts): Promise<number> {
  const { options, instances, wechat, random, loseTurn } = parts
  const startedMs = performance.now()
  let isOver = false
  let kills = 0
  const over = () => isOver
  const every = async (ms: () => number, work: () => Promise<void>) => {
    while (!isOver) {
      await pause(ms())
      if (!over()) await work()
    }
  }
  const watch = async () => {
    let isRefused = false
    let spentMs: number | undefined
    while (!isOver) {
      const used = Math.max(0, ...Object.values(await wechat.calls()))
      const atMs = performance.now() - startedMs
      if (!isRefused && used >= (options.refuseAfter ?? Infinity)) {
        isRefused = true
        await wechat.endDay()
      }
      // A few calls are granted and never made, by those that were killed in between.
      if (isRefused || used >= options.limit * ENOUGH) spentMs ??= atMs
      const isDone = spentMs !== undefined && atMs >= spentMs + AFTERMATH_MS
      isOver =
        (isDone && atMs >= options.atLeastMs) ||
        atMs >= options.atMostMs ||
        options.signal?.aborted === true
      await pause(50)
    }
  }
  try {
    await Promise.all([
      watch().finally(() => (isOver = true)),
      ...instances.flatMap((one) => Array.from({ length: ORDERS }, () => one.demand(over))),
      every(
        () => random.between(60, 200),
        () => loseTurn(),
      ),
      every(
        () => random.between(500, 1_500),
        () => wechat.strike(random),
      ),
      every(
        () => random.between(300, 1_200),
        async () => {
          const one = instances[Math.floor(random.between(0, instances.length))]
          if (await one?.kill()) kills += 1
          await one?.start()
        },
      ),
    ])
  } finally {
    isOver = true
  }
  return kills
}

/** Of the limit; less than that is a storm that did not get through. */
export const ENOUGH = 0.9
