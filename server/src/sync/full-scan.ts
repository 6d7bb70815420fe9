import type { CatalogRoom } from '../catalog/model'
import { readRooms } from '../catalog/rooms'
import type { LiveInfo, LiveInfoFailure } from '../wechat/live-info'
import { PAGE_ROWS, type Page } from './pages'

/** A room, and the row at which WeChat showed it. */
export interface Sighting {
  readonly room: CatalogRoom
  readonly place: number
}

/** Part of the list, as one answer showed it. */
export interface Look {
  readonly kind: 'seen'
  readonly start: number
  /** Rows that were sent, readable or not. */
  readonly received: number
  readonly sightings: readonly Sighting[]
  readonly dropped: number
  /** WeChat's count of all rooms; null where it did not say. */
  readonly total: number | null
  /** Nothing follows. */
  readonly last: boolean
}

export type Looked = Look | { readonly kind: 'failed'; readonly failure: LiveInfoFailure }

/** Reads one page. */
export async function lookAt(listRooms: LiveInfo['listRooms'], page: Page): Promise<Looked> {
  const { start, rows } = page
  const answer = await listRooms(start, rows)
  if (answer.kind === 'empty') {
    return { kind: 'seen', start, received: 0, sightings: [], dropped: 0, total: null, last: true }
  }
  if (answer.kind !== 'page') return { kind: 'failed', failure: answer }
  // Row by row: an unreadable one takes up its place in the list all the same.
  const sightings = answer.rows.flatMap((row, index) =>
    readRooms([row]).items.map((room) => ({ room, place: start + index })),
  )
  const received = answer.rows.length
  const { total } = answer
  const dropped = received - sightings.length
  const last = received === 0 || (total !== null && start + received >= total)
  return { kind: 'seen', start, received, sightings, dropped, total, last }
}

export interface Walk {
  /** All that was seen, also by a walk that was cut short: it has been paid for. */
  readonly looks: readonly Look[]
  readonly calls: number
  /** It came to the end, and WeChat's count did not move meanwhile: what was not seen was not there. */
  readonly whole: boolean
  /** Why it was cut short. */
  readonly failure: LiveInfoFailure | undefined
}

/** Nothing WeChat sends may make us walk for ever. */
const MOST_PAGES = 200
/** While the list moves, rows can slip from a page not yet read to one that was. */
const MOST_PASSES = 3

/**
 * Reads the whole list, and again while its count moves. `start` is an offset of rows, so the walk goes
 * on by the rows it received, never by those it asked for; it ends at `total`, at "nothing here"
 * (9410000), or when a page brings no room that is new.
 * @see contract B3
 */
export async function walkRooms(listRooms: LiveInfo['listRooms']): Promise<Walk> {
  const looks: Look[] = []
  for (let pass = 1; ; pass += 1) {
    const { ended, moved, failure } = await passOver(listRooms, looks)
    const again = ended && moved && pass < MOST_PASSES
    if (!again) return { looks, calls: looks.length, whole: ended && !moved, failure }
  }
}

interface Pass {
  readonly ended: boolean
  readonly moved: boolean
  readonly failure: LiveInfoFailure | undefined
}

async function passOver(listRooms: LiveInfo['listRooms'], looks: Look[]): Promise<Pass> {
  const found = new Set<number>()
  const totals = new Set<number>()
  let start = 0
  let ended = false
  while (!ended && looks.length < MOST_PAGES) {
    const look = await lookAt(listRooms, { start, rows: PAGE_ROWS })
    if (look.kind === 'failed') return { ended: false, moved: false, failure: look.failure }
    looks.push(look)
    const known = found.size
    for (const { room } of look.sightings) found.add(room.roomId)
    if (look.total !== null) totals.add(look.total)
    start += look.received
    // Unreadable rows may be new ones, as long as WeChat says that there are more.
    const stuck = found.size === known && (look.dropped === 0 || look.total === null)
    ended = look.last || stuck
  }
  return { ended, moved: totals.size > 1, failure: undefined }
}
