import { readFileSync } from 'node:fs'
import closeWithGrace from 'close-with-grace'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { openApp, type App } from './app'
import { systemClock } from './clock'
import { explainFaults, parseConfig, type Config } from './config'
import { createLog } from './log'

/** Longer than one attempt at WeChat may take, shorter than what process managers grant. */
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
  // Elsewhere requests or an outside timer drive it: the host stops the process between two of them.
  if (config.scheduler === 'internal') app.scheduler.start()
  stopInOrder(app, log)
}

async function open(config: Config, log: Logger): Promise<App | undefined> {
  try {
    return await openApp({ config, clock: systemClock, log })
  } catch (error) {
    const whatToDo =
      config.store === 'redis'
        ? 'Redis cannot be reached. Check REDIS_URL, its password, and that Redis is running.'
        : `DATABASE_FILE cannot be opened: ${config.databaseFile}. Check the path, its rights and its disk.`
    log.fatal({ event: 'store.failed', err: error }, whatToDo)
    return undefined
  }
}

async function listen(app: App, { host, port }: Config, log: Logger): Promise<boolean> {
  const { level } = log
  try {
    // Fastify announces each address in words of its own; ours is one line that programs can read.
    log.level = 'silent'
    await app.http.listen({ host, port })
    log.level = level
    log.info({ event: 'server.listening', url: urlOf(app.http) }, 'Listening')
    return true
  } catch (error) {
    log.level = level
    log.fatal({ event: 'server.not-listening', host, port }, whyNot(error, host, port))
    await app.close()
    return false
  }
}

function urlOf(http: FastifyInstance): string {
  const address = http.server.address()
  // a text would be a Unix socket, which no setting can ask for
  if (address === null || typeof address === 'string')
    throw new Error('Listening, but on no address')
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return `http://${host}:${address.port}`
}

function whyNot(error: unknown, host: string, port: number): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use: end the program that uses it, or set PORT to another one.`
    case 'EACCES':
      return `Port ${port} may not be used by this user: set PORT to 1024 or above.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST ${host} is no address of this machine: set 127.0.0.1, or 0.0.0.0 for all.`
    default:
      return `Cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : 'unknown'}`
  }
}

/** Stops once, whoever asks first: a signal, a crash, or a parent process that has gone. */
function stopInOrder(app: App, log: Logger): void {
  let stopping = false
  const grace = closeWithGrace({ delay: STOP_WITHIN_MS, logger: log }, async ({ signal, err }) => {
    stopping = true
    if (err) log.fatal({ event: 'server.crashed', err }, 'A fault that nobody handled')
    log.info({ event: 'server.stopping', signal: signal ?? 'none' }, 'Stopping')
    await app.close()
  })
  process.once('disconnect', () => {
    if (!stopping) grace.close()
  })
}

void main()
