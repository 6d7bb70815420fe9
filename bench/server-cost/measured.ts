import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { withLimit } from '../../scripts/command/limit'
import { killTree, OWN_GROUP } from '../../scripts/command/run-program'
import type { Order, Report, Serve } from './served'

/** A server in a process of its own. */
export interface Measured {
  readonly port: number
  /** CPU time used so far, in user and kernel mode. */
  cpuMicroseconds(): Promise<number>
  /** Resolves when its process has ended. */
  stop(): Promise<void>
}

const ANSWER_LIMIT_MS = 30_000

export async function startMeasured(file: string, serve: Omit<Serve, 'kind'>): Promise<Measured> {
  // The log goes to /dev/null; formatting and writing it is still measured.
  const child = fork(join(__dirname, file), {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production' },
    ...OWN_GROUP,
  })
  const gone = new Promise<Error>((resolve) => {
    child.once('error', resolve)
    child.once('exit', (code, signal) =>
      resolve(new Error(`${file} has ended (${signal ?? `exit code ${code ?? '?'}`}).`)),
    )
  })
  const stop = async (): Promise<void> => {
    killTree(child)
    await gone
  }
  const order = async (what: Order): Promise<Report> => {
    const answered = once(child, 'message') as Promise<[Report]>
    child.send(what, () => undefined)
    const [report] = await withLimit(
      `${file}: ${what.kind}`,
      ANSWER_LIMIT_MS,
      Promise.race([
        answered,
        gone.then((error) => {
          throw error
        }),
      ]),
    )
    return report
  }
  try {
    const listening = await order({ kind: 'serve', ...serve })
    if (listening.kind !== 'listening') throw new Error(`${file} does not listen.`)
    return {
      port: listening.port,
      cpuMicroseconds: async () => {
        const report = await order({ kind: 'cpu' })
        if (report.kind !== 'cpu') throw new Error(`${file} answered something else.`)
        return report.microseconds
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
