import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { openDatabase } from '../../../server/src/store/database'
import { openSqliteSnapshotStore } from '../../../server/src/store/sqlite-snapshot-store'
import {
  aKeptRoom,
  aSnapshot,
  keptReplays,
  useTemporaryFolder,
} from '../../helpers/node/server/builders'

describe('the snapshot store', () => {
  const folder = useTemporaryFolder()
  const file = () => path.join(folder(), 'made', 'on', 'demand', 'live.sqlite')

  it('returns the last list after a restart', async () => {
    const snapshot = aSnapshot({
      rooms: [aKeptRoom({ liveStatus: null }), aKeptRoom({ roomId: 8 }, { endedAtMs: 5 })],
      replays: [keptReplays()],
    })
    const before = openDatabase(file())
    const store = openSqliteSnapshotStore(before)
    await store.save(aSnapshot())
    await store.save(snapshot)
    before.close()

    const after = openDatabase(file())
    expect(await openSqliteSnapshotStore(after).load()).toEqual(snapshot)
    after.close()
  })

  it('does not read a list of another format', async () => {
    const database = openDatabase(file())
    const store = openSqliteSnapshotStore(database)
    await store.save(aSnapshot())
    database.exec('UPDATE snapshot SET format = 0')
    expect(await store.load()).toBeUndefined()
    await store.save(aSnapshot())
    expect(await store.load()).toEqual(aSnapshot())
    database.close()
  })

  it('reports a lost storage', async () => {
    const database = openDatabase(file())
    const store = openSqliteSnapshotStore(database)
    await expect(store.check()).resolves.toBeUndefined()
    database.exec('DROP TABLE snapshot')
    await expect(store.check()).rejects.toThrow()
    database.close()
  })

  it('rejects a file that is no database', () => {
    mkdirSync(path.dirname(file()), { recursive: true })
    writeFileSync(file(), 'not a database, but long enough to look like one'.repeat(20))
    expect(() => openDatabase(file())).toThrow()
  })
})
