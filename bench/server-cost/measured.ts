import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Order, Page, Report } from './served'

/** A server in a process of its own. */
export interface Measured {
  readonly port: number
  /** CPU time it has used so far, its own and the kernel's for it. */
  cpuMicroseconds(): Promise<number>
  stop(): void
}

export async function startMeasured(file: string, page?: Page): Promise<Measured> {
  // Its log goes where writing costs least; that it is made and written is measured.
  const child = fork(join(__dirname, file), {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  const order = async (what: Order): Promise<Report> => {
    const ended = new AbortController()
    const gone = once(child, 'exit', { signal: ended.signal }).then(() => {
      throw new Error(`${file} has ended.`)
    })
    child.send(what)
    try {
      const [report] = (await Promise.race([once(child, 'message'), gone])) as [Report]
      return report
    } finally {
      gone.catch(() => undefined)
      ended.abort()
    }
  }
  const listening = await order({ kind: 'serve', page })
  if (listening.kind !== 'listening') throw new Error(`${file} does not listen.`)
  return {
    port: listening.port,
    cpuMicroseconds: async () => {
      const report = await order({ kind: 'cpu' })
      if (report.kind !== 'cpu') throw new Error(`${file} answered something else.`)
      return report.microseconds
    },
    stop: () => {
      child.disconnect()
    },
  }
}
