import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { Agent } from 'undici'
import type { Clock } from './clock'
import { createAdminDesk } from './admin-desk'
import type { Config } from './config'
import { driveByRequests } from './drive'
import { createHealth } from './http/readiness'
import { buildHttp } from './http/server'
import { createSnapshotWindow } from './http/snapshot/shop-queries'
import { countSteps } from './metrics/count-steps'
import { createMetrics } from './metrics/metrics'
import { adviseLiveRooms, idleScheduler, nothingListed } from './rooms-off'
import { createSkewReport } from './quota/skew-report'
import { createSessions } from './sessions/sessions'
import { openStorage } from './storage'
import { loadShopData } from './store/shop-data'
import { createRefresher } from './sync/refresher'
import { createScheduler, type Scheduler } from './sync/scheduler'
import { takeTurns } from './sync/turns'
import { createReadUpstream, createUpstreamWatch, lookWhenIdle } from './wechat/quota-get'
import { createLiveInfo } from './wechat/live-info'
import { createMendReport } from './wechat/mend-report'
import { createPauses, fingerprintOf } from './wechat/pauses'
import { createTokens, createVouchedTokens } from './wechat/token'
import { createLogin } from './wechat/login'
import { createGet, createPost } from './wechat/transport'
import { watchPost } from './wechat/watch'

/** The back end, wired up: neither listening nor asking WeChat yet. */
export interface App {
  readonly http: FastifyInstance
  readonly scheduler: Scheduler
  /** Finishes what is being served, gives up what is asked of WeChat, closes the storage. */
  close(): Promise<void>
}

export interface AppParts {
  readonly config: Config
  readonly clock: Clock
  /** @see StorageParts */
  readonly redisClock?: Clock
  readonly log: FastifyBaseLogger
}

/** What clients are told to wait is tied to how often the list is read, within reason. */
const ASK_AGAIN = { leastSec: 15, mostSec: 300 }

/** @throws when the storage cannot be opened */
export async function openApp(parts: AppParts): Promise<App> {
  const { config, clock, log } = parts
  const storage = await openStorage(parts)
  const { ledger, snapshots, lock, forced, refusals } = storage
  const data = await loadShopData(snapshots)

  const isOff = config.liveRooms === 'off'
  if (isOff) log.info({ event: 'live-rooms.off' }, 'LIVE_ROOMS=off: WeChat is not asked for rooms')
  // A list that was kept before they were switched off is not shown.
  const current = isOff ? nothingListed(clock) : () => data.current()
  const dispatcher = new Agent({ connections: 2 })
  const metrics = createMetrics({
    clock,
    ledger,
    current: () => (isOff ? undefined : data.current()),
    tokenExpiresAtMs: () => tokens.expiresAtMs(),
    pause: () => refresher.trouble()?.pause,
  })
  const witness = { clock, noteSkew: createSkewReport(ledger, log) }
  const noteMends = createMendReport({ watch: metrics, clock, log })
  const post = watchPost(
    createPost({ baseUrl: config.wechatBaseUrl, dispatcher, witness, noteMends }),
    metrics,
  )
  const { appId, appSecret, refreshMs } = config
  const tokens =
    config.authMode === 'cloud-hosting'
      ? createVouchedTokens()
      : createTokens({ post, credentials: { appId, appSecret }, clock, forced })
  const liveInfo = createLiveInfo({ post, tokens, ledger, clock, watch: metrics })
  const pauses = createPauses({
    store: refusals,
    clock,
    settings: fingerprintOf([config.authMode, config.wechatBaseUrl, appId, appSecret.reveal()]),
    sendsTokens: config.authMode !== 'cloud-hosting',
  })
  const refresher = createRefresher({ liveInfo, data, ledger, pauses, clock, log, refreshMs })
  const upstream = createUpstreamWatch({
    read: createReadUpstream({ post, tokens }),
    ledger,
    clock,
  })
  // Only whoever has the turn asks: of many instances, one.
  const steps = lookWhenIdle(countSteps(refresher, metrics), upstream)
  const turns = takeTurns({
    refresher: { step: () => steps.step(), isPaused: () => refresher.isPaused() },
    lock,
    data,
    clock,
  })
  const scheduler = isOff ? idleScheduler : createScheduler(turns, log, clock)

  // A crowd that logs in must not keep the list from being read.
  const loginDispatcher = new Agent({ connections: 8 })
  const sessions =
    config.authMode === 'cloud-hosting' || appSecret.reveal() === ''
      ? undefined
      : createSessions({
          login: createLogin({
            get: createGet({
              baseUrl: config.wechatBaseUrl,
              dispatcher: loginDispatcher,
              noteMends,
            }),
            credentials: { appId, appSecret },
            watch: metrics,
          }),
          store: storage.sessions,
          clock,
          log,
          appId,
          lifeMs: config.sessionMs,
        })

  const refreshAfterSec = isOff
    ? ASK_AGAIN.mostSec
    : Math.min(ASK_AGAIN.mostSec, Math.max(ASK_AGAIN.leastSec, Math.round(refreshMs / 1000)))
  const { adminToken, channelsAccounts, goods, liveRooms } = config
  const desk = isOff
    ? adviseLiveRooms(ledger)
    : createAdminDesk({ scheduler, refresher, clock, ledger })
  const http = await buildHttp({
    settings: config,
    window: createSnapshotWindow({ current, clock, refreshAfterSec, channelsAccounts, goods }),
    readHealth: createHealth({
      liveRooms,
      current,
      store: snapshots,
      ledger,
      clock,
      trouble: () => refresher.trouble(),
    }),
    metrics,
    sessions,
    admin: adminToken === undefined ? undefined : { token: adminToken, desk },
    beforeRead:
      config.scheduler === 'request' && !isOff ? driveByRequests({ scheduler, clock }) : undefined,
    log,
  })
  // Before anybody is waited for: who waits for WeChat would hold up the end, for longer than is granted.
  http.addHook('preClose', async () => {
    const stopped = scheduler.stop()
    await Promise.all([dispatcher.destroy(), loginDispatcher.destroy()])
    await stopped
  })
  // Runs once shoppers have been answered, so that the storage closes last.
  http.addHook('onClose', async () => {
    await turns.stop()
    await storage.close()
  })
  return { http, scheduler, close: () => http.close() }
}
