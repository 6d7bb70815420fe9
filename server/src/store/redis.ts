import { Redis } from 'ioredis'
import type { Log } from '../log'
import type { Secret } from '../secret'

/** One connection to Redis. What it throws holds no command: AUTH's arguments are a password. */
export interface RedisLink {
  /** @throws when Redis is not there, is too slow, or refuses; it may have done it all the same */
  call(command: string, ...args: readonly (string | number)[]): Promise<unknown>
  close(): Promise<void>
}

/** Shoppers do not wait for Redis, and the ledger grants nothing without it: soon is what matters. */
const COMMAND_MS = 500
const CONNECT_MS = 2_000
const GOODBYE_MS = 100

/**
 * @param url redis://, rediss://, or the path of a Unix socket
 * @throws when Redis cannot be reached, or refuses the password
 */
export async function openRedis(url: Secret, log: Log): Promise<RedisLink> {
  const redis = new Redis(url.reveal(), {
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    disconnectTimeout: GOODBYE_MS,
    commandTimeout: COMMAND_MS,
    maxRetriesPerRequest: 1,
    // Whoever asks while it is gone hears so at once, and nothing is sent twice behind our back.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    // Redis has become somebody's replica: the address now leads to another one, but not this connection.
    reconnectOnError: ({ message }) => message.startsWith('READONLY'),
  })
  let isOpen = false
  let isGone = false
  redis.on('error', (error: Error) => {
    if (isOpen && !isGone) {
      isGone = true
      log.error(
        { event: 'redis.gone', why: error.message },
        'Redis is gone; shoppers are served on',
      )
    }
  })
  redis.on('ready', () => {
    if (isGone) log.info({ event: 'redis.back' }, 'Redis is back')
    isGone = false
  })
  try {
    await redis.connect()
  } catch (error) {
    redis.disconnect()
    throw withoutCommand(error)
  }
  isOpen = true
  return {
    call: async (command, ...args) => {
      try {
        return await redis.call(command, ...args)
      } catch (error) {
        throw withoutCommand(error)
      }
    },
    close: async () => {
      // A Redis that is gone cannot be told good-bye.
      await redis.quit().catch(() => undefined)
      redis.disconnect()
    },
  }
}

/** The names of all keys of one mini-program; the braces keep them on one node of a cluster. */
export function redisKey(appId: string, what: string): string {
  return `live-shop:{${appId}}:${what}`
}

function withoutCommand(error: unknown): Error {
  return new Error(error instanceof Error ? error.message : 'Redis failed')
}

/**
 * What must be set so that Redis forgets no call that was granted; none when all is well. Measured:
 * without the append-only file, a Redis that is killed forgets every one.
 */
export async function durabilityFaults(link: RedisLink): Promise<string[]> {
  const faults: string[] = []
  const isAppended = await isAppendOnly(link)
  if (isAppended === undefined)
    faults.push('Redis does not tell whether it keeps its data: see that appendonly is "yes".')
  else if (!isAppended)
    faults.push('Set "appendonly yes": without it, a Redis that stops forgets the calls of today.')
  const settings = await settingsOf(link)
  if (settings === undefined)
    return [...faults, 'Redis does not tell its settings: see that appendfsync is "always".']
  const { appendfsync, 'maxmemory-policy': eviction } = settings
  if (appendfsync !== 'always')
    faults.push('Set "appendfsync always": otherwise a crash forgets the calls of the last second.')
  if (eviction !== 'noeviction')
    faults.push('Set "maxmemory-policy noeviction": otherwise Redis may throw the count away.')
  return faults
}

/** undefined: a hosted Redis that does not let anyone look. */
async function isAppendOnly(link: RedisLink): Promise<boolean | undefined> {
  try {
    return /^aof_enabled:1/m.test(String(await link.call('INFO', 'persistence')))
  } catch {
    return undefined
  }
}

/** The same. */
async function settingsOf(link: RedisLink): Promise<Record<string, string> | undefined> {
  try {
    // one by one, as Redis before 7 takes no list
    const names = ['appendfsync', 'maxmemory-policy']
    const answers = await Promise.all(names.map((name) => link.call('CONFIG', 'GET', name)))
    const pairs = answers.map((answer) => (Array.isArray(answer) ? answer.map(String) : []))
    return Object.fromEntries(pairs.map(([name = '', value = '']) => [name, value]))
  } catch {
    return undefined
  }
}
