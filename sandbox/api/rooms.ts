import { ENDED, EXPIRED, SCHEDULED, statusAt } from './catalogue/course'
import type { CatalogueReplay, CatalogueRoom } from './catalogue/types'
import type { Wechat } from './wechat'

/** The number WeChat would print now: the course of the room, unless a test has set another one. */
export function liveStatusOf(wechat: Wechat, room: CatalogueRoom): number {
  const forced = wechat.overrides.get(room.roomId)?.liveStatus
  if (forced !== undefined) return forced
  const status = statusAt(room.course, wechat.nowMs())
  // D12: an expired room was seen listed as 102.
  return status === EXPIRED && wechat.options.keepExpiredAs102 ? SCHEDULED : status
}

/** As WeChat lists them: by planned start, furthest in the future first (contract B3). */
export function listedRooms(wechat: Wechat): CatalogueRoom[] {
  return wechat.catalogue.rooms
    .filter((room) => wechat.overrides.get(room.roomId)?.listed !== false)
    .sort((a, b) => b.startAtMs - a.startAtMs || b.roomId - a.roomId)
}

export function findRoom(wechat: Wechat, roomId: number): CatalogueRoom | undefined {
  return wechat.catalogue.rooms.find((room) => room.roomId === roomId)
}

/** Those that exist by now; expired ones stay listed, as WeChat's do. */
export function replaysOf(wechat: Wechat, room: CatalogueRoom): CatalogueReplay[] {
  if (liveStatusOf(wechat, room) !== ENDED) return []
  return room.replays.filter((replay) => replay.createdAtMs <= wechat.nowMs())
}
