import path from 'node:path'
import { openSqliteLedger } from '../../../server/src/quota/sqlite-ledger'
import { openDatabase, type SqliteFile } from '../../../server/src/store/database'
import { aClock, useTemporaryFolder } from '../../helpers/node/server/builders'

/** Behaviour of the SQLite driver only; the rest is in ledger.test.ts. */
describe('the ledger on SQLite', () => {
  const folder = useTemporaryFolder()
  const opened: SqliteFile[] = []
  afterEach(() => {
    for (const database of opened.splice(0)) database.close()
  })
  const open = () => {
    const database = openDatabase(path.join(folder(), 'live.sqlite'))
    opened.push(database)
    return database
  }

  it('writes each granted call to disk, so that it survives a power failure', () => {
    const database = open()
    const settings = ['journal_mode', 'synchronous'].map((name) => database.pragma(name))
    // 2 is FULL
    expect(settings).toEqual([[{ journal_mode: 'wal' }], [{ synchronous: 2 }]])
  })

  it('grants nothing while another process locks the file, and does not wait long', async () => {
    const ledger = openSqliteLedger(open(), { limit: 5, clock: aClock() })
    await ledger.reserve('sync')
    const other = open()
    other.exec('BEGIN IMMEDIATE')
    expect(await ledger.reserve('sync')).toMatchObject({ kind: 'ledger-down' })
    // statements are synchronous, so nothing else is served meanwhile
    expect(other.pragma('busy_timeout')).toEqual([{ timeout: 1_000 }])
    // reads do not wait
    expect(await ledger.usage()).toMatchObject({ usage: { used: 1 } })
    other.exec('ROLLBACK')
    expect(await ledger.reserve('sync')).toMatchObject({ kind: 'granted', used: 2 })
  })

  it('changes nothing when it cannot write', async () => {
    const database = open()
    const ledger = openSqliteLedger(database, { limit: 5, clock: aClock() })
    database.exec(
      `CREATE TRIGGER full BEFORE INSERT ON quota_day BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
    )
    expect(await ledger.reserve('sync')).toMatchObject({ kind: 'ledger-down' })
    await expect(ledger.closeDay('2026-11-22')).rejects.toThrow('disk full')
    database.exec('DROP TRIGGER full')
    expect(await ledger.reserve('sync')).toMatchObject({ kind: 'granted', used: 1 })
  })
})
