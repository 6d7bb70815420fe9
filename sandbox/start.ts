import { parseArgs } from 'node:util'
import { interruption, INTERRUPTED } from '../scripts/command/interruption'
import { withLimit } from '../scripts/command/limit'
import { checkRoomCount, MOST_ROOMS } from './api'
import { FLAVOURS, type Flavour } from './flavour'
import { CALLBACK_ORDERS, readCallbackOrder, type CallbackOrder } from './shared/callback-order'
import { startSandbox, type Sandbox } from './sandbox'

const HELP = `npm start -- [--port PORT] [--api PORT] [--speed N] [--rooms N]
             [--channels] [--flavour plugin|channels] [--callback-order ORDER]

Runs the whole shop on loopback: a stand-in for WeChat's API, the back end with SQLite, and the
mini-program in a phone frame in your browser. Needs no WeChat account. Ctrl-C ends everything, with
exit code 130.

The phone is rebuilt and reloaded when a file in miniprogram/ changes. A change in server/ needs a
restart.

  --port PORT   port of the page; if it is in use, the next free one (default 5180)
  --api PORT    port of the back end, for curl or WeChat DevTools (default: any free port)
  --speed N     world seconds per real second: with 60, the show of one hour takes a minute (default 1)
  --rooms N     number of rooms, 0 to ${MOST_ROOMS} (default 46, with every live status)
  --channels    adds Channels accounts (视频号)
  --flavour F   plugin (default), or channels: the app without the live plugin; implies --channels
  --callback-order ORDER
                success-first (default): success of a navigation is called before onReady of the new
                page; ready-first: after it. WeChat does not document the order
  --help        show this text`

interface Settings {
  readonly port: number
  readonly backendPort: number
  readonly speed: number
  readonly roomCount?: number
  readonly channels: boolean
  readonly flavour: Flavour
  readonly callbackOrder: CallbackOrder
}

function readSettings(args: readonly string[]): Settings | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '5180' },
      api: { type: 'string', default: '0' },
      speed: { type: 'string', default: '1' },
      rooms: { type: 'string' },
      channels: { type: 'boolean', default: false },
      flavour: { type: 'string', default: 'plugin' },
      'callback-order': { type: 'string', default: 'success-first' },
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
    channels: values.channels,
    flavour: readFlavour(values.flavour),
    callbackOrder: readOrder(values['callback-order']),
    ...(values.rooms === undefined ? {} : { roomCount: readRoomCount(values.rooms) }),
  }
}

function readPort(name: string, value: string): number {
  const port = /^\d+$/.test(value) ? Number(value) : NaN
  if (!(port <= 65_485))
    throw new RangeError(`${name} must be a whole number from 0 to 65485, got "${value}"`)
  return port
}

function readRoomCount(value: string): number {
  const count = /^\d+$/.test(value) ? Number(value) : NaN
  checkRoomCount('--rooms', count, value)
  return count
}

function readFlavour(value: string): Flavour {
  const flavour = FLAVOURS.find((one) => one === value)
  if (flavour === undefined)
    throw new RangeError(`--flavour must be ${FLAVOURS.join(' or ')}, got "${value}"`)
  return flavour
}

function readOrder(value: string): CallbackOrder {
  const order = readCallbackOrder(value)
  if (order === null)
    throw new RangeError(`--callback-order must be ${CALLBACK_ORDERS.join(' or ')}, got "${value}"`)
  return order
}

function fail(error: unknown): never {
  console.error(messageOf(error))
  process.exit(1)
}

function messageOf(error: unknown): unknown {
  return error instanceof Error ? error.message : error
}

const BAD_SETTING = 2
const START_LIMIT_MS = 180_000
const END_LIMIT_MS = 120_000

/** Invalid arguments have an exit code of their own, different from a failed start. */
function settingsOrEnd(args: readonly string[]): Settings | 'help' {
  try {
    return readSettings(args)
  } catch (error) {
    // messages of parseArgs can have several lines
    console.error(error instanceof Error ? error.message.replaceAll('\n', ' ') : error)
    process.exit(BAD_SETTING)
  }
}

async function main(): Promise<void> {
  const settings = settingsOrEnd(process.argv.slice(2))
  if (settings === 'help') {
    console.log(HELP)
    return
  }
  const state: { ending: boolean; starting?: Promise<Sandbox> } = { ending: false }
  const end = async (exitCode: number) => {
    // npm forwards a Ctrl-C that this process has already received: ignore the second signal
    if (state.ending) return
    state.ending = true
    // a start in progress is finished first, so that everything it has opened is closed
    const closed = state.starting?.then(
      (world) => world.close(),
      () => undefined,
    )
    await withLimit('end the shop', END_LIMIT_MS, Promise.resolve(closed))
    process.exit(exitCode)
  }
  // before anything is opened
  interruption().addEventListener('abort', () => void end(INTERRUPTED).catch(fail))
  onParentExit(() => void end(INTERRUPTED).catch(fail))

  const starting = startSandbox({
    ...settings,
    onBackendExit: (explanation) => {
      if (state.ending) return
      console.error(explanation)
      void end(1).catch(fail)
    },
    onBuildFailure: (error) => {
      console.error(messageOf(error))
    },
  })
  state.starting = starting
  try {
    const { url } = await withLimit('start the shop', START_LIMIT_MS, starting)
    if (!state.ending) console.log(`ready ${url}`)
  } catch (error) {
    if (state.ending) return
    console.error(messageOf(error))
    await end(1)
  }
}

const PARENT_CHECK_MS = 500

/**
 * Calls the listener when the parent process has ended. A signal sent to npm reaches a shell between npm
 * and this process, and some shells (Debian's dash) end without forwarding it, so that `kill` of `npm
 * start` would leave the shop running. Active only below `npm start`: a direct start may outlive its shell.
 */
function onParentExit(listener: () => void): void {
  if (process.env['npm_lifecycle_event'] !== 'start') return
  const parent = process.ppid
  setInterval(() => {
    if (!isAlive(parent)) listener()
  }, PARENT_CHECK_MS).unref()
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

main().catch(fail)
