import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { withLimit } from '../scripts/command/limit'

/** A separate redis-server on a Unix socket in a temporary folder. */
export interface RedisServer {
  /** The address in the form of REDIS_URL. */
  readonly url: string
  /** Kills it like a power failure. */
  kill(): Promise<void>
  stop(): Promise<void>
}

const START_LIMIT_MS = 30_000
const STOP_LIMIT_MS = 10_000

export const HOW_TO_GET_REDIS =
  'Debian, Ubuntu: apt-get install redis-server (npm test does it by itself as root); macOS: brew install redis.'

export function isRedisInstalled(): boolean {
  return spawnSync('redis-server', ['--version']).status === 0
}

/** @throws if redis-server is not installed or does not start */
export async function startRedis(
  folder: string,
  settings: readonly string[] = ['--appendonly', 'yes', '--appendfsync', 'always'],
): Promise<RedisServer> {
  const socket = path.join(folder, 'r.sock')
  const args = ['--port', '0', '--unixsocket', socket, '--save', '', '--dir', folder, ...settings]
  const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS)
    await ended
    clearTimeout(force)
  }
  try {
    await withLimit('start redis-server', START_LIMIT_MS, saysReady(child))
  } catch (error) {
    if (child.pid !== undefined) await end('SIGKILL')
    throw error
  }
  return { url: socket, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') }
}

async function saysReady(child: ChildProcess): Promise<void> {
  let said = ''
  await new Promise<void>((resolve, reject) => {
    child.once('error', () =>
      reject(new Error(`redis-server is not installed. ${HOW_TO_GET_REDIS}`)),
    )
    child.once('exit', () => reject(new Error(`redis-server ended:\n${said}`)))
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8')
      if (/ready to accept connections/i.test(said)) resolve()
    })
  })
}
