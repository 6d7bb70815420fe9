import type { FastifyInstance, InjectOptions } from 'fastify'
import pino from 'pino'
import { createHealth } from '../../../../server/src/http/readiness'
import { buildHttp, type HttpSettings } from '../../../../server/src/http/server'
import type { ShopQueries } from '../../../../server/src/http/snapshot/ready-answers'
import { createShopQueries } from '../../../../server/src/http/snapshot/shop-queries'
import { createMetrics } from '../../../../server/src/metrics/metrics'
import type { UsageAnswer } from '../../../../server/src/quota/types'
import type { Snapshot } from '../../../../server/src/store/snapshot'
import { aClock, aKeptRoom, aSnapshot, aUsage, HOUR_MS, NOON_MS } from './builders'
import type { LastError } from '../../../../server/src/sync/types'

interface World {
  snapshot: Snapshot | undefined
  usage: UsageAnswer
  lastError: LastError | undefined
  checks: () => Promise<void>
}

const SETTINGS: HttpSettings = {
  corsOrigins: [],
  trustProxy: [],
  rateLimitPerMinute: 1000,
  metricsToken: undefined,
}
export const ROOMS = Array.from({ length: 25 }, (_, index) => aKeptRoom({ roomId: index + 1 }))

/** Shared state, because building the app takes longer than many requests. */
export const clock = aClock()
export const world: World = {
  snapshot: undefined,
  usage: { kind: 'ledger-down', cause: 'not set up' },
  lastError: undefined,
  checks: () => Promise.resolve(),
}
export const lines: string[] = []
function resetWorld(): void {
  clock.set(NOON_MS)
  world.snapshot = aSnapshot({ rooms: ROOMS })
  world.usage = { kind: 'known', usage: aUsage({ used: 7 }) }
  world.lastError = undefined
  world.checks = () => Promise.resolve()
  lines.length = 0
}

export const build = (settings: Partial<HttpSettings> = {}, queries: Partial<ShopQueries> = {}) => {
  const current = () => world.snapshot
  return buildHttp({
    settings: { ...SETTINGS, ...settings },
    queries: { ...createShopQueries({ current, clock, refreshAfterSec: 60 }), ...queries },
    readHealth: createHealth({
      current,
      clock,
      store: { check: () => world.checks() },
      ledger: { usage: () => Promise.resolve(world.usage) },
      lastError: () => world.lastError,
    }),
    metrics: createMetrics({
      clock,
      current,
      ledger: { usage: () => Promise.resolve(world.usage) },
      tokenExpiresAtMs: () => NOON_MS + HOUR_MS,
    }),
    log: pino({ level: 'info' }, { write: (line: string) => void lines.push(line) }),
  })
}

export const asking =
  (app: FastifyInstance) =>
  (url: string, headers: Record<string, string> = {}) =>
    app.inject({ method: 'GET', url, headers })

/** The app for the tests of a `describe`; its state is reset before each test. */
export function anApp(settings: Partial<HttpSettings> = {}) {
  let app: FastifyInstance
  beforeEach(resetWorld)
  beforeAll(async () => {
    app = await build(settings)
  })
  afterAll(() => app.close())
  return {
    get: (...asked: Parameters<ReturnType<typeof asking>>) => asking(app)(...asked),
    inject: (options: InjectOptions) => app.inject(options),
  }
}
