import type { LiveInfo, LiveInfoAnswer } from '../../../../server/src/wechat/live-info'

export interface FakeLiveInfo extends LiveInfo {
  /** Requests in order: `rooms 0`, `replays 7`. */
  readonly asked: string[]
  /** Rows of the whole list, answered page by page. */
  rooms: readonly unknown[]
  replays: Record<number, readonly unknown[]>
  /** Answers used first, in order. */
  readonly instead: LiveInfoAnswer[]
  /** Maximum rows per page. */
  pageCap: number
}

/** A fake getliveinfo whose list can change between calls. */
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
