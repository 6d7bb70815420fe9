import type { Config } from '../../../../server/src/config'
import { Secret } from '../../../../server/src/secret'

/** Settings for a back end in a test; the credentials are those of the sandbox's account. */
export function someSettings(over: Partial<Config> = {}): Config {
  return {
    host: '127.0.0.1',
    port: 0,
    logLevel: 'trace',
    appId: 'wx0000000000000001',
    appSecret: new Secret('sandbox-secret-not-a-secret'),
    wechatBaseUrl: 'http://127.0.0.1:9',
    dailyLimit: 500,
    databaseFile: 'to be set',
    refreshMs: 60_000,
    corsOrigins: [],
    trustProxy: [],
    rateLimitPerMinute: 100_000,
    ...over,
  }
}
