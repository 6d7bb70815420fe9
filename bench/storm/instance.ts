import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

const ROOT = path.resolve(__dirname, '../..')
/** From one order to the next, so that orders keep no core busy that the back ends need. */
const PAUSE_MS = 20

/** One back end: a process of its own, started again whenever it was killed. */
export interface Instance {
  /** Resolves once it listens. */
  start(): Promise<void>
  /** As a power cut would; false: it was not running. */
  kill(): Promise<boolean>
  /** Orders refreshes one after the other, until `isOver`. */
  demand(isOver: () => boolean): Promise<void>
  /** Calls that the ledger has granted today. */
  granted(): Promise<number>
}

export function createInstance(
  env: Readonly<Record<string, string>>,
  adminToken: string,
): Instance {
  let child: ChildProcess | undefined
  let url: string | undefined
  const ask = (method: string, what: string, atMostMs = 15_000): Promise<Response> =>
    fetch(`${url ?? ''}/api/v1/admin/${what}`, {
      method,
      headers: { authorization: `Bearer ${adminToken}` },
      signal: AbortSignal.timeout(atMostMs),
    })

  return {
    start: async () => {
      // With a channel to us: should we be killed, the back end ends by itself.
      const started = spawn(process.execPath, ['--import', 'tsx', 'server/src/main.ts'], {
        cwd: ROOT,
        env: { PATH: process.env['PATH'], ...env, PORT: '0', ADMIN_TOKEN: adminToken },
        stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      })
      child = started
      url = await addressOf(started)
    },
    kill: async () => {
      const running = child
      child = undefined
      url = undefined
      if (running?.exitCode !== null || running.signalCode !== null) return false
      const ended = once(running, 'exit')
      running.kill('SIGKILL')
      await ended
      return true
    },
    demand: async (isOver) => {
      while (!isOver()) {
        // It is killed in the midst of answers: that is what the storm is for.
        if (url !== undefined)
          await ask('POST', 'refresh').then(
            (answer) => answer.text(),
            () => undefined,
          )
        await pause(PAUSE_MS)
      }
    },
    granted: async () => {
      const answer = await ask('GET', 'quota')
      const report: unknown = await answer.json()
      const used: unknown =
        typeof report === 'object' && report !== null ? Reflect.get(report, 'used') : undefined
      if (typeof used !== 'number')
        throw new Error(`The ledger cannot be read: HTTP ${answer.status}`)
      return used
    },
  }
}

/** @returns its address, undefined when it was killed before it listened */
async function addressOf(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      // Read on for ever, or the pipe fills up; but keep only what the address may be in.
      if (text.length < 100_000) text += chunk.toString('utf8')
      const found = /"event":"server.listening","url":"([^"]+)"/.exec(text)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once('exit', (code) => {
      if (code === null) resolve(undefined)
      else reject(new Error(`A back end ended with ${code}:\n${text}`))
    })
  })
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}
