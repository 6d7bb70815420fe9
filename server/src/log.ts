import { writeSync } from 'node:fs'
import type { BaseLogger, LevelWithSilent, Logger } from 'pino'
import { createLineWriter } from './line-writer'
import { createPlainLog } from './repeated-line'

/** Events with fields, so that they can be counted. Never an address, a body or a secret of WeChat. */
export type Log = Pick<BaseLogger, 'info' | 'warn' | 'error'>

const STDOUT = 1

/**
 * The log of the process: JSON lines on stdout, those of a hundredth of a second with one write.
 * A process that ends by itself, in order or by a fault in its code, writes its last lines first; one that
 * is ended at once, as by `kill -9`, loses those of the last hundredth of a second. Not pino's own
 * destination: sonic-boom 4.2.1 repeats a write that fails with EPIPE for ever, so that a process whose
 * reader has gone would never end; and each line by itself costs more than making it.
 */
export function createLog(level: LevelWithSilent): Logger {
  const lines = createLineWriter({ put: (bytes) => writeSync(STDOUT, bytes) })
  process.on('exit', () => {
    lines.flushSync()
  })
  return createPlainLog(level, lines)
}
