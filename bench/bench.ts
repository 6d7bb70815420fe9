import { measureServer } from './server-cost/measure'
import { tableOf } from './server-cost/report'

const HELP = `Tells what a request costs the back end, compared with a server that does nothing else.

  npm run bench -- [--json]

  --json   only the last line, for a machine
  --help   this text

The CPU time which the whole back end takes for a cached GET /api/v1/home, through that of a bare
node:http server which sends the same bytes with the same headers of meaning, in turns, on loopback.
"cpuRatio200" is for the answer with its body, "cpuRatio304" for a client that has it already; each is
the median of the rounds. Takes less than a minute.`

async function main(args: readonly string[]): Promise<void> {
  const unknown = args.find((arg) => arg !== '--json' && arg !== '--help')
  if (unknown !== undefined) throw new Error(`Unknown option ${unknown}. See --help.`)
  if (args.includes('--help')) {
    console.log(HELP)
    return
  }
  const cost = await measureServer()
  if (!args.includes('--json')) console.log(`${tableOf(cost)}\n`)
  const [ok, notModified] = [cost.ok.ratio, cost.notModified.ratio]
  console.log(JSON.stringify({ server: { cpuRatio200: ok, cpuRatio304: notModified } }))
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
