import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { Secret } from '../../../../server/src/secret'
import { openRedis, type RedisLink } from '../../../../server/src/store/redis'
import { aLog } from './builders'

/** A redis-server of the test's own, on a Unix socket in a folder of its own. */
export interface RedisServer {
  /** Address as REDIS_URL takes it. */
  readonly url: string
  /** As a power cut would. */
  kill(): Promise<void>
  stop(): Promise<void>
}

const HOW_TO_GET_IT =
  'redis-server is not installed, so the tests on a real Redis DID NOT RUN.\n' +
  'Debian, Ubuntu: apt-get install redis-server (npm test does it by itself as root); macOS: brew install redis.'

/**
 * Tests that need a real Redis. Where it is missing, that is said out loud and the tests count as
 * skipped (scripts/test.mjs says it once more at the end); with CI=true it is a failure.
 */
export function describeOnRedis(name: string, tests: () => void): void {
  const isThere = spawnSync('redis-server', ['--version']).status === 0
  if (!isThere && process.env['CI'] === 'true') throw new Error(HOW_TO_GET_IT)
  if (!isThere) process.stderr.write(`\n*** ${HOW_TO_GET_IT.replaceAll('\n', '\n*** ')}\n\n`)
  const run = isThere ? describe : describe.skip
  run(name, tests)
}

export async function startRedis(
  folder: string,
  settings: readonly string[] = ['--appendonly', 'yes', '--appendfsync', 'always'],
): Promise<RedisServer> {
  const socket = path.join(folder, 'r.sock')
  const args = ['--port', '0', '--unixsocket', socket, '--save', '', '--dir', folder, ...settings]
  const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] })
  await saysReady(child)
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
  }
  return { url: socket, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') }
}

async function saysReady(child: ChildProcess): Promise<void> {
  let said = ''
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`redis-server ended:\n${said}`)))
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8')
      if (/ready to accept connections/i.test(said)) resolve()
    })
  })
}

export function linkTo(server: RedisServer): Promise<RedisLink> {
  return openRedis(new Secret(server.url), aLog())
}
