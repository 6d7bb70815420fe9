import { mkdtemp, rename, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { closeAll, type Closer } from '../scripts/command/command'
import { OWN_ACCOUNTS, startSandboxApi, SANDBOX_ACCOUNT, type SandboxApi } from './api'
import { startBackend, type BackendProcess } from './backend-process'
import { buildClient } from './client/build'
import { startSandboxClient, type SandboxClient } from './client/serve'
import { rebuildOnChange } from './client/watch'
import { flavourSource, type Flavour, type FlavourSource } from './flavour'
import type { CallbackOrder } from './shared/callback-order'

/** The running sandbox: the stand-in for WeChat's API, the merchant's back end and the phone, on loopback. */
export interface Sandbox {
  /** Address of the phone, for a browser. */
  readonly url: string
  readonly apiUrl: string
  readonly backendUrl: string
  readonly api: SandboxApi
  /** For tests of the app without a back end. */
  stopBackend(): Promise<void>
  startBackend(): Promise<void>
  /** Ends all processes and removes all temporary files. */
  close(): Promise<void>
}

export interface SandboxSettings {
  /** Port of the phone; if it is in use, the next free one. 0: any. */
  readonly port: number
  /** Port of the back end. Default 0: any. */
  readonly backendPort?: number
  /** World seconds per real second. */
  readonly speed?: number
  /** Daily quota of getliveinfo, for WeChat's stand-in and the back end. */
  readonly dailyLimit?: number
  /** Number of rooms; see SandboxApiOptions. */
  readonly roomCount?: number
  /** Configures the back end with the sandbox's Channels accounts. */
  readonly channels?: boolean
  /** Default `plugin`. `channels` has no plugin and implies `channels: true`. */
  readonly flavour?: Flavour
  /** Order of navigation callbacks in the phone. Default `success-first`. */
  readonly callbackOrder?: CallbackOrder
  /** World time at the start. Default: now. */
  readonly startAtMs?: number
  readonly onBackendExit: (explanation: string) => void
  /** If set, the phone is rebuilt when the app's source changes. Called with the error of a failed build. */
  readonly onBuildFailure?: (error: unknown) => void
}

const MAX_PORT_ATTEMPTS = 50

export async function startSandbox(options: SandboxSettings): Promise<Sandbox> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'live-shop-'))
  const { flavour = 'plugin' } = options
  const hasChannels = options.channels === true || flavour === 'channels'
  const closers: Closer[] = []
  const onClose = (name: string, closer: () => Promise<void>) =>
    closers.push({ name, close: closer })
  onClose(folder, () => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  const close = once(async () => {
    const faults = await closeAll(closers)
    if (faults.length > 0) throw new Error(faults.join('\n'))
  })
  try {
    const api = await startSandboxApi({
      ...(options.speed === undefined ? {} : { speed: options.speed }),
      ...(options.dailyLimit === undefined ? {} : { dailyLimit: options.dailyLimit }),
      ...(options.roomCount === undefined ? {} : { roomCount: options.roomCount }),
      ...(options.startAtMs === undefined ? {} : { startAtMs: options.startAtMs }),
    })
    onClose("WeChat's API", () => api.close())

    const backendExit = new AbortController()
    let backend: BackendProcess | undefined
    let backendPort = options.backendPort ?? 0
    const start = async () => {
      backend = await startBackend({
        apiUrl: api.url,
        databaseFile: path.join(folder, 'shop.sqlite'),
        clock: api.clock(),
        credentials: SANDBOX_ACCOUNT,
        ...(hasChannels ? { channelsAccounts: OWN_ACCOUNTS } : {}),
        port: backendPort,
        ...(options.dailyLimit === undefined ? {} : { dailyLimit: options.dailyLimit }),
        onUnexpectedExit: (explanation) => {
          backendExit.abort(new Error('The back end ended before the shop was open'))
          options.onBackendExit(explanation)
        },
      })
      backendPort = Number(new URL(backend.url).port)
    }
    const stop = async () => {
      await backend?.stop()
      backend = undefined
    }
    onClose('the back end', stop)
    const unfollow = api.onClock((state) => backend?.setClock(state))
    onClose('the clock', () => {
      unfollow()
      return Promise.resolve()
    })

    const outDir = path.join(folder, 'client')
    const app = flavourSource(flavour, path.join(folder, 'flavour'))
    // wait for both, even if one fails: a back end that starts later must still be stopped
    const started = await Promise.allSettled([start(), build(app, outDir)])
    for (const one of started) if (one.status === 'rejected') throw one.reason
    if (options.onBuildFailure !== undefined) {
      let building = Promise.resolve()
      const stopWatching = rebuildOnChange({
        folders: app.folders,
        rebuild: () => (building = rebuild(app, outDir)),
        failed: options.onBuildFailure,
      })
      onClose('the build', async () => {
        stopWatching()
        // a running build would write into the removed folder
        await building.catch(() => undefined)
      })
    }
    const backendUrl = `http://127.0.0.1:${backendPort}`
    const client = await onFreePort(options.port, (port) =>
      startSandboxClient({
        port,
        backendUrl,
        sandboxApiUrl: api.url,
        outDir,
        ...(options.callbackOrder === undefined ? {} : { callbackOrder: options.callbackOrder }),
      }),
    )
    onClose('the phone', () => client.close())
    await untilReady(
      [`${backendUrl}/readyz`, `${client.url}/healthz`, `${client.url}/api/v1/home`],
      backendExit.signal,
    )
    return {
      url: client.url,
      apiUrl: api.url,
      backendUrl,
      api,
      stopBackend: stop,
      startBackend: start,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function build(app: FlavourSource, outDir: string): Promise<void> {
  await app.write()
  await buildClient({ ...app.sources, outDir })
}

/** Builds into a separate folder: a reload during a build, or after a failed one, gets the last good build. */
async function rebuild(app: FlavourSource, outDir: string): Promise<void> {
  const fresh = `${outDir}.fresh`
  await build(app, fresh)
  await rm(outDir, { recursive: true, force: true })
  await rename(fresh, outDir)
}

async function onFreePort(
  wanted: number,
  listen: (port: number) => Promise<SandboxClient>,
): Promise<SandboxClient> {
  for (let port = wanted; ; port++) {
    try {
      return await listen(port)
    } catch (error) {
      if (!isPortBusy(error) || port >= wanted + MAX_PORT_ATTEMPTS) throw error
    }
  }
}

function isPortBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}

const READY_LIMIT_MS = 30_000
const ANSWER_LIMIT_MS = 5_000

/** The last address needs the first room list, so that the first page has rooms. */
async function untilReady(urls: readonly string[], death: AbortSignal): Promise<void> {
  const giveUpAt = performance.now() + READY_LIMIT_MS
  for (const url of urls) {
    while (!(await isOk(url))) {
      death.throwIfAborted()
      if (performance.now() > giveUpAt) throw new Error(`${url} did not become healthy in time`)
      await new Promise((next) => setTimeout(next, 50))
    }
  }
}

async function isOk(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) })).ok
  } catch {
    return false
  }
}

function once(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  return () => (running ??= task())
}
