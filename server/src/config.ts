import { isIP } from 'node:net'
import { DEFAULT_SHARES } from './quota/shares'
import { Secret } from './secret'
import type { Shares } from './quota/types'

/** All settings, read once at the start. Documented in server/.env.example. */
export interface Config {
  readonly host: string
  /** 0: any free port. */
  readonly port: number
  readonly logLevel: LogLevel
  /** How calls to WeChat are authenticated. */
  readonly authMode: AuthMode
  readonly appId: string
  /** Empty in WeChat's cloud hosting. */
  readonly appSecret: Secret
  /** Forced token refreshes per day. Each invalidates the tokens of the merchant's other systems. */
  readonly forcedTokensPerDay: number
  readonly wechatBaseUrl: string
  readonly dailyLimit: number
  /** Division of the day's calls among purposes. */
  readonly shares: Shares
  /** Where the count of calls and the last list are stored. */
  readonly store: StoreKind
  readonly databaseFile: string
  /** Empty without Redis. Secret, because it may contain a password. */
  readonly redisUrl: Secret
  readonly refreshMs: number
  /** `off`: getliveinfo is never called; the merchant uses Channels only. */
  readonly liveRooms: LiveRooms
  /** Channels accounts (视频号) that phones show, by finderUserName. */
  readonly channelsAccounts: readonly string[]
  /**
   * The query parameter of a goods page that holds the merchant's id, and whether goods of other
   * mini-programs are shown.
   */
  readonly goods: {
    readonly productIdParam: string
    readonly thirdPartyGoods: ThirdPartyGoods
  }
  readonly corsOrigins: readonly string[]
  readonly trustProxy: readonly string[]
  readonly rateLimitPerMinute: number
  /** What triggers the refresh. */
  readonly scheduler: SchedulerMode
  /** Undefined: no admin routes. */
  readonly adminToken: Secret | undefined
  /** Undefined: the metrics are public on this port. */
  readonly metricsToken: Secret | undefined
  readonly sessionMs: number
}

export type ConfigAnswer =
  | { readonly kind: 'ok'; readonly config: Config }
  /** All faults at once, as texts for the merchant. */
  | { readonly kind: 'faulty'; readonly faults: readonly string[] }

export type Env = Readonly<Record<string, string | undefined>>

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
type LogLevel = (typeof LOG_LEVELS)[number]

/** @see contract B10, stable_token; G, 开放接口服务 */
const AUTH_MODES = ['stable_token', 'cloud-hosting'] as const
export type AuthMode = (typeof AUTH_MODES)[number]

/** `request` and `tick` are for hosts that suspend the process between requests. */
const SCHEDULER_MODES = ['internal', 'request', 'tick'] as const
export type SchedulerMode = (typeof SCHEDULER_MODES)[number]

const STORES = ['sqlite', 'redis'] as const
export type StoreKind = (typeof STORES)[number]

const LIVE_ROOMS = ['on', 'off'] as const
export type LiveRooms = (typeof LIVE_ROOMS)[number]

const THIRD_PARTY_GOODS = ['open', 'hide'] as const
export type ThirdPartyGoods = (typeof THIRD_PARTY_GOODS)[number]

const MODES = ['production', 'development', 'test'] as const
const WECHAT_URLS: Readonly<Record<AuthMode, string>> = {
  stable_token: 'https://api.weixin.qq.com',
  // Plain http inside WeChat's network; cloud hosting authenticates the call there (contract G).
  'cloud-hosting': 'http://api.weixin.qq.com',
}
/** 16 random bytes in hexadecimal. */
const TOKEN_CHARACTERS = 32
/** With the prefix `room_id=` it fills the 32 characters of a mini-program code's scene. */
const FINDER_USER_NAME = /^sph[0-9A-Za-z]{1,21}$/
/** Phones query WeChat for each account. */
export const MAX_CHANNELS_ACCOUNTS = 10
/** A live room appends these parameters to a goods page (contract A7). */
const PARAMS_OF_THE_ROOM: readonly string[] = ['room_id', 'openid', 'share_openid', 'custom_params']
/** Names of address groups that Fastify accepts. */
const PROXY_GROUPS: readonly string[] = ['loopback', 'linklocal', 'uniquelocal']

/** @param readText reads the file of a `…_FILE` setting; throws if it cannot */
export function parseConfig(env: Env, readText: (path: string) => string): ConfigAnswer {
  const faults: string[] = []
  const fault = (text: string) => void faults.push(text)

  const text = (name: string, fallback: string): string => {
    const value = env[name]?.trim()
    return value === undefined || value === '' ? fallback : value
  }
  const whole = (name: string, fallback: number, from: number, to: number): number => {
    const value = text(name, String(fallback))
    const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN
    if (number >= from && number <= to) return number
    fault(`${name} must be a whole number from ${from} to ${to}, got ${JSON.stringify(value)}.`)
    return fallback
  }
  const oneOf = <T extends string>(name: string, allowed: readonly T[], fallback: T): T => {
    const value = text(name, fallback)
    const known = allowed.find((one) => one === value)
    if (known !== undefined) return known
    fault(`${name} must be one of ${allowed.join(', ')}, got ${JSON.stringify(value)}.`)
    return fallback
  }
  const list = (name: string, isRight: (item: string) => boolean, expected: string): string[] => {
    const items = text(name, '')
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '')
    for (const item of items.filter((one) => !isRight(one)))
      fault(`${name} must hold ${expected}, separated by commas, got ${JSON.stringify(item)}.`)
    return items
  }
  const secret = (name: string, missing: string | undefined): Secret => {
    const inline = text(name, '')
    const path = text(`${name}_FILE`, '')
    const value = path === '' ? inline : readOr('', path)
    if (inline !== '' && path !== '') fault(`Set ${name} or ${name}_FILE, not both.`)
    // The path is not quoted either: it may be the secret, entered in the wrong setting.
    else if (value === '' && path !== '')
      fault(`${name}_FILE must name a file that can be read and is not empty.`)
    else if (value === '' && missing !== undefined)
      fault(`${name} is missing: ${missing}. Or name a file in ${name}_FILE.`)
    // Not quoted, because faults are printed.
    else if (/\s/.test(value)) fault(`${name} must not hold spaces or line ends.`)
    return new Secret(value)
  }
  const ownToken = (token: Secret, name: string): Secret | undefined => {
    const { length } = token.reveal()
    if (length > 0 && length < TOKEN_CHARACTERS)
      fault(
        `${name} must have ${TOKEN_CHARACTERS} characters or more: generate it with openssl rand -hex 32`,
      )
    return length === 0 ? undefined : token
  }
  const readOr = (fallback: string, path: string): string => {
    try {
      return readText(path).trim()
    } catch {
      return fallback
    }
  }

  // The default is production, so that a missing setting gets the strict rules.
  const nodeEnv = oneOf('NODE_ENV', MODES, 'production')
  const authMode = oneOf('WX_AUTH_MODE', AUTH_MODES, 'stable_token')
  const wechat = WECHAT_URLS[authMode]
  const store = oneOf('STORE', STORES, 'sqlite')
  const liveRooms = oneOf('LIVE_ROOMS', LIVE_ROOMS, 'on')
  const appId = text('WX_APPID', '')
  // Without live rooms they are used for logins only, which are optional: both or neither.
  const needsSecret = authMode !== 'cloud-hosting' && (liveRooms === 'on' || appId !== '')
  const config: Config = {
    host: text('HOST', '127.0.0.1'),
    port: whole('PORT', 3000, 0, 65535),
    logLevel: oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
    authMode,
    appId,
    appSecret: secret(
      'WX_APPSECRET',
      needsSecret ? 'the AppSecret of the mini-program (mp.weixin.qq.com)' : undefined,
    ),
    forcedTokensPerDay: whole('WX_FORCE_REFRESH_DAILY_LIMIT', 2, 0, 20),
    wechatBaseUrl: text('WX_API_BASE_URL', wechat).replace(/\/+$/, ''),
    dailyLimit: whole('WX_LIVE_DAILY_LIMIT', 500, 1, 1_000_000),
    shares: {
      sync: whole('QUOTA_SYNC_PERCENT', DEFAULT_SHARES.sync, 1, 100),
      replay: whole('QUOTA_REPLAY_PERCENT', DEFAULT_SHARES.replay, 0, 100),
      manual: whole('QUOTA_MANUAL_PERCENT', DEFAULT_SHARES.manual, 0, 100),
      reserve: whole('QUOTA_RESERVE_PERCENT', DEFAULT_SHARES.reserve, 0, 50),
    },
    store,
    databaseFile: text('DATABASE_FILE', '.data/live.sqlite'),
    redisUrl: secret(
      'REDIS_URL',
      store === 'redis' ? 'where Redis is, such as redis://127.0.0.1:6379' : undefined,
    ),
    refreshMs: whole('REFRESH_SECONDS', 10, 10, 86_400) * 1000,
    liveRooms,
    channelsAccounts: list(
      'CHANNELS_ACCOUNTS',
      (item) => FINDER_USER_NAME.test(item),
      'ids of Channels accounts (视频号助手), sph and at most 21 letters and digits',
    ),
    goods: {
      productIdParam: text('PRODUCT_ID_PARAM', 'product_id'),
      thirdPartyGoods: oneOf('THIRD_PARTY_GOODS', THIRD_PARTY_GOODS, 'open'),
    },
    corsOrigins: list('CORS_ORIGINS', isOrigin, 'origins such as https://shop.example.com'),
    trustProxy: list('TRUST_PROXY', isProxy, 'addresses or networks such as 10.0.0.0/8'),
    rateLimitPerMinute: whole('RATE_LIMIT_PER_MINUTE', 600, 1, 1_000_000),
    scheduler: oneOf('SCHEDULER', SCHEDULER_MODES, 'internal'),
    adminToken: ownToken(secret('ADMIN_TOKEN', undefined), 'ADMIN_TOKEN'),
    metricsToken: ownToken(secret('METRICS_TOKEN', undefined), 'METRICS_TOKEN'),
    sessionMs: whole('SESSION_HOURS', 24, 1, 720) * 3_600_000,
  }
  if (config.appId === '') {
    if (liveRooms === 'on' || config.appSecret.reveal() !== '')
      fault('WX_APPID is missing: the AppID of the mini-program, wx….')
  } else if (!/^wx[0-9a-f]{16}$/.test(config.appId))
    // Not quoted, because the AppSecret may have been entered here by mistake.
    fault(
      `WX_APPID must be wx and 16 more characters (0-9, a-f), got ${config.appId.length} characters.`,
    )
  const { channelsAccounts } = config
  const repeated = channelsAccounts.filter((one, at) => channelsAccounts.indexOf(one) !== at)
  for (const account of new Set(repeated))
    fault(`CHANNELS_ACCOUNTS names ${JSON.stringify(account)} more than once: name it once.`)
  if (channelsAccounts.length > MAX_CHANNELS_ACCOUNTS)
    fault(
      `CHANNELS_ACCOUNTS must name at most ${MAX_CHANNELS_ACCOUNTS}, got ${channelsAccounts.length}: ` +
        'phones query WeChat for each of them.',
    )
  if (liveRooms === 'off' && channelsAccounts.length === 0)
    fault(
      'LIVE_ROOMS=off needs Channels accounts: name them in CHANNELS_ACCOUNTS, ' +
        'or remove LIVE_ROOMS.',
    )
  const { productIdParam } = config.goods
  if (!/^[\w.-]{1,40}$/.test(productIdParam) || PARAMS_OF_THE_ROOM.includes(productIdParam))
    fault(
      'PRODUCT_ID_PARAM must name the query parameter that holds your id of the goods, such as product_id, ' +
        `got ${JSON.stringify(productIdParam)}.`,
    )
  if (/\s/.test(config.host))
    fault(`HOST must be one address or name, got ${JSON.stringify(config.host)}.`)
  if (config.redisUrl.reveal() !== '' && !isRedis(config.redisUrl.reveal()))
    // Not quoted, because it may contain a password.
    fault('REDIS_URL must be redis://[user:password@]host[:port][/database], or rediss:// for TLS.')
  if (config.scheduler === 'tick' && config.adminToken === undefined)
    fault('SCHEDULER=tick needs an ADMIN_TOKEN, which each tick must carry.')
  if (nodeEnv === 'production' && config.wechatBaseUrl !== wechat)
    fault(
      `WX_API_BASE_URL must be ${wechat} in production: the AppSecret is sent there. ` +
        'Set NODE_ENV=development to use the sandbox.',
    )
  else if (!isOrigin(config.wechatBaseUrl))
    fault('WX_API_BASE_URL must be http(s)://host[:port] without a path.')
  return faults.length === 0 ? { kind: 'ok', config } : { kind: 'faulty', faults }
}

function isOrigin(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text
}

/** A path is the path of a Unix socket. */
function isRedis(text: string): boolean {
  return text.startsWith('/') || (/^rediss?:\/\/./.test(text) && URL.canParse(text))
}

function isProxy(text: string): boolean {
  const [address = '', bits] = text.split('/')
  const family = isIP(address)
  if (family === 0) return PROXY_GROUPS.includes(text)
  // A network that covers all addresses would trust the address header of every client.
  return (
    bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
  )
}

/** Message printed when a faulty configuration prevents the start. */
export function explainFaults(faults: readonly string[]): string {
  const count = faults.length === 1 ? '1 setting is' : `${faults.length} settings are`
  return [
    `The back end did not start: ${count} invalid.`,
    ...faults.map((one) => `  - ${one}`),
    'Every setting is explained in server/.env.example.',
  ].join('\n')
}
