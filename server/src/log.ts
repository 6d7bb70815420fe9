import { writeSync } from 'node:fs'
import type { BaseLogger, LevelWithSilent, Logger } from 'pino'
import { createLineWriter } from './line-writer'
import { createPlainLog } from './repeated-line'

/** Log of events with fields. Never contains an address, a body or a secret of WeChat. */
export type Log = Pick<BaseLogger, 'info' | 'warn' | 'error'>

const STDOUT = 1

/**
 * The log of the process: JSON lines on stdout, written every 10 ms. A process that exits writes
 * its last lines first; `kill -9` loses the lines of the last 10 ms. pino's own destination is not
 * used: sonic-boom 4.2.1 retries a write that fails with EPIPE forever, so the process would not
 * end after its reader has gone, and one write per line costs more than creating the line.
 */
export function createLog(level: LevelWithSilent): Logger {
  const lines = createLineWriter({ writeBytes: (bytes) => writeSync(STDOUT, bytes) })
  process.on('exit', () => {
    lines.flushSync()
  })
  return createPlainLog(level, lines)
}
