import { runCommand, type Command } from '../scripts/command/command'
import { measureClient } from './client-cost/measure'
import { listOf } from './client-cost/report'
import { measureServer } from './server-cost/measure'
import { tableOf } from './server-cost/report'

const HELP = `Measures the cost of a request on the back end and the cost of the app on a phone.

  npm run bench -- [--json] [--only server|client]

  --json   only the last line on stdout, for scripts
  --only   one of the two parts
  --help   this text

"server": the CPU time of the back end for a cached GET /api/v1/home, divided by that of a bare node:http
server that sends the same bytes with the same relevant headers. Both are measured in turns on loopback.
"cpuRatio200" is for the answer with its body, "cpuRatio304" for a client that has it; each is the median
of nine rounds. These figures are printed before the other part starts.

"client": the app in a browser on the sandbox: the requests and setData calls of its pages until their
rooms are drawn, the elements of a list of 1 000 rooms, the memory after 200 visits, and the compiled
sizes. Needs a browser, as the tests do. Takes about two minutes.

Each step is printed on stderr and has a time limit. Exit code: 0 measured, 1 a step failed or exceeded its
limit, 130 interrupted. All processes are stopped in any case.`

interface Options {
  readonly json: boolean
  readonly only: string | undefined
}

function readOptions(args: readonly string[]): Options {
  const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : undefined
  const known = ['--json', '--only', ...(only === undefined ? [] : [only])]
  const unknown = args.find((arg) => !known.includes(arg))
  if (unknown !== undefined) throw new Error(`Unknown option ${unknown}. See --help.`)
  if (args.includes('--only') && only !== 'server' && only !== 'client')
    throw new Error(`--only must be server or client, got "${only ?? ''}". See --help.`)
  return { json: args.includes('--json'), only }
}

async function main(command: Command, args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(HELP)
    return 0
  }
  const { json, only } = readOptions(args)
  const tell = (text: string) => {
    if (json) command.progress(text)
    else console.log(`${text}\n`)
  }
  const figures: Record<string, unknown> = {}
  if (only !== 'client') {
    const server = await measureServer(command)
    tell(tableOf(server))
    const [ok, notModified] = [server.ok.ratio, server.notModified.ratio]
    figures['server'] = { cpuRatio200: ok, cpuRatio304: notModified }
  }
  if (only !== 'server') {
    const client = await measureClient(command)
    tell(listOf(client))
    figures['client'] = client
  }
  console.log(JSON.stringify(figures))
  return 0
}

void runCommand(
  (command) => main(command, process.argv.slice(2)),
  (error) => ({ exitCode: 1, words: error instanceof Error ? error.message : String(error) }),
)
