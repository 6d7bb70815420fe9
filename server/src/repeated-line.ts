import type { FastifyBaseLogger } from 'fastify'
import pino, { type Logger } from 'pino'
import type { LineWriter } from './line-writer'

/** What differs from one line to the next. */
export interface OwnFields {
  /** Needs no escaping in JSON. */
  readonly requestId: string
  readonly ms: number
}

/** The loggers whose lines pino makes with its own settings, and where these lines go. */
const plainLogs = new WeakMap<object, { readonly log: Logger; readonly lines: LineWriter }>()

export function createPlainLog(level: pino.LevelWithSilent, lines: LineWriter): Logger {
  const log = pino({ level }, lines)
  plainLogs.set(log, { log, lines })
  return log
}

const SAMPLE = { requestId: '%', ms: 0 }
const PLACES = /^(.*?"time":)\d+(.*"requestId":")%(","ms":)0(.*)$/s

/**
 * Writes one kind of line at level `info`, again and again. pino makes a sample of it; then only the time and
 * the fields of its own are put in, which takes half the time (bench/README.md). The level is that of now.
 * @example repeatLine(log, { event: 'http.answered' }, 'Answered')({ requestId: 'a-1', ms: 2 })
 */
export function repeatLine(
  log: FastifyBaseLogger,
  fields: Readonly<Record<string, string | number>>,
  message: string,
): (own: OwnFields) => void {
  const child = log.child(fields)
  const plain = plainLogs.get(log)
  const parts = plain?.log.isLevelEnabled('info') ? PLACES.exec(sampleOf(fields, message)) : null
  if (plain === undefined || parts === null)
    return (own) => {
      child.info(own, message)
    }
  const [, head = '', afterTime = '', afterId = '', tail = ''] = parts
  return ({ requestId, ms }) => {
    plain.lines.write(`${head}${Date.now()}${afterTime}${requestId}${afterId}${ms}${tail}`)
  }
}

function sampleOf(fields: Readonly<Record<string, string | number>>, message: string): string {
  let sample = ''
  const log = pino({ level: 'info' }, { write: (line) => (sample = line) })
  log.child(fields).info(SAMPLE, message)
  return sample
}
