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
  /** Calls a day that the back ends are allowed. */
  readonly limit: number
  /** It ends then, whatever was used by then. */
  readonly atMostMs: number
  readonly seed: number
  /** After so many calls WeChat says 45009, the day is used up. */
  readonly refuseAfter?: number | undefined
  /** Ends it early, cleaned up. */
  readonly signal?: AbortSignal | undefined
}

export interface StormResult extends Figures {
  readonly store: StoreKind
  /** Of the kills, those that struck while the back end was starting. */
  readonly killedStarting: number
  /** Orders that were told that there is no call left. */
  readonly refused: number
  /** What went wrong at WeChat, by name. */
  readonly met: readonly string[]
  /** What it must not have shown; none when all is well. */
  readonly faults: readonly string[]
}

export const INSTANCES = 4
/** Far above what the back ends allow themselves: nothing but their ledger holds them back. */
const WECHAT_LIMIT_TIMES = 100
/** Once all is used up: time, kills and orders for a call too many to show itself. */
const AFTERMATH = { ms: 1_500, kills: 3, refused: 10 }
const WATCH_MS = 50

/**
 * Four back ends, one store, and all that can go wrong, until a day's calls are used up.
 * @throws when it was aborted, or could not be played; nothing is left running either way
 */
export async function runStorm(options: StormOptions): Promise<StormResult> {
  const { signal } = options
  const closers: Closer[] = []
  try {
    return await play(options, closers)
  } catch (error) {
    // Whatever broke because it was being ended is not worth a word.
    signal?.throwIfAborted()
    throw error
  } finally {
    await closeAll(closers)
  }
}

type Closer = () => Promise<void>

/** All of them, last opened first, even when one cannot be closed. */
async function closeAll(closers: readonly Closer[]): Promise<void> {
  const faults: unknown[] = []
  for (const close of closers.toReversed())
    await close().catch((fault: unknown) => faults.push(fault))
  if (faults.length > 0) throw new AggregateError(faults, `Not cleaned up: ${faults.join('; ')}`)
}

async function play(options: StormOptions, closers: Closer[]): Promise<StormResult> {
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
    // Whoever orders may use up the day.
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
  await wechat.strikeAll()
  const ended = await rage({ options, instances, wechat, store, random: randomOf(options.seed) })
  signal?.throwIfAborted()
  // Counted when nobody is left who could make another call.
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

/** @returns how it ended, if WeChat ended it; no back end runs any more then */
async function rage(parts: Parts): Promise<Counted['ended']> {
  const { options, instances, wechat, store, random } = parts
  const ending = new AbortController()
  const over = ending.signal
  // As many as there are pauses and orders, by intent.
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
      () => store.loseTurn(),
    ),
    every(
      () => random.between(200, 600),
      () => wechat.strike(random),
    ),
  ]
  const watching = watch(parts, over)
  try {
    // One that fails ends the storm for all of them.
    return await Promise.race([watching, ...work.map((one) => one.then(() => watching))])
  } finally {
    stop()
    options.signal?.removeEventListener('abort', stop)
    await Promise.allSettled([watching, ...work])
  }
}

/** Until the limit is used up, and for some time after that. */
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
    // A few calls are granted and never made, by those that were killed in between.
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
