import { parseArgs } from 'node:util'
import { ENOUGH, runStorm, type StormResult } from './storm/run'
import { STORE_KINDS, type StoreKind } from './storm/stores'

const HELP = `Four back ends on one store, killed at random, and a WeChat in trouble: is the limit kept?

  npm run storm -- [--minutes N] [--store sqlite|redis|both] [--limit L] [--seed S] [--json]

  --minutes N      at least so long, on each store; default 0, until the limit is reached
  --store KIND     where the calls are counted; both, the default, needs redis-server
  --limit L        calls that each store allows (WX_LIVE_DAILY_LIMIT); default 200, or 400 a minute
  --refuse-after N after N calls WeChat says that the day is used up (45009)
  --seed S         which misfortunes; default 1
  --json           only the last line, for a machine
  --help           this text

"granted" is the ledger's count, "upstream" that of the stand-in for WeChat, which allows far more. Exit code 1
when there was one call too many, or less than 90 % of the limit was used.`

/** Beyond what was asked for: a storm that has not reached the limit by then never will. */
const PATIENCE_MS = 120_000

async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '0' },
      store: { type: 'string', default: 'both' },
      limit: { type: 'string' },
      'refuse-after': { type: 'string' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(HELP)
    return
  }
  const minutes = numberOf('--minutes', values.minutes, 0)
  const limit = numberOf('--limit', values.limit ?? String(Math.max(200, 400 * minutes)), 10)
  const refuseAfter =
    values['refuse-after'] === undefined
      ? undefined
      : numberOf('--refuse-after', values['refuse-after'], 1)
  const atLeastMs = minutes * 60_000
  const seed = numberOf('--seed', values.seed, 0)
  const aborter = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(name, () => aborter.abort())

  const stores: StormResult[] = []
  for (const store of storesOf(values.store)) {
    const atMostMs = atLeastMs + PATIENCE_MS
    const { signal } = aborter
    const result = await runStorm({
      store,
      limit,
      atLeastMs,
      atMostMs,
      seed,
      refuseAfter,
      signal,
    })
    stores.push(result)
    if (aborter.signal.aborted) {
      process.exitCode = 130
      return
    }
    if (!values.json) console.log(inWords(result))
  }
  const sum = (what: 'limit' | 'granted' | 'upstream' | 'kills' | 'overspend') =>
    stores.reduce((total, one) => total + one[what], 0)
  const used = stores.every((one) => one.upstream >= one.limit * ENOUGH)
  if (sum('overspend') > 0 || (!used && refuseAfter === undefined)) process.exitCode = 1
  console.log(
    JSON.stringify({
      limit: sum('limit'),
      granted: sum('granted'),
      upstream: sum('upstream'),
      kills: sum('kills'),
      overspend: sum('overspend'),
      ...(stores.length > 1 ? { stores } : {}),
    }),
  )
}

function inWords(result: StormResult): string {
  const { store, limit, granted, upstream, kills, overspend } = result
  return `${store}: ${upstream} calls of ${limit} (${granted} granted), ${kills} kills, ${overspend} too many`
}

function storesOf(text: string): readonly StoreKind[] {
  const known = STORE_KINDS.filter((one) => text === 'both' || one === text)
  if (known.length === 0) throw new RangeError(`--store must be sqlite, redis or both: "${text}"`)
  return known
}

function numberOf(name: string, text: string, from: number): number {
  const number = Number(text)
  if (!(number >= from)) throw new RangeError(`${name} must be a number from ${from}: "${text}"`)
  return number
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
