import path from 'node:path'
import type { Clock } from '../../../server/src/clock'
import { explainGrant, explainUsage, type QuotaLedger } from '../../../server/src/quota/ledger'
import { openSqliteLedger } from '../../../server/src/quota/sqlite-ledger'
import { openDatabase } from '../../../server/src/store/database'
import {
  aClock,
  aUsage,
  HOUR_MS,
  NOON_MS,
  useTemporaryFolder,
} from '../../helpers/node/server/builders'

interface Driver {
  readonly name: string
  /** Opened twice in one folder, both ledgers count the same calls. */
  readonly open: (options: { folder: string; limit: number; clock: Clock }) => {
    readonly ledger: QuotaLedger
    /** Takes the storage away, as a full disk or a dead server would. */
    readonly breakIt: () => void
    readonly close: () => void
  }
}

const drivers: Driver[] = [
  {
    name: 'SQLite',
    open: ({ folder, limit, clock }) => {
      const database = openDatabase(path.join(folder, 'ledger.sqlite'))
      const ledger = openSqliteLedger(database, { limit, clock })
      return {
        ledger,
        breakIt: () => void database.exec('DROP TABLE quota_day'),
        close: () => void database.close(),
      }
    },
  },
]

describe.each(drivers)('$name ledger', ({ open }) => {
  const folder = useTemporaryFolder()
  const closing: (() => void)[] = []
  afterEach(() => {
    for (const close of closing.splice(0)) close()
  })

  const openLedger = (limit: number, clock: Clock = aClock()) => {
    const opened = open({ folder: folder(), limit, clock })
    closing.push(opened.close)
    return opened
  }

  it('counts each call before it is made', async () => {
    const { ledger } = openLedger(3)
    expect(await ledger.reserve('sync')).toEqual({
      kind: 'granted',
      day: '2026-11-22',
      used: 1,
      limit: 3,
    })
    expect(await ledger.reserve('replay')).toMatchObject({ kind: 'granted', used: 2 })
  })

  it('grants the limit and not one call more, until midnight in Beijing', async () => {
    const { ledger } = openLedger(2)
    await ledger.reserve('sync')
    await ledger.reserve('replay')
    expect(await ledger.reserve('sync')).toEqual({
      kind: 'spent',
      limit: 2,
      resetAtMs: NOON_MS + 12 * HOUR_MS,
    })
  })

  it('gives the last call of the day to one of two askers', async () => {
    const [one, other] = [openLedger(1).ledger, openLedger(1).ledger]
    const grants = await Promise.all([one.reserve('sync'), other.reserve('sync')])
    expect(grants.map(({ kind }) => kind).sort()).toEqual(['granted', 'spent'])
  })

  it('still knows after a restart', async () => {
    const first = open({ folder: folder(), limit: 2, clock: aClock() })
    await first.ledger.reserve('sync')
    first.close()
    expect(await openLedger(2).ledger.reserve('sync')).toMatchObject({ used: 2 })
  })

  it('begins anew on the next day', async () => {
    const clock = aClock()
    const { ledger } = openLedger(1, clock)
    await ledger.reserve('sync')
    clock.pass(12 * HOUR_MS)
    expect(await ledger.reserve('sync')).toMatchObject({ kind: 'granted', day: '2026-11-23' })
  })

  it('grants nothing more once WeChat has said that the day is over', async () => {
    const { ledger } = openLedger(500)
    await ledger.reserve('sync')
    await ledger.closeDay('2026-11-22')
    expect(await ledger.reserve('sync')).toMatchObject({ kind: 'spent' })
    expect(await ledger.usage()).toMatchObject({ usage: { used: 1, closed: true } })
  })

  it('closes a day on which nothing was called yet', async () => {
    const { ledger } = openLedger(500)
    await ledger.closeDay('2026-11-22')
    expect(await ledger.reserve('sync')).toMatchObject({ kind: 'spent' })
  })

  it('tells how the day was spent', async () => {
    const { ledger } = openLedger(10)
    for (const purpose of ['sync', 'sync', 'replay'] as const) await ledger.reserve(purpose)
    expect(await ledger.usage()).toEqual({
      kind: 'known',
      usage: {
        day: '2026-11-22',
        used: 3,
        byPurpose: { sync: 2, replay: 1, manual: 0, reserve: 0 },
        limit: 10,
        closed: false,
        resetAtMs: NOON_MS + 12 * HOUR_MS,
      },
    })
  })

  it('obeys a limit that was lowered in the middle of the day', async () => {
    const { ledger } = openLedger(5)
    for (let calls = 0; calls < 3; calls += 1) await ledger.reserve('sync')
    expect(await openLedger(2).ledger.reserve('sync')).toMatchObject({ kind: 'spent' })
  })

  it('grants nothing when it cannot count', async () => {
    const { ledger, breakIt } = openLedger(5)
    breakIt()
    expect(await ledger.reserve('sync')).toMatchObject({ kind: 'ledger-down' })
    expect(await ledger.usage()).toMatchObject({ kind: 'ledger-down' })
  })
})

describe('explainGrant', () => {
  it.each([
    [{ kind: 'granted', day: '2026-11-22', used: 7, limit: 500 }, /Call 7 of 500/],
    [{ kind: 'spent', limit: 500, resetAtMs: 0 }, /All 500 calls .* WX_LIVE_DAILY_LIMIT/],
    [{ kind: 'ledger-down', cause: new Error() }, /DATABASE_FILE/],
  ] as const)('says what to do: %j', (grant, words) => {
    expect(explainGrant(grant)).toMatch(words)
  })
})

describe('explainUsage', () => {
  it('is silent while there are calls left', () => {
    expect(explainUsage(aUsage({ used: 499 }))).toBeUndefined()
  })

  it('says that our own limit is reached', () => {
    expect(explainUsage(aUsage({ used: 500 }))).toMatch(/All 500 calls/)
  })

  it('does not claim that we used what WeChat says is used up', () => {
    const words = explainUsage(aUsage({ used: 1, closed: true }))
    expect(words).toMatch(/WeChat says .* after 1 of 500 .* Another system/)
    expect(words).not.toContain('All 500')
  })
})
