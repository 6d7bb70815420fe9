import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'libsql'

export type SqliteFile = InstanceType<typeof Database>

/**
 * How long a statement waits for another process that writes. Statements are synchronous: for as long
 * this one serves nobody. A write takes milliseconds; what takes longer is taken for a storage that is
 * gone, and tried again a second later.
 */
const BUSY_MS = 1_000

/**
 * Opens the one file that holds the ledger and the last list; makes its folder when missing.
 * WAL lets shoppers' reads go on while a count is written; synchronous=FULL is what makes a granted
 * call survive a power cut.
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
