import { setTimeout as sleep } from 'node:timers/promises'
import type { CDPSession } from 'playwright-core'
import type { Phone } from '../../test/helpers/node/phone'
import type { AppWindow } from './app-window'

declare const window: AppWindow

export interface VisitsCost {
  readonly visits: number
  /** The heap after garbage collection, after the visits through before them. */
  readonly heapRatio: number
  /** The same of the browser's count of nodes, those out of the document included. */
  readonly nodesRatio: number
}

/** What is loaded, compiled and remembered on the first visits is not what we look for. */
const WARM_UP = 60

const ROUND_MS = 500
/** So long nothing may have gone; longer than a picture takes. */
const STILL_ROUNDS = 6

interface Weight {
  readonly heap: number
  readonly nodes: number
}

/** Opens pages on top of the one on the screen, one after the other, and goes back from each. */
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

/** Runs in the browser. A page that has drawn what it is for has been visited. */
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
 * Weighs until nothing goes any more: pictures under way and calls without an answer hold a page for
 * as long as their time limits, which is no leak.
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
  // finalizers run between two collections, and free what the first could not
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  const { nodes } = await session.send('Memory.getDOMCounters')
  return { heap: usedSize, nodes }
}

function ratio(after: number, before: number): number {
  return Number((after / before).toFixed(3))
}
