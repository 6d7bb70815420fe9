import { randomBytes } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { SANDBOX_ACCOUNT, startSandboxApi } from '../../sandbox/api'
import { randomOf, type Random } from '../simulation/random'
import { buildBackEnd } from './build'
import { createInstance, type Instance } from './instance'
import { pause } from './pause'
import { openStore, type StoreKind, type StormStore } from './stores'
import { ENOUGH, faultsOf, figuresOf, safeStartInMs, type Counted, type Figures } from './verdict'
import { controlWechat, type Wechat } from './weather'

export interface StormOptions {
  readonly store: StoreKind
  /** Daily limit of the back ends. */
  readonly limit: number
  /** Time limit of the storm. */
  readonly atMostMs: number
  readonly seed: number
  /** Number of calls after which WeChat answers 45009. */
  readonly refuseAfter?: number | undefined
  /** Ends the storm early, with clean-up. */
  readonly signal?: AbortSignal | undefined
}

export interface StormResult extends Figures {
  readonly store: StoreKind
  /** Kills while the back end was starting. */
  readonly killedStarting: number
  /** Requests answered with "no call left". */
  readonly refused: number
  /** Faults of WeChat that calls met, by name. */
  readonly met: readonly string[]
  /** Faults of the storm; empty if all is well. */
  readonly faults: readonly string[]
}

export const INSTANCES = 4
/** Far above the back ends' limit, so that only the ledger limits the calls. */
const WECHAT_LIMIT_TIMES = 100
/** Time, kills and requests after the limit is used, so that an extra call would show. */
const AFTERMATH = { ms: 1_500, kills: 3, refused: 10 }
const WATCH_MS = 50

/**
 * Runs four back ends on one store with faults until the day's calls are used. @throws if aborted
 * or failed to run; nothing keeps running
 */
export async function runStorm(options: StormOptions): Promise<StormResult> {
  const { signal } = options
  const closers: Closer[] = []
  try {
    return await runOnStore(options, closers)
  } catch (error) {
    // Errors caused by the abort are not reported.
    signal?.throwIfAborted()
    throw error
  } finally {
    await closeAll(closers)
  }
}

type Closer = () => Promise<void>

/** Closes all, last opened first, also if one fails. */
async function closeAll(closers: readonly Closer[]): Promise<void> {
  const faults: unknown[] = []
  for (const close of closers.toReversed())
    await close().catch((fault: unknown) => faults.push(fault))
  if (faults.length > 0) throw new AggregateError(faults, `Not cleaned up: ${faults.join('; ')}`)
}

async function runOnStore(options: StormOptions, closers: Closer[]): Promise<StormResult> {
  const { store: kind, limit, signal } = options
  const folder = mkdtempSync(path.join(tmpdir(), 'live-shop-storm-'))
  closers.push(() => rm(folder, { recursive: true, maxRetries: 3 }))
  const store = await openStore(kind, folder)
  closers.push(() => store.close())
  await pause(safeStartInMs(store.nowMs(), options.atMostMs), signal)
  signal?.throwIfAborted()
  const sandbox = await startSandboxApi({
    dailyLimit: limit * WECHAT_LIMIT_TIMES,
    realNowMs: () => store.nowMs(),
  })
  closers.push(() => sandbox.close())
  const env = {
    ...store.env,
    NODE_ENV: 'development',
    LOG_LEVEL: 'info',
    WX_APPID: SANDBOX_ACCOUNT.appid,
    WX_APPSECRET: SANDBOX_ACCOUNT.secret,
    WX_API_BASE_URL: sandbox.url,
    WX_LIVE_DAILY_LIMIT: String(limit),
    // Requested refreshes may use the whole day.
    QUOTA_MANUAL_PERCENT: '100',
    RATE_LIMIT_PER_MINUTE: '1000000',
  }
  const shared = {
    main: buildBackEnd(folder),
    env,
    adminToken: randomBytes(24).toString('hex'),
  }
  const instances = Array.from({ length: INSTANCES }, (_, at) =>
    createInstance({ ...shared, random: randomOf(options.seed * INSTANCES + at) }),
  )
  const wechat = controlWechat(sandbox.url)
  await wechat.setAllFaults()
  const ended = await runFaults({
    options,
    instances,
    wechat,
    store,
    random: randomOf(options.seed),
  })
  signal?.throwIfAborted()
  // Counted after all back ends have ended.
  const sum = (what: keyof Instance['tally']) =>
    instances.reduce((total, { tally }) => total + tally[what], 0)
  const counted: Counted = {
    limit,
    charges: await store.charges(),
    arrived: await wechat.calls(),
    kills: sum('kills'),
    refused: sum('refused'),
    ...(ended === undefined ? {} : { ended }),
  }
  return {
    ...figuresOf(counted),
    store: kind,
    killedStarting: sum('killedStarting'),
    refused: counted.refused,
    met: await wechat.met(),
    faults: faultsOf(counted, INSTANCES),
  }
}

interface Parts {
  readonly options: StormOptions
  readonly instances: readonly Instance[]
  readonly wechat: Wechat
  readonly store: StormStore
  readonly random: Random
}

/** @returns how WeChat ended the day, if it did; no back end runs afterwards */
async function runFaults(parts: Parts): Promise<Counted['ended']> {
  const { options, instances, wechat, store, random } = parts
  const ending = new AbortController()
  const over = ending.signal
  // One listener per pause and request.
  setMaxListeners(0, over)
  const stop = () => ending.abort()
  options.signal?.addEventListener('abort', stop, { once: true })
  if (options.signal?.aborted === true) stop()
  const every = async (ms: () => number, work: () => Promise<void>) => {
    for (;;) {
      await pause(ms(), over)
      if (over.aborted) return
      await work()
    }
  }
  const work = [
    ...instances.flatMap((one) => [one.live(over), one.demand(over)]),
    every(
      () => random.between(20, 60),
      () => store.dropLock(),
    ),
    every(
      () => random.between(200, 600),
      () => wechat.setRandomFault(random),
    ),
  ]
  const watching = watch(parts, over)
  try {
    // A failure of one ends the storm.
    return await Promise.race([watching, ...work.map((one) => one.then(() => watching))])
  } finally {
    stop()
    options.signal?.removeEventListener('abort', stop)
    await Promise.allSettled([watching, ...work])
  }
}

/** Waits until the limit is used, and some time after that. */
async function watch(parts: Parts, over: AbortSignal): Promise<Counted['ended']> {
  const { options, instances, wechat } = parts
  const { limit, refuseAfter = Infinity, atMostMs } = options
  const untilMs = performance.now() + atMostMs
  const seen = () => ({
    ms: performance.now(),
    kills: instances.reduce((sum, { tally }) => sum + tally.kills, 0),
    refused: instances.reduce((sum, { tally }) => sum + tally.refused, 0),
  })
  const arrived = async () =>
    Object.values(await wechat.calls()).reduce((sum, count) => sum + count, 0)
  let ended: { at: number; killsBefore: number } | undefined
  let spent: ReturnType<typeof seen> | undefined
  while (!over.aborted && performance.now() < untilMs) {
    const now = seen()
    const used = await arrived()
    if (ended === undefined && used >= refuseAfter) {
      await wechat.endDay()
      ended = { at: await arrived(), killsBefore: now.kills }
    }
    // Some grants are never used, because their back end was killed.
    const isSpent = ended !== undefined || (used >= limit * ENOUGH && now.refused > 0)
    if (isSpent) spent ??= now
    const { ms, kills, refused } = AFTERMATH
    if (
      spent !== undefined &&
      now.ms >= spent.ms + ms &&
      now.kills >= spent.kills + kills &&
      now.refused >= spent.refused + refused
    )
      break
    await pause(WATCH_MS, over)
  }
  if (ended === undefined) return undefined
  return { at: ended.at, killsAfter: seen().kills - ended.killsBefore }
}
