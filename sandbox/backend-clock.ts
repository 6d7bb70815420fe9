import { isClockMessage, parseClockState } from './shared/clock-message'
import { startWorldClock, worldNowMs } from './shared/world-clock'
import { worldDate } from './shared/world-date'

/**
 * Preloaded into the back end (`node --import ./sandbox/backend-clock.ts`): its Date follows the world's
 * clock, so that the server itself needs no word about the sandbox. The clock of the first moment comes
 * by SANDBOX_WORLD_CLOCK, every change by a message of the parent. Timers stay real.
 */
const RealDate = globalThis.Date
const STOP_LIMIT_MS = 5_000

let clock = parseClockState(process.env['SANDBOX_WORLD_CLOCK']) ?? startWorldClock(RealDate.now())
globalThis.Date = worldDate(RealDate, () => worldNowMs(clock, RealDate.now()))

process.on('message', (message) => {
  if (isClockMessage(message)) clock = message.state
})

/** Whoever started us is gone: without its clock, and unseen, the process must not live on. */
process.once('disconnect', () => {
  setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref()
  process.kill(process.pid, 'SIGTERM')
})

// Listening to messages must not keep a process alive that has nothing else to do.
process.channel?.unref()
