import { readRooms } from '../catalog/rooms'
import type { LiveInfo, LiveInfoFailure } from '../wechat/live-info'
import { PAGE_ROWS } from './pages'
import type { FullScan, Page, PageOutcome, PageResult } from './types'

/** Reads one page of the list. */
export async function readPage(
  listRooms: LiveInfo['listRooms'],
  range: Page,
): Promise<PageOutcome> {
  const { start, rows } = range
  const answer = await listRooms(start, rows)
  if (answer.kind === 'empty') {
    return { kind: 'read', start, received: 0, listed: [], dropped: 0, total: null, isLast: true }
  }
  if (answer.kind !== 'page') return { kind: 'failed', failure: answer }
  // Row by row, because an unreadable row still takes up its place in the list.
  const listed = answer.rows.flatMap((row, index) =>
    readRooms([row]).items.map((room) => ({ room, place: start + index })),
  )
  const received = answer.rows.length
  const { total } = answer
  const dropped = received - listed.length
  const isLast = received === 0 || (total !== null && start + received >= total)
  return { kind: 'read', start, received, listed, dropped, total, isLast }
}

/** Ends the loop whatever WeChat answers. */
const MAX_PAGES = 200
/** If the list changes during a scan, rows can move from an unread page to one already read. */
const MAX_PASSES = 3

/**
 * Reads the whole list, and repeats the scan while WeChat's count changes. `start` is an offset of
 * rows, so the scan advances by the rows received, not by the rows requested. It ends at `total`,
 * at errcode 9410000 (nothing here), or when a page has no new room.
 * @see contract B3
 */
export async function scanAllRooms(listRooms: LiveInfo['listRooms']): Promise<FullScan> {
  const pages: PageResult[] = []
  for (let pass = 1; ; pass += 1) {
    const { hasEnded, hasMoved, failure } = await scanOnce(listRooms, pages)
    const mustRepeat = hasEnded && hasMoved && pass < MAX_PASSES
    if (!mustRepeat)
      return { pages, calls: pages.length, isComplete: hasEnded && !hasMoved, failure }
  }
}

interface ScanPass {
  readonly hasEnded: boolean
  readonly hasMoved: boolean
  readonly failure: LiveInfoFailure | undefined
}

async function scanOnce(listRooms: LiveInfo['listRooms'], pages: PageResult[]): Promise<ScanPass> {
  const found = new Set<number>()
  const totals = new Set<number>()
  let start = 0
  let hasEnded = false
  while (!hasEnded && pages.length < MAX_PAGES) {
    const page = await readPage(listRooms, { start, rows: PAGE_ROWS })
    if (page.kind === 'failed') return { hasEnded: false, hasMoved: false, failure: page.failure }
    pages.push(page)
    const known = found.size
    for (const { room } of page.listed) found.add(room.roomId)
    if (page.total !== null) totals.add(page.total)
    start += page.received
    // Unreadable rows may be new rooms, as long as `total` says that more rows follow.
    const hasNoProgress = found.size === known && (page.dropped === 0 || page.total === null)
    hasEnded = page.isLast || hasNoProgress
  }
  return { hasEnded, hasMoved: totals.size > 1, failure: undefined }
}
