import { measureClient } from './client-cost/measure'
import { listOf } from './client-cost/report'
import { measureServer } from './server-cost/measure'
import { tableOf } from './server-cost/report'

const HELP = `Tells what a request costs the back end, and what the app costs a phone.

  npm run bench -- [--json]

  --json   only the last line, for a machine
  --help   this text

"server": the CPU time which the whole back end takes for a cached GET /api/v1/home, through that of a
bare node:http server which sends the same bytes with the same headers of meaning, in turns, on
loopback. "cpuRatio200" is for the answer with its body, "cpuRatio304" for a client that has it
already; each is the median of the rounds.

"client": the app in a browser, on the sandbox: what its pages ask and draw until their rooms stand,
how many elements a list of 1 000 rooms needs, what 200 visits leave behind, and what WeChat's
compiler makes of it. Needs a browser, as the tests do. Takes about two minutes in all.`

async function main(args: readonly string[]): Promise<void> {
  const unknown = args.find((arg) => arg !== '--json' && arg !== '--help')
  if (unknown !== undefined) throw new Error(`Unknown option ${unknown}. See --help.`)
  if (args.includes('--help')) {
    console.log(HELP)
    return
  }
  const server = await measureServer()
  const client = await measureClient()
  if (!args.includes('--json')) console.log(`${tableOf(server)}\n\n${listOf(client)}\n`)
  const [ok, notModified] = [server.ok.ratio, server.notModified.ratio]
  console.log(JSON.stringify({ server: { cpuRatio200: ok, cpuRatio304: notModified }, client }))
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
