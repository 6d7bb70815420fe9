import { once } from 'node:events'
import { appendFileSync } from 'node:fs'
import { PURPOSES } from '../../../../server/src/quota/types'
import { openAt } from './ledger-drivers'

/**
 * A process that asks for calls of every purpose until the day is spent, and makes each that it was
 * granted: one byte in a file that stands for WeChat's own count. It begins when something arrives on
 * its stdin, and is killed at any moment by the test that runs it.
 */
const [driver = '', place = '', callsFile = '', limit = '1'] = process.argv.slice(2)

async function spend(): Promise<void> {
  const clock = { nowMs: () => Date.parse('2026-11-22T12:00:00+08:00') }
  const name = driver === 'Redis' ? 'Redis' : 'SQLite'
  const { ledger, close } = await openAt(name, place, { limit: Number(limit), clock })
  process.stdout.write('ready')
  await once(process.stdin, 'data')
  for (let asked = 0, isSpent = false; !isSpent; asked += 1) {
    const grant = await ledger.reserve(PURPOSES[asked % PURPOSES.length] ?? 'sync')
    isSpent = grant.kind === 'spent'
    if (grant.kind === 'granted') appendFileSync(callsFile, '.')
  }
  await close()
  process.stdin.destroy()
}

void spend()
