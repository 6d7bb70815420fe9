import { ENDED, EXPIRED, SCHEDULED, statusAt } from './catalogue/timeline'
import type { CatalogueReplay, CatalogueRoom } from './catalogue/types'
import type { Wechat } from './wechat'

/** The status that WeChat reports now: from the room's timeline, unless a test has overridden it. */
export function liveStatusOf(wechat: Wechat, room: CatalogueRoom): number {
  const forced = wechat.overrides.get(room.roomId)?.liveStatus
  if (forced !== undefined) return forced
  const status = statusAt(room.timeline, wechat.nowMs())
  // D12: WeChat was seen listing an expired room as 102.
  return status === EXPIRED && wechat.options.keepExpiredAs102 ? SCHEDULED : status
}

/** In WeChat's order: by planned start, latest first (contract B3). */
export function listedRooms(wechat: Wechat): CatalogueRoom[] {
  return wechat.catalogue.rooms
    .filter((room) => wechat.overrides.get(room.roomId)?.listed !== false)
    .sort((a, b) => b.startAtMs - a.startAtMs || b.roomId - a.roomId)
}

export function findRoom(wechat: Wechat, roomId: number): CatalogueRoom | undefined {
  return wechat.catalogue.rooms.find((room) => room.roomId === roomId)
}

/** The replays that exist now. Expired ones stay listed, as on WeChat. */
export function replaysOf(wechat: Wechat, room: CatalogueRoom): CatalogueReplay[] {
  if (liveStatusOf(wechat, room) !== ENDED) return []
  return room.replays.filter((replay) => replay.createdAtMs <= wechat.nowMs())
}
