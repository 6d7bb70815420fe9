import { setTimeout as sleep } from 'node:timers/promises'
import type { CDPSession } from 'playwright-core'
import type { Phone } from '../../test/helpers/node/phone'
import type { AppWindow } from './app-window'

declare const window: AppWindow

export interface VisitsCost {
  readonly visits: number
  /** The heap after garbage collection after the visits, divided by the heap before them. */
  readonly heapRatio: number
  /** The same ratio for the browser's number of nodes, detached ones included. */
  readonly nodesRatio: number
}

/** Visits before the measurement, for code and caches that the first visits load. */
const WARM_UP = 60

const ROUND_MS = 500
/** The heap must be stable for this time, which is longer than a picture takes to load. */
const STILL_ROUNDS = 6

interface Weight {
  readonly heap: number
  readonly nodes: number
}

/** Opens each page on top of the current one and goes back. */
export async function visitPages(
  phone: Phone,
  urls: readonly string[],
  visits: number,
): Promise<VisitsCost> {
  const session = await phone.page.context().newCDPSession(phone.page)
  await phone.page.evaluate(visit, { urls, visits: WARM_UP })
  const before = await weigh(session)
  await phone.page.evaluate(visit, { urls, visits })
  const after = await weigh(session)
  await session.detach()
  return {
    visits,
    heapRatio: ratio(after.heap, before.heap),
    nodesRatio: ratio(after.nodes, before.nodes),
  }
}

/** Runs in the browser. Waits until the page has drawn its content. */
async function visit({ urls, visits }: { urls: readonly string[]; visits: number }): Promise<void> {
  const { __sim: sim } = window
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const isReady = () => Object.values(sim.data()).some((one) => one?.kind === 'ready')
  for (let at = 0; at < visits; at += 1) {
    const depth = sim.stack().length
    await sim.wx.navigateTo({ url: urls[at % urls.length] ?? '' })
    while (sim.stack().length === depth || !isReady()) await frame()
    await sim.wx.navigateBack()
    while (sim.stack().length > depth) await frame()
  }
}

/**
 * Measures until the values are stable: pictures and unanswered calls keep a page in memory until
 * their time limits, which is no leak.
 */
async function weigh(session: CDPSession): Promise<Weight> {
  let least = await collect(session)
  for (let still = 0; still < STILL_ROUNDS; still += 1) {
    await sleep(ROUND_MS)
    const now = await collect(session)
    if (now.heap < least.heap * 0.995 || now.nodes < least.nodes) still = -1
    if (now.heap < least.heap) least = now
  }
  return least
}

async function collect(session: CDPSession): Promise<Weight> {
  // finalizers run between two collections and release more memory
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  const { nodes } = await session.send('Memory.getDOMCounters')
  return { heap: usedSize, nodes }
}

function ratio(after: number, before: number): number {
  return Number((after / before).toFixed(3))
}
