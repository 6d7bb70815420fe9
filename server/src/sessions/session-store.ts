import type { SqliteFile } from '../store/database'
import type { SealedSession } from './seal'

/** Stores sealed sessions until they expire. They are useless without the phone's token. */
export interface SessionStore {
  put(session: SealedSession, expiresAtMs: number, nowMs: number): Promise<void>
  /** Undefined if there is none or it has expired. */
  get(name: string, nowMs: number): Promise<Buffer | undefined>
}

/** For all processes on one file. */
export function openSqliteSessionStore(database: SqliteFile): SessionStore {
  database.exec(
    `CREATE TABLE IF NOT EXISTS session (
       name TEXT PRIMARY KEY,
       sealed TEXT NOT NULL,
       expires_at_ms INTEGER NOT NULL
     ) STRICT, WITHOUT ROWID;
     CREATE INDEX IF NOT EXISTS session_expiry ON session (expires_at_ms)`,
  )
  const write = database.prepare(
    'INSERT INTO session (name, sealed, expires_at_ms) VALUES (?1, ?2, ?3)',
  )
  const forget = database.prepare('DELETE FROM session WHERE expires_at_ms <= ?1')
  const read = database.prepare('SELECT sealed FROM session WHERE name = ?1 AND expires_at_ms > ?2')
  return {
    put: async ({ name, sealed }, expiresAtMs, nowMs) => {
      await Promise.resolve()
      forget.run(nowMs)
      write.run(name, sealed.toString('base64'), expiresAtMs)
    },
    get: async (name, nowMs) => {
      await Promise.resolve()
      const row: unknown = read.get(name, nowMs)
      const sealed: unknown =
        typeof row === 'object' && row !== null ? Reflect.get(row, 'sealed') : undefined
      return typeof sealed === 'string' ? Buffer.from(sealed, 'base64') : undefined
    },
  }
}
