const EMPTY = Buffer.alloc(0)
/** At this size the buffer is written at once. Smaller than a pipe's buffer. */
const FLUSH_CHARS = 16 * 1024
/**
 * Buffer limit if the reader is slow. Further lines are counted and dropped, and the number is
 * logged later.
 */
const MAX_BUFFERED_CHARS = 4 * 1024 * 1024
const RETRY_MS = 50
/** Lines are collected for this time. A process ended by `kill -9` loses them. */
const GATHER_MS = 10
/** How long a process exit or a fatal line waits for a slow reader. */
const MAX_FINAL_WAIT_MS = 1_000
const FINAL_RETRY_MS = 10

export interface LineWriter {
  readonly write: (line: string) => void
  /** Returns when everything is written, dropped or timed out. pino calls it after a fatal line. */
  readonly flushSync: () => void
}

export interface LineWriterParts {
  /** Writes bytes and returns how many were written, as `fs.writeSync` does. */
  readonly writeBytes: (bytes: Buffer) => number
  readonly sleep?: (ms: number) => void
}

/**
 * Collects the lines of 10 ms and writes them with one system call. On a busy server one call per
 * line takes a tenth of the CPU time.
 *
 * It never blocks: if the reader is gone its lines are dropped, if it is slow it gets them later,
 * and if it stops, lines are dropped and counted. Memory use is bounded.
 */
export function createLineWriter({ writeBytes, sleep = block }: LineWriterParts): LineWriter {
  /** Collected lines. */
  let text = ''
  /** Bytes not yet accepted by the reader; retried periodically. */
  let rest: Buffer = EMPTY
  let bufferedLines = 0
  let lostLines = 0
  /** Dropped lines whose notice is in `rest`. */
  let reportedLost = 0
  let isScheduled = false
  let isWaiting = false

  /** @returns false if the reader accepts no more bytes */
  const flush = (): boolean => {
    if (lostLines > 0) {
      text += noticeOf(lostLines)
      reportedLost += lostLines
      lostLines = 0
    }
    const bytes = Buffer.from(text)
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
    text = ''
    try {
      while (rest.length > 0) {
        const taken = writeBytes(rest)
        if (taken === 0) return false
        rest = rest.subarray(taken)
      }
    } catch (error) {
      if (isBusy(error)) return false
      // Usually EPIPE: the reader is gone. The dropped lines are reported if another reader
      // appears.
      lostLines = bufferedLines + reportedLost
      rest = EMPTY
    }
    bufferedLines = reportedLost = 0
    return true
  }
  const attempt = (): void => {
    isScheduled = false
    if (isWaiting || (text === '' && rest.length === 0) || flush()) return
    isWaiting = true
    // unref: the remaining bytes are written when the process ends.
    setTimeout(() => {
      isWaiting = false
      attempt()
    }, RETRY_MS).unref()
  }

  return {
    write: (line) => {
      const isBlocked = rest.length > 0
      if (isBlocked && rest.length + text.length > MAX_BUFFERED_CHARS) {
        lostLines += 1
        return
      }
      text += line
      bufferedLines += 1
      if (isBlocked) return
      if (text.length >= FLUSH_CHARS) attempt()
      else if (!isScheduled) {
        isScheduled = true
        setTimeout(attempt, GATHER_MS).unref()
      }
    },
    flushSync: () => {
      if (text === '' && rest.length === 0) return
      for (let waited = 0; !flush() && waited < MAX_FINAL_WAIT_MS; waited += FINAL_RETRY_MS) {
        sleep(FINAL_RETRY_MS)
      }
    },
  }
}

function isBusy(error: unknown): boolean {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  return code === 'EAGAIN' || code === 'EBUSY'
}

/** A warning line about dropped lines, with an event. */
function noticeOf(lines: number): string {
  const line = {
    level: 40,
    time: Date.now(),
    event: 'log.lost',
    lines,
    msg: 'Log lines were dropped because the reader was too slow',
  }
  return `${JSON.stringify(line)}\n`
}

function block(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}
