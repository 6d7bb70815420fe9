import { createServer } from 'node:net'
import path from 'node:path'
import type { Clock } from '../../../server/src/clock'
import { createPersistentWatermark } from '../../../server/src/quota/usage-watermark'
import { openRedisLedger } from '../../../server/src/quota/redis-ledger'
import { dayKey } from '../../../server/src/quota/day'
import type { Ledger } from '../../../server/src/quota/types'
import { openSqliteWatermark, openSqliteLedger } from '../../../server/src/quota/sqlite-ledger'
import { openDatabase } from '../../../server/src/store/database'
import { durabilityFaults, redisKey, type RedisLink } from '../../../server/src/store/redis'
import { aClock, HOUR_MS, NOON_MS, useTemporaryFolder } from '../../helpers/node/server/builders'
import {
  describeOnRedis,
  linkTo,
  startRedis,
  type RedisServer,
} from '../../helpers/node/server/redis-server'

const KEY = redisKey('wx0000000000000001', 'quota')
const SETTLE_MS = 60_000
const DAY_MS = 24 * HOUR_MS

/** Behaviour of the Redis driver only; the rest is in ledger.test.ts. */
describeOnRedis('the ledger on Redis', () => {
  const folder = useTemporaryFolder()
  const links: RedisLink[] = []
  let server: RedisServer
  beforeEach(async () => {
    server = await startRedis(folder())
  })
  afterEach(async () => {
    for (const link of links.splice(0)) await link.close()
    await server.kill()
  })

  const anInstance = async (clock = aClock()): Promise<{ ledger: Ledger; link: RedisLink }> => {
    const link = await linkTo(server)
    links.push(link)
    return {
      link,
      ledger: openRedisLedger(link, { limit: 500, clock, key: KEY, dayClock: clock }),
    }
  }
  const spend = async (ledger: Ledger, calls: number) => {
    for (let made = 0; made < calls; made += 1) await ledger.reserve('sync')
  }

  it("uses Redis' clock to decide the day", async () => {
    const link = await linkTo(server)
    links.push(link)
    const clock = aClock(Date.UTC(2020, 0, 1))
    const ledger = openRedisLedger(link, { limit: 5, clock, key: KEY })
    const grant = await ledger.reserve('sync')
    // near midnight two days are charged, and the earlier one is returned
    const redisMs = Number(((await link.call('TIME')) as string[])[0]) * 1000
    const days = [dayKey(redisMs - 60_000), dayKey(redisMs)]
    expect(days).toContain(grant.kind === 'granted' ? grant.day : grant.kind)
    // this machine's clock equals WeChat's, so Redis is years ahead
    ledger.recordSkew(0)
    const answer = await ledger.usage()
    expect(answer.kind === 'known' && answer.usage.aheadMs).toBeGreaterThan(1e11)
  })

  it.each([400 * DAY_MS, -400 * DAY_MS])(
    "returns times on its machine's clock, from which Redis' clock differs by %i ms",
    async (redisAheadMs) => {
      const [clock, redisClock] = [aClock(), aClock(NOON_MS + redisAheadMs)]
      const link = await linkTo(server)
      links.push(link)
      const options = { limit: 3, clock, key: KEY, dayClock: redisClock }
      const ledger = openRedisLedger(link, options)
      const resetAtMs = NOON_MS + 12 * HOUR_MS
      expect(await ledger.usage()).toMatchObject({ usage: { resetAtMs } })
      await spend(ledger, 3)
      expect(await ledger.reserve('manual')).toMatchObject({ kind: 'spent', resetAtMs })
      await ledger.closeDay(dayKey(redisClock.nowMs()))
      expect(await ledger.reserve('manual')).toMatchObject({ kind: 'closed', resetAtMs })
      await link.call('DEL', KEY)
      const untilMs = NOON_MS + SETTLE_MS
      expect(await ledger.reserve('manual')).toEqual({ kind: 'recovering', untilMs })
    },
  )

  it('keeps all calls after Redis was killed', async () => {
    const { ledger } = await anInstance()
    await spend(ledger, 7)
    await server.kill()
    server = await startRedis(folder())
    const { ledger: after } = await anInstance()
    expect(await after.usage()).toMatchObject({ usage: { used: 7 } })
  })

  it('grants nothing while Redis is down, and recovers by itself', async () => {
    const { ledger } = await anInstance()
    await spend(ledger, 3)
    await server.kill()
    expect(await ledger.reserve('sync')).toMatchObject({ kind: 'ledger-down' })
    expect(await ledger.usage()).toMatchObject({ kind: 'ledger-down' })
    server = await startRedis(folder())
    let grant = await ledger.reserve('sync')
    while (grant.kind === 'ledger-down') {
      await new Promise((resolve) => setImmediate(resolve))
      grant = await ledger.reserve('sync')
    }
    expect(grant).toMatchObject({ kind: 'granted', used: 4 })
  })

  it('does not grant spent quota again when its key is lost', async () => {
    const clock = aClock()
    const { ledger: busy, link } = await anInstance(clock)
    const { ledger: idle } = await anInstance(clock)
    await spend(busy, 3)
    await idle.usage()
    await spend(busy, 4)
    await link.call('DEL', KEY)

    // the first instance may know less: no call until the others have contributed
    expect(await idle.reserve('sync')).toMatchObject({ kind: 'recovering' })
    expect(await idle.usage()).toMatchObject({ usage: { used: 3, left: { sync: 0 } } })
    await busy.usage()
    expect(await idle.usage()).toMatchObject({ usage: { used: 7 } })
    clock.pass(SETTLE_MS)
    expect(await idle.reserve('sync')).toMatchObject({ kind: 'granted', used: 8 })
  })

  it('keeps a day closed when its key is lost', async () => {
    const clock = aClock()
    const { ledger, link } = await anInstance(clock)
    await ledger.closeDay('2026-11-22')
    await link.call('FLUSHALL')
    await ledger.usage()
    clock.pass(SETTLE_MS)
    expect(await ledger.reserve('manual')).toMatchObject({ kind: 'closed' })
  })

  it('accepts no count below an earlier one, and waits for the other instances', async () => {
    const clock = aClock()
    const { ledger: busy, link } = await anInstance(clock)
    const { ledger: idle } = await anInstance(clock)
    await spend(busy, 3)
    const old = await link.call('GET', KEY)
    await spend(busy, 1)
    await idle.usage()
    await spend(busy, 3)
    await link.call('SET', KEY, String(old))
    expect(await idle.reserve('sync')).toMatchObject({ kind: 'recovering' })
    expect(await busy.reserve('sync')).toMatchObject({ kind: 'recovering' })
    clock.pass(SETTLE_MS)
    expect(await idle.reserve('sync')).toMatchObject({ kind: 'granted', used: 8 })
  })

  describe('after a restart of Redis and all back ends', () => {
    const log = { info: jest.fn(), warn: jest.fn(), error: jest.fn() }
    /** A back end on its own machine, with its own file. */
    const onMachine = async (file: string, clock: Clock) => {
      const link = await linkTo(server)
      links.push(link)
      const database = openDatabase(path.join(folder(), file))
      const watermark = createPersistentWatermark(() => openSqliteWatermark(database), log)
      const options = { limit: 500, clock, key: KEY, dayClock: clock, watermark }
      return { link, ledger: openRedisLedger(link, options), close: () => database.close() }
    }

    it('does not grant spent quota again when all data is lost', async () => {
      const clock = aClock()
      const [one, other] = [await onMachine('1', clock), await onMachine('2', clock)]
      await one.ledger.recordUpstream({ dailyLimit: 400, used: null })
      await spend(one.ledger, 3)
      await spend(other.ledger, 4)
      await other.ledger.closeDay('2026-11-21')
      await one.link.call('FLUSHALL')
      one.close()
      other.close()

      const [knowsLess, knowsAll] = [await onMachine('1', clock), await onMachine('2', clock)]
      expect(await knowsLess.ledger.usage()).toMatchObject({ usage: { used: 3, limit: 400 } })
      expect(await knowsAll.ledger.reserve('sync')).toMatchObject({ kind: 'recovering' })
      clock.pass(SETTLE_MS)
      expect(await knowsLess.ledger.reserve('sync')).toMatchObject({ kind: 'granted', used: 8 })
      knowsLess.close()
      knowsAll.close()
    })

    it('continues the count of SQLite on the same file', async () => {
      const clock = aClock()
      const database = openDatabase(path.join(folder(), 'moved'))
      await spend(openSqliteLedger(database, { limit: 500, clock }), 5)
      database.close()
      const moved = await onMachine('moved', clock)
      expect(await moved.ledger.usage()).toMatchObject({ usage: { used: 5 } })
      moved.close()
      expect(log.warn).not.toHaveBeenCalled()
    })

    it('logs once that the watermark cannot be stored, continues, and stores it later', async () => {
      const clock = aClock()
      const { ledger, link, close } = await onMachine('full', clock)
      const database = openDatabase(path.join(folder(), 'full'))
      database.exec('ALTER TABLE quota_day RENAME TO elsewhere')
      await spend(ledger, 2)
      expect(log.warn.mock.calls).toEqual([
        [
          expect.objectContaining({ event: 'floor.not-kept' }),
          expect.stringMatching(/DATABASE_FILE/),
        ],
      ])
      database.exec('ALTER TABLE elsewhere RENAME TO quota_day')
      await spend(ledger, 1)
      await link.call('FLUSHALL')
      close()
      database.close()
      const { ledger: after, close: end } = await onMachine('full', clock)
      expect(await after.usage()).toMatchObject({ usage: { used: 3 } })
      end()
    })

    it('counts without a file', async () => {
      const watermark = createPersistentWatermark(() => {
        throw new Error('read-only')
      }, log)
      const { link } = await anInstance()
      const clock = aClock()
      const ledger = openRedisLedger(link, {
        limit: 500,
        clock,
        key: KEY,
        dayClock: clock,
        watermark,
      })
      await spend(ledger, 2)
      await link.call('DEL', KEY)
      expect(await ledger.usage()).toMatchObject({ usage: { used: 2 } })
      expect(log.warn).toHaveBeenCalledTimes(1)
    })
  })

  it.each(['{', '[]', '{"days":[{"day":"2026-11-22"}],"upstreamLimit":null,"settleUntilMs":0}'])(
    'rejects the value %s instead of counting an unused day',
    async (text) => {
      const { ledger, link } = await anInstance()
      await link.call('SET', KEY, text)
      expect(await ledger.reserve('sync')).toMatchObject({ kind: 'ledger-down' })
    },
  )

  it.each<[string, readonly (readonly string[])[], readonly RegExp[]]>([
    ['no fault of a durable Redis', [], []],
    [
      'each setting that loses data',
      [
        ['CONFIG', 'SET', 'appendonly', 'no'],
        ['CONFIG', 'SET', 'appendfsync', 'everysec'],
        ['CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru'],
      ],
      [/appendonly yes/, /appendfsync always/, /maxmemory-policy noeviction/],
    ],
    [
      'settings that Redis does not report',
      [['ACL', 'SETUSER', 'default', '-config']],
      [/appendfsync is "always"/],
    ],
    [
      'a Redis that reports nothing',
      [['ACL', 'SETUSER', 'default', '-config', '-info']],
      [/appendonly is "yes"/, /appendfsync is "always"/],
    ],
  ])('reports %s', async (_what, commands, faults) => {
    const { link } = await anInstance()
    for (const [command = '', ...args] of commands) await link.call(command, ...args)
    expect(await durabilityFaults(link)).toEqual(
      faults.map((fault) => expect.stringMatching(fault) as string),
    )
  })

  it('grants nothing on a Redis that became a replica, and reconnects', async () => {
    const { ledger, link } = await anInstance()
    await spend(ledger, 2)
    const { link: operator } = await anInstance()
    const before = await link.call('CLIENT', 'ID')
    await operator.call('REPLICAOF', '127.0.0.1', '9')
    expect(await ledger.reserve('sync')).toMatchObject({ kind: 'ledger-down' })
    await operator.call('REPLICAOF', 'NO', 'ONE')
    let grant = await ledger.reserve('sync')
    while (grant.kind === 'ledger-down') {
      await new Promise((resolve) => setImmediate(resolve))
      grant = await ledger.reserve('sync')
    }
    expect(grant).toMatchObject({ kind: 'granted', used: 3 })
    expect(await link.call('CLIENT', 'ID')).not.toBe(before)
  })

  it('does not reveal the password when Redis refuses it', async () => {
    const { link } = await anInstance()
    await link.call('ACL', 'SETUSER', 'default', 'resetpass', '>right')
    const port = await tcpPortOf(link)
    const error: unknown = await linkTo({
      ...server,
      url: `redis://:wrong-password@127.0.0.1:${port}`,
    }).catch((cause: unknown) => cause)
    expect(error).toBeInstanceOf(Error)
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('wrong-password')
  })
})

/** Makes this Redis listen on a free port of loopback as well. */
async function tcpPortOf(link: RedisLink): Promise<number> {
  const port = await new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
  await link.call('CONFIG', 'SET', 'port', String(port))
  return port
}
