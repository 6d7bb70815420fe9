import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { Agent } from 'undici'
import type { Clock } from './clock'
import { createAdminService } from './admin-service'
import type { Config } from './config'
import { refreshOnRequest } from './refresh-on-request'
import { createHealth } from './http/readiness'
import { buildHttp } from './http/server'
import { createShopQueries } from './http/snapshot/shop-queries'
import { countSteps } from './metrics/count-steps'
import { createMetrics } from './metrics/metrics'
import { createDisabledAdminService, idleScheduler, createEmptySource } from './rooms-off'
import { createSkewReport } from './quota/skew-report'
import { createSessions } from './sessions/sessions'
import { openStorage } from './storage'
import { loadShopData } from './store/shop-data'
import { createRefresher } from './sync/refresher'
import { createScheduler, type Scheduler } from './sync/scheduler'
import { createLockedRefresher } from './sync/locked-refresher'
import { createReadUpstream, createUpstreamPoller, pollWhenIdle } from './wechat/quota-get'
import { createLiveInfo } from './wechat/live-info'
import { createRepairReport } from './wechat/repair-report'
import { createPauses, fingerprintOf } from './wechat/pauses'
import { createTokens, createCloudHostingTokens } from './wechat/token'
import { createLogin } from './wechat/login'
import { createGet, createPost } from './wechat/transport'
import { reportAnswers } from './wechat/events'

/** The assembled back end. It does not listen and does not call WeChat yet. */
export interface App {
  readonly http: FastifyInstance
  readonly scheduler: Scheduler
  /** Finishes open requests, aborts calls to WeChat, closes the storage. */
  close(): Promise<void>
}

export interface AppParts {
  readonly config: Config
  readonly clock: Clock
  /** @see StorageParts */
  readonly redisClock?: Clock
  readonly log: FastifyBaseLogger
}

/** Range of `refreshAfterSec`, which follows the refresh interval. */
const ASK_AGAIN = { leastSec: 15, mostSec: 300 }

/** @throws if the storage cannot be opened */
export async function openApp(parts: AppParts): Promise<App> {
  const { config, clock, log } = parts
  const storage = await openStorage(parts)
  const { ledger, snapshots, lock, forced, refusals } = storage
  const data = await loadShopData(snapshots)

  const isOff = config.liveRooms === 'off'
  if (isOff) log.info({ event: 'live-rooms.off' }, 'LIVE_ROOMS=off: getliveinfo is not called')
  // A list stored before live rooms were switched off is not served.
  const current = isOff ? createEmptySource(clock) : () => data.current()
  const dispatcher = new Agent({ connections: 2 })
  const metrics = createMetrics({
    clock,
    ledger,
    current: () => (isOff ? undefined : data.current()),
    tokenExpiresAtMs: () => tokens.expiresAtMs(),
    pause: () => refresher.lastError()?.pause,
  })
  const skewRecorder = { clock, recordSkew: createSkewReport(ledger, log) }
  const onRepairs = createRepairReport({ events: metrics, clock, log })
  const post = reportAnswers(
    createPost({ baseUrl: config.wechatBaseUrl, dispatcher, skewRecorder, onRepairs }),
    metrics,
  )
  const { appId, appSecret, refreshMs } = config
  const tokens =
    config.authMode === 'cloud-hosting'
      ? createCloudHostingTokens()
      : createTokens({ post, credentials: { appId, appSecret }, clock, forced })
  const liveInfo = createLiveInfo({ post, tokens, ledger, clock, events: metrics })
  const pauses = createPauses({
    store: refusals,
    clock,
    settings: fingerprintOf([config.authMode, config.wechatBaseUrl, appId, appSecret.reveal()]),
    sendsTokens: config.authMode !== 'cloud-hosting',
  })
  const refresher = createRefresher({ liveInfo, data, ledger, pauses, clock, log, refreshMs })
  const upstream = createUpstreamPoller({
    read: createReadUpstream({ post, tokens }),
    ledger,
    clock,
  })
  // Only the instance with the lock polls quota/get.
  const steps = pollWhenIdle(countSteps(refresher, metrics), upstream)
  const lockedRefresher = createLockedRefresher({
    refresher: { step: () => steps.step(), isPaused: () => refresher.isPaused() },
    lock,
    data,
    clock,
  })
  const scheduler = isOff ? idleScheduler : createScheduler(lockedRefresher, log, clock)

  // Separate connections, so that many logins do not delay the refresh of the list.
  const loginDispatcher = new Agent({ connections: 8 })
  const sessions =
    config.authMode === 'cloud-hosting' || appSecret.reveal() === ''
      ? undefined
      : createSessions({
          login: createLogin({
            get: createGet({
              baseUrl: config.wechatBaseUrl,
              dispatcher: loginDispatcher,
              onRepairs,
            }),
            credentials: { appId, appSecret },
            events: metrics,
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
  const service = isOff
    ? createDisabledAdminService(ledger)
    : createAdminService({ scheduler, refresher, clock, ledger })
  const http = await buildHttp({
    settings: config,
    queries: createShopQueries({ current, clock, refreshAfterSec, channelsAccounts, goods }),
    readHealth: createHealth({
      liveRooms,
      current,
      store: snapshots,
      ledger,
      clock,
      lastError: () => refresher.lastError(),
    }),
    metrics,
    sessions,
    admin: adminToken === undefined ? undefined : { token: adminToken, service },
    beforeRead:
      config.scheduler === 'request' && !isOff ? refreshOnRequest({ scheduler, clock }) : undefined,
    log,
  })
  // Stops calls to WeChat first. Requests that wait for WeChat would otherwise exceed the time to
  // stop.
  http.addHook('preClose', async () => {
    const stopped = scheduler.stop()
    await Promise.all([dispatcher.destroy(), loginDispatcher.destroy()])
    await stopped
  })
  // Runs after open requests are answered, so that the storage closes last.
  http.addHook('onClose', async () => {
    await lockedRefresher.stop()
    await storage.close()
  })
  return { http, scheduler, close: () => http.close() }
}
