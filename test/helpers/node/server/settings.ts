import type { Config } from '../../../../server/src/config'
import { DEFAULT_SHARES } from '../../../../server/src/quota/shares'
import { Secret } from '../../../../server/src/secret'

/** Settings for a back end in a test; the credentials are those of the sandbox's account. */
export function someSettings(over: Partial<Config> = {}): Config {
  return {
    host: '127.0.0.1',
    port: 0,
    logLevel: 'trace',
    authMode: 'stable_token',
    appId: 'wx0000000000000001',
    appSecret: new Secret('sandbox-secret-not-a-secret'),
    forcedTokensPerDay: 2,
    wechatBaseUrl: 'http://127.0.0.1:9',
    dailyLimit: 500,
    shares: DEFAULT_SHARES,
    store: 'sqlite',
    databaseFile: 'to be set',
    redisUrl: new Secret(''),
    refreshMs: 60_000,
    liveRooms: 'on',
    channelsAccounts: [],
    goods: { productIdParam: 'product_id', thirdPartyGoods: 'open' },
    corsOrigins: [],
    trustProxy: [],
    rateLimitPerMinute: 100_000,
    scheduler: 'internal',
    adminToken: undefined,
    metricsToken: undefined,
    sessionMs: 86_400_000,
    ...over,
  }
}
