import {
  HOW_TO_GET_REDIS,
  isRedisInstalled,
  startRedis,
  type RedisServer,
} from '../../../../bench/redis-server'
import { Secret } from '../../../../server/src/secret'
import { openRedis, type RedisLink } from '../../../../server/src/store/redis'
import { aLog } from './builders'

export { startRedis, type RedisServer }

const DID_NOT_RUN = `redis-server is not installed, so the tests on a real Redis DID NOT RUN.\n${HOW_TO_GET_REDIS}`

/**
 * Tests that need a real Redis. Without it a message is printed and the tests are skipped
 * (scripts/test.mjs repeats it at the end); with CI=true it is an error.
 */
export function describeOnRedis(name: string, tests: () => void): void {
  // test:quick needs no Redis; npm test runs these tests
  if (process.env['LIVE_TEST_QUICK'] === '1') {
    describe.skip(name, tests)
    return
  }
  const isThere = isRedisInstalled()
  if (!isThere && process.env['CI'] === 'true') throw new Error(DID_NOT_RUN)
  if (!isThere) process.stderr.write(`\n*** ${DID_NOT_RUN.replaceAll('\n', '\n*** ')}\n\n`)
  const run = isThere ? describe : describe.skip
  run(name, tests)
}

export function linkTo(server: RedisServer): Promise<RedisLink> {
  return openRedis(new Secret(server.url), aLog())
}
