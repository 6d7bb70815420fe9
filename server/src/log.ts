import pino, { type BaseLogger, type LevelWithSilent, type Logger } from 'pino'

/** Events with fields, so that they can be counted. Never an address, a body or a secret of WeChat. */
export type Log = Pick<BaseLogger, 'info' | 'warn' | 'error'>

/**
 * The log of the process: JSON lines on stdout, each written at once. A buffered log is flushed when
 * the process ends, and never ends it if whoever read it has gone by then: sonic-boom 4.2.1 repeats a
 * write that fails with EPIPE for ever.
 */
export function createLog(level: LevelWithSilent): Logger {
  return pino({ level }, pino.destination({ fd: 1, sync: true }))
}
