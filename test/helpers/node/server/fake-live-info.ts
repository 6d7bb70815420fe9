import type { LiveInfo, LiveInfoAnswer } from '../../../../server/src/wechat/live-info'

export interface FakeLiveInfo extends LiveInfo {
  /** What was asked for, in order: `rooms 0`, `replays 7`. */
  readonly asked: string[]
  /** Rows of the whole list; pages of it are answered as WeChat would. */
  rooms: readonly unknown[]
  replays: Record<number, readonly unknown[]>
  /** Answers given instead, first come first served. */
  readonly instead: LiveInfoAnswer[]
  /** Rows per page at most, whatever was asked. */
  pageCap: number
}

/** getliveinfo as a value: what it lists can be changed between two calls. */
export function aLiveInfo(rooms: readonly unknown[] = []): FakeLiveInfo {
  const page = (rows: readonly unknown[], start: number, limit: number): LiveInfoAnswer => {
    const part = rows.slice(start, start + Math.min(limit, fake.pageCap))
    return part.length === 0 ? { kind: 'empty' } : { kind: 'page', rows: part, total: rows.length }
  }
  const fake: FakeLiveInfo = {
    asked: [],
    rooms,
    replays: {},
    instead: [],
    pageCap: 100,
    listRooms: (start, limit) => {
      fake.asked.push(`rooms ${start}`)
      return Promise.resolve(fake.instead.shift() ?? page(fake.rooms, start, limit))
    },
    listReplays: (roomId, start, limit) => {
      fake.asked.push(`replays ${roomId}`)
      return Promise.resolve(fake.instead.shift() ?? page(fake.replays[roomId] ?? [], start, limit))
    },
  }
  return fake
}
