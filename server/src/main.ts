import { readFileSync } from 'node:fs'
import closeWithGrace from 'close-with-grace'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { openApp, type App } from './app'
import { systemClock } from './clock'
import { explainFaults, parseConfig, type Config } from './config'
import { createLog } from './log'

/** Longer than one call to WeChat may take, shorter than the grace period of process managers. */
const STOP_WITHIN_MS = 9_000

async function main(): Promise<void> {
  const parsed = parseConfig(process.env, (path) => readFileSync(path, 'utf8'))
  if (parsed.kind === 'faulty') {
    console.error(explainFaults(parsed.faults))
    process.exitCode = 1
    return
  }
  const { config } = parsed
  const log = createLog(config.logLevel)
  const app = await open(config, log)
  if (app === undefined || !(await listen(app, config, log))) {
    process.exitCode = 1
    return
  }
  // In the other modes requests or an outside timer run the steps.
  if (config.scheduler === 'internal') app.scheduler.start()
  stopGracefully(app, log)
}

async function open(config: Config, log: Logger): Promise<App | undefined> {
  try {
    return await openApp({ config, clock: systemClock, log })
  } catch (error) {
    const whatToDo =
      config.store === 'redis'
        ? 'Redis cannot be reached. Check REDIS_URL, the password, and that Redis is running.'
        : `DATABASE_FILE cannot be opened: ${config.databaseFile}. Check the path, its permissions and the disk.`
    log.fatal({ event: 'store.failed', err: error }, whatToDo)
    return undefined
  }
}

async function listen(app: App, { host, port }: Config, log: Logger): Promise<boolean> {
  const { level } = log
  try {
    // Fastify logs each address in its own format; ours is one event with fields.
    log.level = 'silent'
    await app.http.listen({ host, port })
    log.level = level
    log.info({ event: 'server.listening', url: urlOf(app.http) }, 'Listening')
    return true
  } catch (error) {
    log.level = level
    log.fatal({ event: 'server.not-listening', host, port }, explainListenError(error, host, port))
    await app.close()
    return false
  }
}

function urlOf(http: FastifyInstance): string {
  const address = http.server.address()
  // a string would be a Unix socket, which cannot be configured
  if (address === null || typeof address === 'string')
    throw new Error('The server listens on no address')
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return `http://${host}:${address.port}`
}

function explainListenError(error: unknown, host: string, port: number): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use: stop the program that uses it, or set another PORT.`
    case 'EACCES':
      return `Port ${port} is not allowed for this user: set PORT to 1024 or above.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST ${host} is not an address of this machine: set 127.0.0.1, or 0.0.0.0 for all.`
    default:
      return `Cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : 'unknown'}`
  }
}

/** Stops once, on a signal, a crash, or when the parent process has gone. */
function stopGracefully(app: App, log: Logger): void {
  let stopping = false
  const grace = closeWithGrace({ delay: STOP_WITHIN_MS, logger: log }, async ({ signal, err }) => {
    stopping = true
    if (err) log.fatal({ event: 'server.crashed', err }, 'Unhandled error')
    log.info({ event: 'server.stopping', signal: signal ?? 'none' }, 'Stopping')
    await app.close()
  })
  process.once('disconnect', () => {
    if (!stopping) grace.close()
  })
}

void main()
