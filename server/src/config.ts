import { isIP } from 'node:net'
import { Secret } from './secret'

/** Everything that can be set, read once at the start. Explained in server/.env.example. */
export interface Config {
  readonly host: string
  /** 0: any free port. */
  readonly port: number
  readonly logLevel: LogLevel
  readonly appId: string
  readonly appSecret: Secret
  readonly wechatBaseUrl: string
  readonly dailyLimit: number
  readonly databaseFile: string
  readonly refreshMs: number
  readonly corsOrigins: readonly string[]
  readonly trustProxy: readonly string[]
  readonly rateLimitPerMinute: number
}

export type ConfigAnswer =
  | { readonly kind: 'ok'; readonly config: Config }
  /** All that is wrong, each in words for the merchant: one restart, not five. */
  | { readonly kind: 'faulty'; readonly faults: readonly string[] }

export type Env = Readonly<Record<string, string | undefined>>

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
type LogLevel = (typeof LOG_LEVELS)[number]

const MODES = ['production', 'development', 'test'] as const
const WECHAT = 'https://api.weixin.qq.com'
/** Names that Fastify knows for groups of addresses. */
const PROXY_GROUPS: readonly string[] = ['loopback', 'linklocal', 'uniquelocal']

/** @param readText reads a file that a `…_FILE` setting names; throws when it cannot */
export function parseConfig(env: Env, readText: (path: string) => string): ConfigAnswer {
  const faults: string[] = []
  const fault = (text: string) => void faults.push(text)

  const text = (name: string, otherwise: string): string => {
    const value = env[name]?.trim()
    return value === undefined || value === '' ? otherwise : value
  }
  const whole = (name: string, otherwise: number, from: number, to: number): number => {
    const value = text(name, String(otherwise))
    const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN
    if (number >= from && number <= to) return number
    fault(`${name} must be a whole number from ${from} to ${to}, got ${JSON.stringify(value)}.`)
    return otherwise
  }
  const oneOf = <T extends string>(name: string, allowed: readonly T[], otherwise: T): T => {
    const value = text(name, otherwise)
    const known = allowed.find((one) => one === value)
    if (known !== undefined) return known
    fault(`${name} must be one of ${allowed.join(', ')}, got ${JSON.stringify(value)}.`)
    return otherwise
  }
  const list = (name: string, isRight: (item: string) => boolean, wants: string): string[] => {
    const items = text(name, '')
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '')
    for (const item of items.filter((one) => !isRight(one)))
      fault(`${name} must hold ${wants}, separated by commas, got ${JSON.stringify(item)}.`)
    return items
  }
  const secret = (name: string, what: string): Secret => {
    const inline = text(name, '')
    const path = text(`${name}_FILE`, '')
    const value = path === '' ? inline : readOr('', path)
    if (inline !== '' && path !== '') fault(`Set ${name} or ${name}_FILE, not both.`)
    else if (value === '' && path !== '')
      fault(`${name}_FILE names a file that is empty or cannot be read: ${JSON.stringify(path)}.`)
    else if (value === '') fault(`${name} is missing: ${what}. Or name a file in ${name}_FILE.`)
    // Never quoted: faults are printed.
    else if (/\s/.test(value)) fault(`${name} must not hold spaces or line ends.`)
    return new Secret(value)
  }
  const readOr = (otherwise: string, path: string): string => {
    try {
      return readText(path).trim()
    } catch {
      return otherwise
    }
  }

  // Unset means production: the strict rules are what a forgotten setting gets.
  const mode = oneOf('NODE_ENV', MODES, 'production')
  const config: Config = {
    host: text('HOST', '127.0.0.1'),
    port: whole('PORT', 3000, 0, 65535),
    logLevel: oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
    appId: text('WX_APPID', ''),
    appSecret: secret('WX_APPSECRET', 'the AppSecret of the mini-program (mp.weixin.qq.com)'),
    wechatBaseUrl: text('WX_API_BASE_URL', WECHAT).replace(/\/+$/, ''),
    dailyLimit: whole('WX_LIVE_DAILY_LIMIT', 500, 1, 1_000_000),
    databaseFile: text('DATABASE_FILE', '.data/live.sqlite'),
    refreshMs: whole('REFRESH_SECONDS', 60, 10, 86_400) * 1000,
    corsOrigins: list('CORS_ORIGINS', isOrigin, 'origins such as https://shop.example.com'),
    trustProxy: list('TRUST_PROXY', isProxy, 'addresses or networks such as 10.0.0.0/8'),
    rateLimitPerMinute: whole('RATE_LIMIT_PER_MINUTE', 600, 1, 1_000_000),
  }
  if (config.appId === '') fault('WX_APPID is missing: the AppID of the mini-program, wx….')
  else if (!/^wx[0-9a-f]{16}$/.test(config.appId))
    fault(
      `WX_APPID must be wx and 16 more characters (0-9, a-f), got ${JSON.stringify(config.appId)}.`,
    )
  if (/\s/.test(config.host))
    fault(`HOST must be one address or name, got ${JSON.stringify(config.host)}.`)
  if (mode === 'production' && config.wechatBaseUrl !== WECHAT)
    fault(
      `WX_API_BASE_URL must be ${WECHAT} in production: the AppSecret is sent there. ` +
        'Set NODE_ENV=development to work with a stand-in.',
    )
  else if (!isOrigin(config.wechatBaseUrl))
    fault('WX_API_BASE_URL must be http(s)://host[:port] without a path.')
  return faults.length === 0 ? { kind: 'ok', config } : { kind: 'faulty', faults }
}

function isOrigin(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text
}

function isProxy(text: string): boolean {
  const [address = '', bits] = text.split('/')
  const family = isIP(address)
  if (family === 0) return PROXY_GROUPS.includes(text)
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

/** The words with which a faulty configuration stops the start. */
export function explainFaults(faults: readonly string[]): string {
  const count = faults.length === 1 ? '1 setting is' : `${faults.length} settings are`
  return [
    `The back end did not start: ${count} wrong.`,
    ...faults.map((one) => `  - ${one}`),
    'Every setting is explained in server/.env.example.',
  ].join('\n')
}
