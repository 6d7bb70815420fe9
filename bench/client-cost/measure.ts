import path from 'node:path'
import { checkProject } from '../../release/check/check-project'
import { readSettings } from '../../release/settings'
import type { Command } from '../../scripts/command/command'
import { openStage, type Phone, type Stage } from '../../test/helpers/node/phone'
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
  /** Bytes of each package as compiled by WeChat's compiler. */
  readonly compiled: Readonly<Record<string, number>>
}

/** A shop with this number of rooms has a thousand announced ones. */
const ROOMS = 3_400
const VISITS = 200
const COMPILE_LIMIT_MS = 180_000
const START_LIMIT_MS = 120_000
/** Opens a page twice; takes about three seconds on a quiet machine. */
const OPEN_LIMIT_MS = 60_000
const VISITS_LIMIT_MS = 600_000
const SCROLL_LIMIT_MS = 180_000

const STOREFRONT = '/pages/index/index'
const HALL = '/packageA/pages/home/home?tab=upcoming'
const END = '没有更多了'

/**
 * Drives the app in a browser, as the tests do, and returns the measured costs. Needs a browser.
 */
export async function measureClient(command: Command): Promise<ClientCost> {
  const { step } = command
  const compiled = await command.open('Client: compile the app', COMPILE_LIMIT_MS, compiledSizes)
  const stage = await command.open(
    'Client: start the sandbox and a browser',
    START_LIMIT_MS,
    () => openStage({ roomCount: ROOMS, hasPictures: true, leavesSignals: true }),
    (opened) => opened.close(),
  )
  const phone = await step('Client: open the app', OPEN_LIMIT_MS, () => openPhone(stage))
  const storefront = await step('Client: open the storefront twice', OPEN_LIMIT_MS, () =>
    openTwice(phone, STOREFRONT),
  )
  const memory = await step(`Client: ${VISITS} visits`, VISITS_LIMIT_MS, async () =>
    visitPages(phone, await pagesOf(stage), VISITS),
  )
  const hall = await step('Client: open the hall twice', OPEN_LIMIT_MS, () =>
    openTwice(phone, HALL),
  )
  const { titles, firstNodes, mostNodes } = await step(
    'Client: scroll through the hall',
    SCROLL_LIMIT_MS,
    () => scrollThrough(phone, { path: HALL, end: END, tell: command.progress }),
  )
  const longList = { rooms: titles.length, firstNodes, mostNodes }
  const timersAfterHide = await step('Client: hide the app', OPEN_LIMIT_MS, () => hide(phone))
  return { ...hall, storefront, longList, memory, timersAfterHide, compiled }
}

async function openPhone(stage: Stage): Promise<Phone> {
  const phone = await stage.openPhone()
  // tsx wraps functions in a helper, also those that run in the browser
  await phone.page.addInitScript({ content: 'globalThis.__name = (given) => given' })
  return phone
}

async function openTwice(
  phone: Phone,
  page: string,
): Promise<{ coldOpen: OpenCost; warmOpen: WarmOpen }> {
  return { coldOpen: await coldOpen(phone, page), warmOpen: await warmOpen(phone, page) }
}

/** @returns the active timers in the background */
async function hide(phone: Phone): Promise<number> {
  await phone.background()
  const timers = await phone.timers()
  const troubles = await phone.troubles()
  if (troubles.length > 0) throw new Error(`the app reported errors:\n${troubles.join('\n')}`)
  await phone.close()
  return timers
}

/** One page of each kind that can be opened from the storefront. */
async function pagesOf({ world }: Stage): Promise<readonly string[]> {
  const response = await fetch(`${world.backendUrl}/api/v1/home`)
  const { live, goods } = (await response.json()) as {
    live: { roomId: number }[]
    goods: { productId: number | string }[]
  }
  const [room, product] = [live[0], goods[0]]
  if (room === undefined || product === undefined) throw new Error('the sandbox shop is empty')
  return [
    `/packageA/pages/room/room?room_id=${room.roomId}`,
    `/pages/product-detail/product-detail?product_id=${product.productId}&room_id=${room.roomId}`,
    HALL,
  ]
}

async function compiledSizes(signal: AbortSignal): Promise<Readonly<Record<string, number>>> {
  const projectDir = path.resolve(__dirname, '../..')
  const outcome = await checkProject({
    projectDir,
    settings: readSettings(projectDir),
    timeLimitMs: COMPILE_LIMIT_MS,
    signal,
    onProgress: () => undefined,
  })
  if (outcome.kind === 'aborted') throw new Error('the compiler was stopped')
  return outcome.report.packages
}
