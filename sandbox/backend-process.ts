import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { WorldClockState } from './shared/world-clock'

/**
 * Runs the merchant's back end as in production: its own process, configured by environment variables.
 * Only its Date is replaced (see backend-clock.ts), so that it uses world time.
 */
export interface BackendProcess {
  readonly url: string
  setClock(state: WorldClockState): void
  /** Resolves when the process has ended. Repeated calls wait for the same end. */
  stop(): Promise<void>
}

export interface BackendOptions {
  readonly apiUrl: string
  readonly databaseFile: string
  readonly clock: WorldClockState
  readonly credentials: { readonly appid: string; readonly secret: string }
  /** 0: any free port. */
  readonly port?: number
  /** Daily quota of getliveinfo. Default: that of the back end. */
  readonly dailyLimit?: number
  /** finderUserNames of the Channels accounts. Default: none. */
  readonly channelsAccounts?: readonly string[]
  /** Called if the process ends without a call of `stop`. */
  readonly onUnexpectedExit: (explanation: string) => void
}

const ROOT = path.resolve(__dirname, '..')
const START_LIMIT_MS = 60_000
const STOP_LIMIT_MS = 5_000
const MAX_LOG_LINES = 40

export async function startBackend(options: BackendOptions): Promise<BackendProcess> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--import', './sandbox/backend-clock.ts', 'server/src/main.ts'],
    {
      cwd: ROOT,
      env: {
        ...withoutBackendSettings(process.env),
        NODE_ENV: 'development',
        HOST: '127.0.0.1',
        PORT: String(options.port ?? 0),
        WX_API_BASE_URL: options.apiUrl,
        WX_APPID: options.credentials.appid,
        WX_APPSECRET: options.credentials.secret,
        DATABASE_FILE: options.databaseFile,
        ...(options.dailyLimit === undefined
          ? {}
          : { WX_LIVE_DAILY_LIMIT: String(options.dailyLimit) }),
        ...(options.channelsAccounts === undefined
          ? {}
          : { CHANNELS_ACCOUNTS: options.channelsAccounts.join(',') }),
        REFRESH_SECONDS: '60',
        LOG_LEVEL: 'info',
        SANDBOX_WORLD_CLOCK: JSON.stringify(options.clock),
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // Its own process group, so that Ctrl-C reaches only this process, which then stops the back end.
      // If this process is killed, the closed IPC channel makes the back end stop.
      detached: process.platform !== 'win32',
    },
  )
  const lastLines: string[] = []
  const state = { stopping: false }
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) =>
      resolve(`ended with ${signal ?? `exit code ${code ?? '?'}`}`),
    )
    child.once('error', (error) => resolve(error.message))
  })
  void exited.then((reason) => {
    if (!state.stopping) options.onUnexpectedExit(explain(reason, lastLines))
  })

  const url = await new Promise<string>((resolve, reject) => {
    const limit = setTimeout(
      () => reject(new Error(explain('did not start within a minute', lastLines))),
      START_LIMIT_MS,
    )
    void exited.then((reason) => {
      clearTimeout(limit)
      reject(new Error(explain(reason, lastLines)))
    })
    const read = (line: string) => {
      lastLines.push(line)
      if (lastLines.length > MAX_LOG_LINES) lastLines.shift()
      const listening = parseListening(line)
      if (listening === undefined) return
      clearTimeout(limit)
      resolve(listening)
    }
    for (const stream of [child.stdout, child.stderr])
      if (stream) createInterface({ input: stream }).on('line', read)
  }).catch(async (error: unknown) => {
    state.stopping = true
    await end(child, exited)
    throw error
  })

  return {
    url,
    setClock: (clock) => {
      if (child.connected) child.send({ kind: 'world-clock', state: clock })
    },
    stop: async () => {
      state.stopping = true
      await end(child, exited)
    },
  }
}

const SETTINGS_FILE = path.join(ROOT, 'server/.env.example')

/**
 * Removes the back end's settings from the environment, so that the secret, Redis and quota of a real shop
 * are never used by the sandbox. The names are those of .env.example.
 */
function withoutBackendSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const lines = readFileSync(SETTINGS_FILE, 'utf8').matchAll(/^(?:# )?([A-Z_]+)=/gm)
  const names = new Set(Array.from(lines, ([, name]) => name))
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.has(name)))
}

function parseListening(line: string): string | undefined {
  if (!line.includes('server.listening')) return undefined
  const entry: unknown = JSON.parse(line)
  return typeof entry === 'object' &&
    entry !== null &&
    'url' in entry &&
    typeof entry.url === 'string'
    ? entry.url
    : undefined
}

async function end(child: ChildProcess, gone: Promise<string>): Promise<void> {
  child.kill('SIGTERM')
  const limit = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS)
  await gone
  clearTimeout(limit)
}

function explain(reason: string, lines: readonly string[]): string {
  return [`The back end ${reason}. Its last log lines:`, ...lines].join('\n  ')
}
