import { once } from 'node:events'
import { appendFileSync } from 'node:fs'
import { PURPOSES } from '../../../../server/src/quota/types'
import { openAt } from './ledger-drivers'

/**
 * A process that reserves calls of every purpose until the day is used up, and makes each granted
 * call: one byte in a file that counts for WeChat. It starts on input from stdin, and the test
 * kills it at any moment.
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
