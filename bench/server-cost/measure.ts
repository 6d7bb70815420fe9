import { request } from 'node:http'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { Command } from '../../scripts/command/command'
import { ask, type Load } from './load'
import { startMeasured, type Measured } from './measured'
import type { Page, Serve } from './served'

/**
 * Microseconds of CPU per request of both servers, and the ratio of the back end to the bare
 * server.
 */
export interface Cost {
  readonly full: number
  readonly bare: number
  readonly ratio: number
}

export interface ServerCost {
  readonly rounds: number
  readonly requests: number
  readonly bytes: number
  readonly ok: Cost
  readonly notModified: Cost
}

const ROUNDS = 9
const REQUESTS = 5_000
/** Number of parts into which the requests of a round are divided. */
const TURNS = 5
const WARM_UP = 8_000
const START_LIMIT_MS = 60_000
/** A round takes about two seconds on a quiet machine. */
const ROUND_LIMIT_MS = 120_000
const PATH = '/api/v1/home'
/** Headers that a client needs to read and cache the answer. */
const ESSENTIAL = ['content-type', 'content-encoding', 'etag', 'cache-control', 'vary']

export async function measureServer(command: Command): Promise<ServerCost> {
  const start = (what: string, file: string, order: Omit<Serve, 'kind'>) =>
    command.open(`Server: start ${what}`, START_LIMIT_MS, () => startMeasured(file, order), stop)
  const folder = command.temporaryFolder('live-bench-')
  const full = await start('the back end', 'full-server.ts', { folder })
  const page = await command.step('Server: read the page', START_LIMIT_MS, () => pageOf(full.port))
  const bare = await start('the bare server', 'bare-server.ts', { page })
  const plain = requestOf()
  const again = requestOf(page.headers['etag'])
  await command.step('Server: warm up', ROUND_LIMIT_MS, async () => {
    for (const { port } of [full, bare]) {
      await ask({ port, request: plain, status: 200, count: WARM_UP })
      await ask({ port, request: again, status: 304, count: WARM_UP })
    }
  })
  const rounds = { ok: [] as Cost[], notModified: [] as Cost[] }
  for (let round = 1; round <= ROUNDS; round += 1) {
    await command.step(`Server: round ${round} of ${ROUNDS}`, ROUND_LIMIT_MS, async () => {
      rounds.ok.push(await compare(full, bare, { request: plain, status: 200 }))
      rounds.notModified.push(await compare(full, bare, { request: again, status: 304 }))
    })
  }
  await Promise.all([full.stop(), bare.stop()])
  return {
    rounds: ROUNDS,
    requests: REQUESTS,
    bytes: Buffer.byteLength(page.body, 'base64'),
    ok: medianOf(rounds.ok),
    notModified: medianOf(rounds.notModified),
  }
}

function stop(server: Measured): Promise<void> {
  return server.stop()
}

/**
 * Measures in alternating parts of a few hundred milliseconds, so that a busy machine affects both
 * servers equally.
 */
async function compare(
  full: Measured,
  bare: Measured,
  what: Pick<Load, 'request' | 'status'>,
): Promise<Cost> {
  let [ours, theirs] = [0, 0]
  for (let turn = 0; turn < TURNS; turn += 1) {
    ours += (await costOf(full, what)) / TURNS
    theirs += (await costOf(bare, what)) / TURNS
  }
  return { full: ours, bare: theirs, ratio: ours / theirs }
}

async function costOf(server: Measured, what: Pick<Load, 'request' | 'status'>): Promise<number> {
  const before = await server.cpuMicroseconds()
  await ask({ ...what, port: server.port, count: REQUESTS / TURNS })
  return ((await server.cpuMicroseconds()) - before) / (REQUESTS / TURNS)
}

function medianOf(costs: readonly Cost[]): Cost {
  const middle = (of: (cost: Cost) => number): number => {
    const sorted = costs.map(of).sort((one, other) => one - other)
    return Number((sorted[Math.floor(sorted.length / 2)] ?? NaN).toFixed(2))
  }
  return {
    full: middle((cost) => cost.full),
    bare: middle((cost) => cost.bare),
    ratio: middle((cost) => cost.ratio),
  }
}

function requestOf(etag?: string): string {
  const known = etag === undefined ? '' : `if-none-match: ${etag}\r\n`
  return `GET ${PATH} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept-encoding: gzip, deflate, br\r\n${known}\r\n`
}

/** The back end's real answer, which the bare server sends too. */
async function pageOf(port: number): Promise<Page> {
  const asked = request({
    port,
    host: '127.0.0.1',
    path: PATH,
    headers: { 'accept-encoding': 'gzip' },
  })
  const answered = once(asked.end(), 'response')
  const [answer] = (await answered) as [IncomingMessage]
  const body = await buffer(answer)
  if (answer.statusCode !== 200) throw new Error(`The back end answered ${answer.statusCode}.`)
  const headers: Record<string, string> = {}
  for (const name of ESSENTIAL) {
    const value = answer.headers[name]
    if (typeof value === 'string') headers[name] = value
  }
  return { headers, body: body.toString('base64') }
}
