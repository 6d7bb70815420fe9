import { randomBytes } from 'node:crypto'

/**
 * Creates request ids that are unique across instances and restarts, whose lines may share one log.
 * Ids of clients are not used, because clients could then write into the log.
 * @example createRequestIds()() // 'k3Jx0aQz-1'
 */
export function createRequestIds(): () => string {
  const process = randomBytes(6).toString('base64url')
  let count = 0
  return () => {
    count += 1
    return `${process}-${count.toString(36)}`
  }
}
