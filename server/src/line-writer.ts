const NOTHING = Buffer.alloc(0)
/** So much is written without waiting for more; less than a pipe holds. */
const AT_ONCE_CHARS = 16 * 1024
/** What is kept for a reader that does not read; what comes then is counted, and told afterwards. */
const KEPT_CHARS = 4 * 1024 * 1024
const AGAIN_MS = 50
/** Until then lines are gathered; a process that is ended from outside at once, by `kill -9`, loses them. */
const GATHER_MS = 10
/** How long the end of a process, or a fatal line, may wait for a reader that is slow. */
const LAST_WAIT_MS = 1_000
const LAST_STEP_MS = 10

export interface LineWriter {
  readonly write: (line: string) => void
  /** Does not return before all is written, given up, or too late; pino calls it after a fatal line. */
  readonly flushSync: () => void
}

export interface LineWriterParts {
  /** Hands bytes over and tells how many were taken, as `fs.writeSync` does. */
  readonly put: (bytes: Buffer) => number
  readonly sleep?: (ms: number) => void
}

/**
 * Gathers the lines of a hundredth of a second and writes them with one call to the system: for a server
 * that is asked a lot, a call for each line is a tenth of all it does.
 *
 * It never hangs: a reader that has gone loses what it would not read, one that is slow gets it later,
 * and one that stands still loses lines, which are counted. Memory stays bounded in any case.
 */
export function createLineWriter({ put, sleep = block }: LineWriterParts): LineWriter {
  /** Lines that are gathered. */
  let text = ''
  /** Bytes for which there was no room: while there are any, it is tried again now and then. */
  let rest: Buffer = NOTHING
  let held = 0
  let lost = 0
  /** Lost lines of which a notice is in `rest`. */
  let told = 0
  let planned = false
  let waiting = false

  /** @returns false while the reader has no room */
  const flush = (): boolean => {
    if (lost > 0) {
      text += noticeOf(lost)
      told += lost
      lost = 0
    }
    const come = Buffer.from(text)
    rest = rest.length === 0 ? come : Buffer.concat([rest, come])
    text = ''
    try {
      while (rest.length > 0) {
        const taken = put(rest)
        if (taken === 0) return false
        rest = rest.subarray(taken)
      }
    } catch (error) {
      if (isBusy(error)) return false
      // Mostly EPIPE: who read it has gone. Should it be read again some day, the rest is not lost.
      lost = held + told
      rest = NOTHING
    }
    held = told = 0
    return true
  }
  const attempt = (): void => {
    planned = false
    if (waiting || (text === '' && rest.length === 0) || flush()) return
    waiting = true
    // Not a reason to stay: what is left then is written when the process ends.
    setTimeout(() => {
      waiting = false
      attempt()
    }, AGAIN_MS).unref()
  }

  return {
    write: (line) => {
      const full = rest.length > 0
      if (full && rest.length + text.length > KEPT_CHARS) {
        lost += 1
        return
      }
      text += line
      held += 1
      if (full) return
      if (text.length >= AT_ONCE_CHARS) attempt()
      else if (!planned) {
        planned = true
        setTimeout(attempt, GATHER_MS).unref()
      }
    },
    flushSync: () => {
      if (text === '' && rest.length === 0) return
      for (let waited = 0; !flush() && waited < LAST_WAIT_MS; waited += LAST_STEP_MS) {
        sleep(LAST_STEP_MS)
      }
    },
  }
}

function isBusy(error: unknown): boolean {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  return code === 'EAGAIN' || code === 'EBUSY'
}

/** A line as the others are: a warning, with an event that can be counted. */
function noticeOf(lines: number): string {
  const line = { level: 40, time: Date.now(), event: 'log.lost', lines, msg: 'Nobody read the log' }
  return `${JSON.stringify(line)}\n`
}

function block(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}
