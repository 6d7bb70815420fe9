import { once } from 'node:events'
import { appendFileSync } from 'node:fs'
import { openSqliteLedger } from '../../../../server/src/quota/sqlite-ledger'
import { openDatabase } from '../../../../server/src/store/database'

/**
 * A process that asks for calls until the day is spent, and makes each that it was granted: one byte
 * in a file that stands for WeChat's own count. It begins when something arrives on its stdin, and is
 * killed at any moment by the test that runs it.
 */
const [databaseFile = '', callsFile = '', limit = '1'] = process.argv.slice(2)

async function spend(): Promise<void> {
  const clock = { nowMs: () => Date.parse('2026-11-22T12:00:00+08:00') }
  const ledger = openSqliteLedger(openDatabase(databaseFile), { limit: Number(limit), clock })
  process.stdout.write('ready')
  await once(process.stdin, 'data')
  for (;;) {
    const grant = await ledger.reserve('sync')
    if (grant.kind === 'spent') break
    if (grant.kind === 'granted') appendFileSync(callsFile, '.')
  }
  process.stdin.destroy()
}

void spend()
