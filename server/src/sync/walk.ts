import type { CatalogRoom } from '../catalog/model'
import { readRooms } from '../catalog/rooms'
import type { LiveInfo, LiveInfoFailure } from '../wechat/live-info'

export type Walk =
  | {
      readonly kind: 'complete'
      readonly rooms: readonly CatalogRoom[]
      readonly dropped: number
      readonly calls: number
      /** It came to the end, and WeChat's count did not move meanwhile: what was not seen was not there. */
      readonly whole: boolean
    }
  | { readonly kind: 'failed'; readonly failure: LiveInfoFailure }

/** WeChat recommends up to 100, and was seen answering 50 for 90. */
const PAGE_ROWS = 100
/** Nothing WeChat sends may make us walk for ever. */
const MOST_PAGES = 200

/**
 * Reads the whole list. `start` is an offset of rows, so the walk goes on by the rows it received,
 * never by those it asked for; it ends at `total`, at "nothing here" (9410000), or when a page brings
 * no room that is new.
 * @see contract B3
 */
export async function walkRooms(listRooms: LiveInfo['listRooms']): Promise<Walk> {
  const found = new Map<number, CatalogRoom>()
  const totals = new Set<number>()
  let start = 0
  let dropped = 0
  let ended = false
  let calls = 0
  while (!ended && calls < MOST_PAGES) {
    const answer = await listRooms(start, PAGE_ROWS)
    calls += 1
    if (answer.kind === 'empty') {
      ended = true
    } else if (answer.kind !== 'page') {
      return { kind: 'failed', failure: answer }
    } else {
      const { items, dropped: unreadable } = readRooms(answer.rows)
      const known = found.size
      // Rooms move between pages while they are read: the later sight is the fresher one.
      for (const room of items) found.set(room.roomId, room)
      dropped += unreadable
      start += answer.rows.length
      const { total } = answer
      if (total !== null) totals.add(total)
      // Unreadable rows may be new ones, as long as WeChat says that there are more.
      const stuck = found.size === known && (unreadable === 0 || total === null)
      ended = stuck || (total !== null && start >= total)
    }
  }
  const whole = ended && totals.size <= 1
  return { kind: 'complete', rooms: [...found.values()], dropped, calls, whole }
}
