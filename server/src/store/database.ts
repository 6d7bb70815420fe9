import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'libsql'

export type SqliteFile = InstanceType<typeof Database>

/**
 * How long a statement waits for another process that writes. Statements are synchronous, so this
 * process answers nothing meanwhile. A write takes milliseconds; a longer wait counts as a storage
 * failure and is retried a second later.
 */
const BUSY_MS = 1_000

/**
 * Opens the database file and creates its folder. WAL allows reads during a write. synchronous=FULL
 * makes a granted call survive a power failure.
 * @throws when the file cannot be opened or is no database
 */
export function openDatabase(file: string): SqliteFile {
  mkdirSync(dirname(file), { recursive: true })
  const database = new Database(file)
  try {
    database.pragma(`busy_timeout = ${BUSY_MS}`)
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
