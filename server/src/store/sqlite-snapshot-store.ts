import type { SqliteFile } from './database'
import type { Snapshot, SnapshotStore } from './snapshot'
import { parseSnapshot, SNAPSHOT_FORMAT } from './snapshot-shape'

/** Stores the snapshot as one row, so that it is always consistent. */
export function openSqliteSnapshotStore(database: SqliteFile): SnapshotStore {
  database.exec(
    `CREATE TABLE IF NOT EXISTS snapshot (
       id INTEGER PRIMARY KEY CHECK (id = 1),
       format INTEGER NOT NULL,
       body TEXT NOT NULL
     ) STRICT`,
  )
  const read = database.prepare('SELECT body FROM snapshot WHERE id = 1 AND format = ?1')
  const write = database.prepare(
    `INSERT INTO snapshot (id, format, body) VALUES (1, ?1, ?2)
     ON CONFLICT (id) DO UPDATE SET format = excluded.format, body = excluded.body`,
  )
  let known: string | undefined
  const load = (): Snapshot | undefined => {
    const row = read.get(SNAPSHOT_FORMAT)
    const body: unknown = typeof row === 'object' && row !== null && Reflect.get(row, 'body')
    if (typeof body !== 'string' || body === known) return undefined
    known = body
    return parseSnapshot(body)
  }
  return {
    load: async () => {
      await Promise.resolve()
      known = undefined
      return load()
    },
    loadNewer: async () => {
      await Promise.resolve()
      return load()
    },
    save: async (snapshot) => {
      await Promise.resolve()
      const body = JSON.stringify(snapshot)
      write.run(SNAPSHOT_FORMAT, body)
      known = body
    },
    check: async () => {
      await Promise.resolve()
      read.get(SNAPSHOT_FORMAT)
    },
  }
}
