import path from 'node:path'
import { checkProject } from '../../release/check-project'
import { readSettings } from '../../release/settings'
import { openStage, type Stage } from '../../test/helpers/node/phone'
import { coldOpen, warmOpen, type OpenCost, type WarmOpen } from './opening'
import { scrollThrough } from './scrolling'
import { visitPages, type VisitsCost } from './visits'

export interface ClientCost {
  /** The hall with a first page of 20 rooms. */
  readonly coldOpen: OpenCost
  readonly warmOpen: WarmOpen
  readonly storefront: { readonly coldOpen: OpenCost; readonly warmOpen: WarmOpen }
  readonly longList: {
    readonly rooms: number
    readonly firstNodes: number
    readonly mostNodes: number
  }
  readonly memory: VisitsCost
  readonly timersAfterHide: number
  /** Bytes that WeChat's own compiler makes of each package. */
  readonly compiled: Readonly<Record<string, number>>
}

/** A shop of so many rooms has a thousand that are announced. */
const ROOMS = 3_400
const VISITS = 200
const COMPILE_MS = 180_000

const STOREFRONT = '/pages/index/index'
const HALL = '/packageA/pages/home/home?tab=upcoming'
const END = '没有更多了'

/** Drives the app in a browser, as the tests do, and tells what that took. Needs a browser. */
export async function measureClient(): Promise<ClientCost> {
  const compiled = await compiledSizes()
  const stage = await openStage({ roomCount: ROOMS, hasPictures: true })
  try {
    return { ...(await measureApp(stage)), compiled }
  } finally {
    await stage.close()
  }
}

async function measureApp(stage: Stage): Promise<Omit<ClientCost, 'compiled'>> {
  const phone = await stage.openPhone()
  // tsx wraps the functions of this folder in a helper of its own, also those sent to the browser
  await phone.page.addInitScript({ content: 'globalThis.__name = (given) => given' })
  const storefront = {
    coldOpen: await coldOpen(phone, STOREFRONT),
    warmOpen: await warmOpen(phone, STOREFRONT),
  }
  const memory = await visitPages(phone, await pagesOf(stage), VISITS)
  const hall = { coldOpen: await coldOpen(phone, HALL), warmOpen: await warmOpen(phone, HALL) }
  const { titles, firstNodes, mostNodes } = await scrollThrough(phone, END)
  const longList = { rooms: titles.length, firstNodes, mostNodes }
  await phone.background()
  const timersAfterHide = await phone.timers()
  const troubles = await phone.troubles()
  if (troubles.length > 0) throw new Error(`the app had trouble:\n${troubles.join('\n')}`)
  await phone.close()
  return { ...hall, storefront, longList, memory, timersAfterHide }
}

/** One page of each kind that a shopper goes to from the storefront. */
async function pagesOf({ world }: Stage): Promise<readonly string[]> {
  const response = await fetch(`${world.backendUrl}/api/v1/home`)
  const { live, goods } = (await response.json()) as {
    live: { roomId: number }[]
    goods: { productId: number }[]
  }
  const [room, product] = [live[0], goods[0]]
  if (room === undefined || product === undefined) throw new Error('the sandbox shop is empty')
  return [
    `/packageA/pages/room/room?room_id=${room.roomId}`,
    `/pages/product-detail/product-detail?product_id=${product.productId}&room_id=${room.roomId}`,
    HALL,
  ]
}

async function compiledSizes(): Promise<Readonly<Record<string, number>>> {
  const projectDir = path.resolve(__dirname, '../..')
  const outcome = await checkProject({
    projectDir,
    settings: readSettings(projectDir),
    timeLimitMs: COMPILE_MS,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  })
  if (outcome.kind === 'aborted') throw new Error('the compiler was stopped')
  return outcome.report.packages
}
