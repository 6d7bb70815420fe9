import { parseArgs } from 'node:util'
import { interruption, INTERRUPTED } from '../../scripts/command/interruption'
import { MOST_ROOMS, SANDBOX_ACCOUNT, startSandboxApi } from '.'

const HELP = `Runs only the stand-in for api.weixin.qq.com, on loopback.

  node --import tsx sandbox/api/main.ts [options]

  --port N          port; 0: any free port (default 8100)
  --seed N          the same seed and start give the same rooms
  --speed N         world seconds per real second (default 1)
  --daily-limit N   daily quota of getliveinfo, by Shanghai days (default 500)
  --rooms N         number of rooms, 0 to ${MOST_ROOMS} (default 46)
  --start TIME      world time at the start, e.g. 2026-11-22T19:40:00+08:00 (default: now)
  --help            show this text

Account: appid ${SANDBOX_ACCOUNT.appid}, secret ${SANDBOX_ACCOUNT.secret}
Controls: see sandbox/README.md
`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8100' },
      seed: { type: 'string' },
      speed: { type: 'string' },
      'daily-limit': { type: 'string' },
      rooms: { type: 'string' },
      start: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return
  }
  const given = {
    seed: numberOf('--seed', values.seed),
    speed: numberOf('--speed', values.speed),
    dailyLimit: numberOf('--daily-limit', values['daily-limit']),
    roomCount: numberOf('--rooms', values.rooms),
    startAtMs: timeOf('--start', values.start),
  }
  const { seed, speed, dailyLimit, roomCount, startAtMs } = given
  const interrupted = interruption()
  const api = await startSandboxApi({
    port: numberOf('--port', values.port) ?? 0,
    ...(seed === undefined ? {} : { seed }),
    ...(speed === undefined ? {} : { speed }),
    ...(dailyLimit === undefined ? {} : { dailyLimit }),
    ...(roomCount === undefined ? {} : { roomCount }),
    ...(startAtMs === undefined ? {} : { startAtMs }),
  })
  const end = () => {
    process.exitCode = INTERRUPTED
    void api.close()
  }
  if (interrupted.aborted) end()
  else {
    interrupted.addEventListener('abort', end)
    process.stdout.write(`ready ${api.url}\n`)
  }
}

function numberOf(flag: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const number = value === '' ? Number.NaN : Number(value)
  if (Number.isFinite(number)) return number
  throw new RangeError(`${flag} must be a number, got "${value}"`)
}

function timeOf(flag: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const epochMs = Date.parse(value)
  if (Number.isFinite(epochMs)) return epochMs
  throw new RangeError(`${flag} must be a time such as 2026-11-22T19:40:00+08:00, got "${value}"`)
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
