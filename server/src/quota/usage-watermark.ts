import type { Log } from '../log'
import { EMPTY_STATE } from './quota-state'
import type { UsageWatermark } from './types'

/** A watermark that lasts until the process ends. */
export function createMemoryWatermark(): UsageWatermark {
  let highest = EMPTY_STATE
  return {
    read: () => highest,
    raise: (seen) => {
      highest = seen
    },
  }
}

/**
 * A watermark that survives a restart, because the machine and Redis may restart together. If the
 * file cannot be written, the failure is logged and memory is used. @param open opens the stored
 * watermark; throws if it cannot
 */
export function createPersistentWatermark(open: () => UsageWatermark, log: Log): UsageWatermark {
  const memory = createMemoryWatermark()
  let persistent: UsageWatermark | undefined
  let isReported = false
  const attempt = (write: () => void): void => {
    try {
      write()
      isReported = false
    } catch (error) {
      if (isReported) return
      isReported = true
      log.warn(
        { event: 'floor.not-kept', err: error },
        'If Redis loses its data while this instance is stopped, the calls of today are lost. ' +
          'Set DATABASE_FILE to a writable file that survives a restart.',
      )
    }
  }
  attempt(() => {
    persistent = open()
    memory.raise(persistent.read())
  })
  return {
    read: () => memory.read(),
    raise: (seen) => {
      memory.raise(seen)
      // The whole state each time, so that a failed write is repaired by the next one.
      attempt(() => persistent?.raise(seen))
    },
  }
}
