import { isClockMessage, parseClockState } from './shared/clock-message'
import { startWorldClock, worldNowMs } from './shared/world-clock'
import { worldDate } from './shared/world-date'

/**
 * Preloaded into the back end (`node --import ./sandbox/backend-clock.ts`): makes its Date follow the world
 * clock, so that the server needs no code for the sandbox. The initial state is in SANDBOX_WORLD_CLOCK;
 * changes arrive as messages of the parent process. Timers stay real.
 */
const RealDate = globalThis.Date
const STOP_LIMIT_MS = 5_000

let clock = parseClockState(process.env['SANDBOX_WORLD_CLOCK']) ?? startWorldClock(RealDate.now())
globalThis.Date = worldDate(RealDate, () => worldNowMs(clock, RealDate.now()))

process.on('message', (message) => {
  if (isClockMessage(message)) clock = message.state
})

/** Ends the back end when the parent process has gone: it would otherwise keep running with a wrong clock. */
process.once('disconnect', () => {
  setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref()
  process.kill(process.pid, 'SIGTERM')
})

// The message channel alone must not keep the process running.
process.channel?.unref()
