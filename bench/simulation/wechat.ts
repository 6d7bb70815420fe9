import type { Clock } from '../../server/src/clock'
import { dayKey } from '../../server/src/quota/day'
import type { LiveInfo, LiveInfoAnswer } from '../../server/src/wechat/live-info'
import type { Trace, TraceRoom } from './trace'

/** WeChat for a trace: the list follows the clock, and every call is counted. */
export interface SimulatedWechat extends LiveInfo {
  /** Calls of the day with most calls. */
  calls(): number
  /** Calls beyond the limit, answered with 45009. */
  overspent(): number
}

export function simulatedWechat(trace: Trace, clock: Clock): SimulatedWechat {
  const callsByDay = new Map<string, number>()
  const most = () => Math.max(0, ...callsByDay.values())
  const refusal = (): LiveInfoAnswer | undefined => {
    const day = dayKey(clock.nowMs())
    const calls = (callsByDay.get(day) ?? 0) + 1
    callsByDay.set(day, calls)
    if (calls <= trace.limit) return undefined
    return { kind: 'refused', errcode: 45009, errmsg: 'reach max api daily quota limit', rid: '' }
  }
  const page = (rows: readonly unknown[], start: number, limit: number): LiveInfoAnswer => {
    const part = rows.slice(start, start + Math.min(limit, trace.pageCap))
    return part.length === 0 ? { kind: 'empty' } : { kind: 'page', rows: part, total: rows.length }
  }
  return {
    listRooms: (start, limit) =>
      Promise.resolve(refusal() ?? page(listedAt(trace, clock.nowMs()), start, limit)),
    listReplays: (roomId, start, limit) =>
      Promise.resolve(refusal() ?? page(replaysAt(trace, roomId, clock.nowMs()), start, limit)),
    calls: most,
    overspent: () => Math.max(0, most() - trace.limit),
  }
}

/** The list as rows, latest start first. @see contract B3 */
export function listedAt(trace: Trace, nowMs: number): unknown[] {
  return roomsAt(trace, nowMs).map((room) => wireRoom(room, nowMs))
}

export function roomsAt({ rooms }: Trace, nowMs: number): TraceRoom[] {
  return rooms
    .filter(({ createdAtMs, deletedAtMs }) => createdAtMs <= nowMs && nowMs < deletedAtMs)
    .sort((a, b) => b.plannedStartMs - a.plannedStartMs || b.roomId - a.roomId)
}

export function statusAt(room: TraceRoom, nowMs: number): number {
  const { live, breaks, plannedEndMs } = room
  if (live === null || nowMs < live.startMs) return nowMs > plannedEndMs ? 107 : 102
  if (nowMs >= live.endMs) return 103
  return breaks.find(({ fromMs, toMs }) => fromMs <= nowMs && nowMs < toMs)?.status ?? 101
}

function wireRoom(room: TraceRoom, nowMs: number) {
  return {
    name: `room ${room.roomId}`,
    roomid: room.roomId,
    cover_img: 'http://mmbiz.qpic.cn/cover.png',
    share_img: 'http://mmbiz.qpic.cn/share.png',
    live_status: statusAt(room, nowMs),
    start_time: Math.round(room.plannedStartMs / 1000),
    end_time: Math.round(room.plannedEndMs / 1000),
    anchor_name: 'host',
    goods: [],
  }
}

function replaysAt({ rooms }: Trace, roomId: number, nowMs: number): unknown[] {
  const room = rooms.find((one) => one.roomId === roomId)
  if (room?.replayAtMs == null || nowMs < room.replayAtMs) return []
  return [
    {
      media_url: `https://1.vod2.myqcloud.com/${roomId}.mp4`,
      create_time: new Date(room.replayAtMs).toISOString().replace('.000', ''),
      expire_time: '2106-02-07T14:28:15',
    },
  ]
}
