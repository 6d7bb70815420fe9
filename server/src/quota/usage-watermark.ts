import type { Log } from '../log'
import { EMPTY_BOOK, type Book } from './quota-state'

/**
 * What an instance has seen of a book that is kept elsewhere: a count below it is not believed again.
 * Without it, a Redis that lost its key would open the day a second time.
 */
export interface Floor {
  read(): Book
  /** Raises it to `seen`, the highest so far. */
  keep(seen: Book): void
}

/** Until the process ends. */
export function memoryFloor(): Floor {
  let highest = EMPTY_BOOK
  return {
    read: () => highest,
    keep: (seen) => {
      highest = seen
    },
  }
}

/**
 * Over a restart as well, as machine and Redis may be restarted together. It is the second line: where
 * it cannot be written, that is said, and memory has to do.
 * @param open opens what lasts; throws when it cannot
 */
export function lastingFloor(open: () => Floor, log: Log): Floor {
  const memory = memoryFloor()
  let lasting: Floor | undefined
  let isTold = false
  const attempt = (write: () => void): void => {
    try {
      write()
      isTold = false
    } catch (error) {
      if (isTold) return
      isTold = true
      log.warn(
        { event: 'floor.not-kept', err: error },
        'Should Redis lose its data and this instance end, the calls of today are forgotten. ' +
          'Set DATABASE_FILE to a file that can be written and survives a restart.',
      )
    }
  }
  attempt(() => {
    lasting = open()
    memory.keep(lasting.read())
  })
  return {
    read: () => memory.read(),
    keep: (seen) => {
      memory.keep(seen)
      // All of it each time: what could not be written before is made up for.
      attempt(() => lasting?.keep(seen))
    },
  }
}
