import path from 'node:path'
import { openDatabase, type SqliteFile } from '../../../server/src/store/database'
import { LOCK_MS, openRedisLock, openSqliteLock } from '../../../server/src/sync/lock'
import { aClock, HOUR_MS, useTemporaryFolder } from '../../helpers/node/server/builders'
import { describeOnRedis, linkTo, startRedis } from '../../helpers/node/server/redis-server'

/** Common behaviour of both locks is in store/storage.test.ts. */
describe('the lock on SQLite', () => {
  const folder = useTemporaryFolder()
  let database: SqliteFile
  beforeEach(() => {
    database = openDatabase(path.join(folder(), 'live.sqlite'))
  })
  afterEach(() => void database.close())

  it('expires after its timeout when its owner was killed', async () => {
    const clock = aClock()
    const [killed, next] = [openSqliteLock(database, clock), openSqliteLock(database, clock)]
    await killed.take()
    clock.pass(LOCK_MS - 1)
    expect(await next.take()).toBe(false)
    clock.pass(1)
    expect(await next.take()).toBe(true)
    await killed.release()
    expect(await next.renew()).toBe(true)
  })

  it('stays with the holder, without a write on each check', async () => {
    const clock = aClock()
    const [holder, other] = [openSqliteLock(database, clock), openSqliteLock(database, clock)]
    await holder.take()
    const look = database.prepare('SELECT until_ms FROM refresh_lock')
    const untilMs = (): unknown => Reflect.get(Object(look.get()) as object, 'until_ms')
    const first = untilMs()
    clock.pass(1_000)
    await holder.take()
    expect(untilMs()).toBe(first)
    for (let seconds = 0; seconds < 100; seconds += 1) {
      clock.pass(1_000)
      expect([await holder.take(), await other.take()]).toEqual([true, false])
    }
  })

  it('does not last longer when the clock is set back', async () => {
    const clock = aClock()
    const [killed, next] = [openSqliteLock(database, clock), openSqliteLock(database, clock)]
    await killed.take()
    clock.pass(-HOUR_MS)
    expect(await next.take()).toBe(true)
  })
})

describeOnRedis('the lock on Redis', () => {
  const folder = useTemporaryFolder()

  it('expires when its owner was killed, and only its owner can change it', async () => {
    const server = await startRedis(folder())
    const link = await linkTo(server)
    const [one, other] = [openRedisLock(link, 'lock'), openRedisLock(link, 'lock')]
    await one.take()
    expect(Number(await link.call('PTTL', 'lock'))).toBeGreaterThan(LOCK_MS / 2)
    await link.call('PEXPIRE', 'lock', 1000)
    expect(await other.renew()).toBe(false)
    expect(Number(await link.call('PTTL', 'lock'))).toBeLessThanOrEqual(1000)
    await one.take()
    expect(Number(await link.call('PTTL', 'lock'))).toBeGreaterThan(LOCK_MS / 2)
    // as after the timeout
    await link.call('DEL', 'lock')
    expect(await other.take()).toBe(true)
    await one.release()
    expect(await other.renew()).toBe(true)
    await link.close()
    await server.kill()
  })
})
