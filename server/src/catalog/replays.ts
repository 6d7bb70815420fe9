import { mediaUrl } from './address'
import { fieldsOf, saneDateSec } from './fields'
import type { CatalogReplay, Understood } from './model'

/**
 * Parses `live_replay` of getliveinfo: the whole replay as m3u8 and its segments as mp4 come mixed,
 * and either may be missing.
 * @see contract B3, replay
 */
export function readReplays(rows: readonly unknown[]): Understood<CatalogReplay> {
  const byUrl = new Map<string, CatalogReplay>()
  let dropped = 0
  for (const row of rows) {
    const replay = readReplay(row)
    if (replay === undefined) dropped += 1
    else byUrl.set(replay.url, replay)
  }
  // In order of recording. Segments without a date come last, in WeChat's order.
  const items = [...byUrl.values()].sort(
    (a, b) => (a.createdAtSec ?? Infinity) - (b.createdAtSec ?? Infinity) || 0,
  )
  return { items, dropped }
}

function readReplay(row: unknown): CatalogReplay | undefined {
  const fields = fieldsOf(row)
  if (fields === undefined) return undefined
  const url = mediaUrl(fields['media_url'])
  if (url === '') return undefined
  return {
    url,
    format: /\.m3u8(?=$|[?#])/i.test(url) ? 'm3u8' : 'mp4',
    createdAtSec: saneDateSec(fields['create_time']),
    expiresAtSec: saneDateSec(fields['expire_time']),
  }
}

/** Leaves out expired addresses. */
export function playableAt(replays: readonly CatalogReplay[], nowSec: number): CatalogReplay[] {
  return replays.filter(({ expiresAtSec }) => expiresAtSec === null || expiresAtSec > nowSec)
}
