import path from 'node:path'
import { openDatabase } from '../../../server/src/store/database'
import { countForcedTokens, openForcedTokens } from '../../../server/src/wechat/forced-tokens'
import { aClock, HOUR_MS, useTemporaryFolder } from '../../helpers/node/server/builders'

const HALF_MINUTE_MS = 30_000

describe.each(['memory', 'SQLite'])('forced tokens, counted in %s', (where) => {
  const folder = useTemporaryFolder()
  const setUp = (limit: number) => {
    const clock = aClock()
    if (where === 'memory')
      return { clock, close: () => undefined, forced: countForcedTokens({ limit, clock }) }
    const database = openDatabase(path.join(folder(), 'live.sqlite'))
    return {
      clock,
      close: () => database.close(),
      forced: openForcedTokens(database, { limit, clock }),
    }
  }

  it('are limited a day, and renewed with it', () => {
    const { clock, close, forced } = setUp(2)
    const take = () => {
      clock.pass(HALF_MINUTE_MS)
      return forced.take()
    }
    expect([take(), take(), take(), take()]).toEqual([true, true, false, false])
    clock.pass(12 * HOUR_MS)
    expect([take(), take(), take()]).toEqual([true, true, false])
    close()
  })

  it('are half a minute apart', () => {
    const { clock, close, forced } = setUp(5)
    expect(forced.take()).toBe(true)
    clock.pass(HALF_MINUTE_MS - 1)
    expect(forced.take()).toBe(false)
    clock.pass(1)
    expect(forced.take()).toBe(true)
    close()
  })

  it('are none where the limit is 0', () => {
    const { close, forced } = setUp(0)
    expect(forced.take()).toBe(false)
    close()
  })
})

describe('forced tokens on one file', () => {
  const folder = useTemporaryFolder()

  it('are counted for all processes together', () => {
    const file = path.join(folder(), 'live.sqlite')
    const clock = aClock()
    const [one, two] = [openDatabase(file), openDatabase(file)]
    const [first, second] = [one, two].map((db) => openForcedTokens(db, { limit: 1, clock }))
    expect(first?.take()).toBe(true)
    clock.pass(HOUR_MS)
    expect(second?.take()).toBe(false)
    one.close()
    two.close()
  })

  it('are none when they cannot be counted', () => {
    const database = openDatabase(path.join(folder(), 'live.sqlite'))
    const forced = openForcedTokens(database, { limit: 1, clock: aClock() })
    database.exec('DROP TABLE forced_token')
    expect(forced.take()).toBe(false)
    database.close()
  })
})
