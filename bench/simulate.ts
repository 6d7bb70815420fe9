import { CASES, SEEDS } from './simulation/cases'
import { tableOf, verdictOf } from './simulation/report'
import { runCase } from './simulation/run'

const HELP = `Plays days of broadcasts and tells how late their changes are seen.

  npm run simulate -- [--json] [--shop TEXT] [--refresh-seconds N]

  --json               only the last line, for a machine
  --shop TEXT          only the shops whose name holds this, such as "33 rooms"
  --refresh-seconds N  the shortest time between two looks (REFRESH_SECONDS); default 10
  --help               this text

Every policy plays the same seeded days. "worstFloorRatio" is our mean delay through that of the whole
budget spread over the hours that turned out to matter; "worstUniformRatio" is the mean delay of even
polling through ours; "starved" counts broadcasts of which a change was seen more than 15 minutes late.`

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    console.log(HELP)
    return
  }
  const option = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
  const refreshSec = Number(option('--refresh-seconds') ?? 10)
  if (!(refreshSec >= 1)) throw new Error('--refresh-seconds must be a number from 1. See --help.')
  const shop = option('--shop') ?? ''
  const cases = CASES.filter(({ name }) => name.includes(shop))
  if (cases.length === 0) throw new Error(`No shop is named "${shop}". See --help.`)
  const results = []
  for (const one of cases) {
    console.error(`${one.name}: ${SEEDS.length} days, four policies …`)
    const result = await runCase(one, SEEDS, refreshSec * 1000)
    results.push(result)
    if (!args.includes('--json')) console.log(`${tableOf(result)}\n`)
  }
  console.log(JSON.stringify(verdictOf(results)))
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
