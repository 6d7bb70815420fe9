import { Redis } from 'ioredis'
import type { Log } from '../log'
import type { Secret } from '../secret'

/**
 * One connection to Redis. Its errors contain no command, because the arguments of AUTH are a
 * password.
 */
export interface RedisLink {
  /** @throws if Redis is unreachable, too slow, or refuses; the command may have been executed */
  call(command: string, ...args: readonly (string | number)[]): Promise<unknown>
  close(): Promise<void>
}

/** Short timeouts: without Redis the ledger grants nothing, and callers should learn that early. */
const COMMAND_MS = 500
const CONNECT_MS = 2_000
const DISCONNECT_MS = 100

/**
 * @param url redis://, rediss://, or the path of a Unix socket
 * @throws if Redis cannot be reached or refuses the password
 */
export async function openRedis(url: Secret, log: Log): Promise<RedisLink> {
  const redis = new Redis(url.reveal(), {
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    disconnectTimeout: DISCONNECT_MS,
    commandTimeout: COMMAND_MS,
    maxRetriesPerRequest: 1,
    // Commands fail at once while Redis is unreachable, and none is sent twice.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    // The server has become a replica. A new connection may reach the new primary.
    reconnectOnError: ({ message }) => message.startsWith('READONLY'),
  })
  let isOpen = false
  let isUnreachable = false
  redis.on('error', (error: Error) => {
    if (isOpen && !isUnreachable) {
      isUnreachable = true
      log.error(
        { event: 'redis.gone', why: error.message },
        'Redis cannot be reached; the last list is still served',
      )
    }
  })
  redis.on('ready', () => {
    if (isUnreachable) log.info({ event: 'redis.back' }, 'Redis can be reached again')
    isUnreachable = false
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
      // QUIT fails if Redis is unreachable.
      await redis.quit().catch(() => undefined)
      redis.disconnect()
    },
  }
}

/** Key name. The braces keep all keys of one mini-program on one node of a cluster. */
export function redisKey(appId: string, what: string): string {
  return `live-shop:{${appId}}:${what}`
}

function withoutCommand(error: unknown): Error {
  return new Error(error instanceof Error ? error.message : 'Redis failed')
}

/**
 * Settings of Redis that would lose granted calls; empty if all are correct. Measured: without the
 * append-only file, a killed Redis loses all counts.
 */
export async function durabilityFaults(link: RedisLink): Promise<string[]> {
  const faults: string[] = []
  const isPersistent = await isAppendOnly(link)
  if (isPersistent === undefined)
    faults.push(
      'Redis does not report whether it persists data: make sure that appendonly is "yes".',
    )
  else if (!isPersistent)
    faults.push('Set "appendonly yes": without it, Redis loses the calls of today when it stops.')
  const settings = await settingsOf(link)
  if (settings === undefined)
    return [
      ...faults,
      'Redis does not report its settings: make sure that appendfsync is "always".',
    ]
  const { appendfsync, 'maxmemory-policy': eviction } = settings
  if (appendfsync !== 'always')
    faults.push('Set "appendfsync always": otherwise a crash loses the calls of the last second.')
  if (eviction !== 'noeviction')
    faults.push('Set "maxmemory-policy noeviction": otherwise Redis may evict the count.')
  return faults
}

/** Undefined if a hosted Redis does not allow the command. */
async function isAppendOnly(link: RedisLink): Promise<boolean | undefined> {
  try {
    return /^aof_enabled:1/m.test(String(await link.call('INFO', 'persistence')))
  } catch {
    return undefined
  }
}

/** Undefined if a hosted Redis does not allow the command. */
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
