import { randomBytes } from 'node:crypto'

/**
 * Names for requests, different also from those of other instances and of the time before a restart,
 * whose lines end up in one log. Never what a client sends: it would choose what our log says.
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
