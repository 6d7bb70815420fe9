import type { Answer } from './answers'
import { emptyAnswer, refuse } from './answers'
import { findRoom, listedRooms, replaysOf } from './rooms'
import type { Wechat } from './wechat'
import { wireReplay, wireRoom } from './wire'

/** `POST /wxa/business/getliveinfo`: the list of rooms, or the replays of one. @see contract B3 */
export function getLiveInfo(wechat: Wechat, asked: Readonly<Record<string, unknown>>): Answer {
  const { action, start, limit } = asked
  if (!isWhole(start, 0) || !isWhole(limit, 1)) return refuse(47001)
  // room_id without action does not filter (report, P22), so it is ignored.
  if (action === undefined) return listRooms(wechat, start, limit)
  if (action !== 'get_replay') return refuse(1001)
  return listReplays(wechat, asked['room_id'], start, limit)
}

function listRooms(wechat: Wechat, start: number, limit: number): Answer {
  const { emptyAccount, extraTotal } = wechat.options
  if (emptyAccount !== null) return emptyAnswer(emptyAccount === '1' ? 1 : 9410000)
  const rooms = listedRooms(wechat)
  const page = pageOf(wechat, rooms, start, limit)
  if (page.length === 0) return emptyAnswer(9410000)
  return {
    errcode: 0,
    errmsg: 'ok',
    total: rooms.length + extraTotal,
    room_info: page.map((room) => wireRoom(wechat, room)),
    live_replay: [],
  }
}

function listReplays(wechat: Wechat, roomId: unknown, start: number, limit: number): Answer {
  if (!isWhole(roomId, 1)) return refuse(1001)
  const room = findRoom(wechat, roomId)
  if (room === undefined) return refuse(9410003)
  const { replayFormats, emptyReplays } = wechat.options
  const replays = replaysOf(wechat, room)
    .map((replay, index) => ({ replay, segment: index + 1 }))
    .filter(({ replay }) => replayFormats === 'all' || replayFormats !== `no-${replay.format}`)
  const page = pageOf(wechat, replays, start, limit)
  if (page.length === 0) return emptyAnswer(9410000)
  return {
    errcode: 0,
    errmsg: 'ok',
    total: replays.length,
    // Real answers contain it too (report, P23).
    room_info: [],
    live_replay: emptyReplays
      ? []
      : page.map(({ replay, segment }) => wireReplay(wechat, room, replay, segment)),
  }
}

/** `start` is an offset in items, not a page number. */
function pageOf<T>(wechat: Wechat, items: readonly T[], start: number, limit: number): T[] {
  const rows = Math.min(limit, wechat.options.pageCap ?? limit)
  return items.slice(start, start + rows)
}

function isWhole(value: unknown, from: number): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= from
}
