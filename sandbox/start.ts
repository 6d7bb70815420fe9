import { parseArgs } from 'node:util'
import { startWorld } from './world'

const HELP = `npm start -- [--port PORT] [--api PORT] [--speed N]

Runs the whole shop on loopback: a stand-in of WeChat's API, the back end on SQLite, and the
mini-program in a phone frame, built anew whenever its source changes. Needs no WeChat account.
Ctrl-C ends everything.

  --port PORT   where to look at it; the next free port is taken when it is busy (default 5180)
  --api PORT    where the back end listens, for curl or WeChat DevTools (default: any free port)
  --speed N     world seconds per real second: at 60, a show of an hour takes a minute (default 1)
  --help        this text`

interface Settings {
  readonly port: number
  readonly backendPort: number
  readonly speed: number
}

function readSettings(args: readonly string[]): Settings | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '5180' },
      api: { type: 'string', default: '0' },
      speed: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return 'help'
  const speed = Number(values.speed)
  if (!(speed > 0 && speed <= 3600))
    throw new RangeError(`--speed must be a number above 0, at most 3600, got "${values.speed}"`)
  return {
    port: readPort('--port', values.port),
    backendPort: readPort('--api', values.api),
    speed,
  }
}

function readPort(name: string, value: string): number {
  const port = /^\d+$/.test(value) ? Number(value) : NaN
  if (!(port <= 65_485))
    throw new RangeError(`${name} must be a whole number from 0 to 65485, got "${value}"`)
  return port
}

function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

async function main(): Promise<void> {
  const settings = readSettings(process.argv.slice(2))
  if (settings === 'help') {
    console.log(HELP)
    return
  }
  const state = { ending: false }
  const end = async (exitCode: number) => {
    if (state.ending) process.exit(exitCode) // a second Ctrl-C does not wait
    state.ending = true
    // a world that is still being made is finished first, so that nothing of it stays behind
    await starting.then(
      (world) => world.close(),
      () => undefined,
    )
    process.exit(exitCode)
  }
  const starting = startWorld({
    ...settings,
    onBackendDeath: (explanation) => {
      if (state.ending) return
      console.error(explanation)
      void end(1).catch(fail)
    },
    onBuildFailure: (error) => {
      console.error(error instanceof Error ? error.message : error)
    },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void end(0).catch(fail))

  onAbandoned(() => void end(0).catch(fail))

  const { url } = await starting
  if (!state.ending) console.log(`ready ${url}`)
}

const LOOK_EVERY_MS = 500

/**
 * npm that is told to end passes it on to the shell between us, and a shell like Debian's ends without
 * passing it on: `kill` of `npm start` would leave everything running, unseen. Only below npm: whoever
 * starts this file by itself may well want it to outlive the shell.
 */
function onAbandoned(tell: () => void): void {
  if (process.env['npm_lifecycle_event'] !== 'start') return
  const parent = process.ppid
  setInterval(() => {
    if (!isAlive(parent)) tell()
  }, LOOK_EVERY_MS).unref()
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

main().catch(fail)
