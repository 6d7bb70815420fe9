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

"server": the CPU time which the whole back end takes for a cached GET /api/v1/home, through that of a
bare node:http server which sends the same bytes with the same headers of meaning, in turns, on
loopback. "cpuRatio200" is for the answer with its body, "cpuRatio304" for a client that has it
already; each is the median of nine rounds. These figures are printed before the other part begins.

"client": the app in a browser, on the sandbox: what its pages ask and draw until their rooms stand,
how many elements a list of 1 000 rooms needs, what 200 visits leave behind, and what WeChat's
compiler makes of it. Needs a browser, as the tests do. Takes about two minutes in all.

Each step is named on stderr and has a time limit. Exit code: 0 measured, 1 a step failed or did not end,
130 interrupted; nothing is left running in any case.`

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
