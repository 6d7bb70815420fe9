import { noticeToReserve } from '../../domain/channels'
import type { LiveStatus } from '../../domain/live-status-code'
import { channelsRoom } from '../../domain/channels-room'
import type { Room } from '../../domain/room'
import type { RoomId } from '../../domain/room-id'
import { channelsOf, roomView } from '../../domain/room-view'
import { dayChangesInMs, startTextChangesInMs } from '../../domain/time'
import type { RoomView } from '../../domain/view'
import { systemClock } from '../phone/clock'
import type { Clock } from '../phone/clock'
import { liveStatus } from '../live-status/poller'
import type { LiveStatusService } from '../live-status/poller'
import { isReservedNotice } from '../wechat/reservations'

/**
 * Keeps the rooms of one page true while it is seen: their status by the app's one poller, and
 * their words of time ("还有 12 分钟", "今天") by one timer that sleeps until the next of them changes.
 */
export interface RoomWatch {
  /** These rooms from now on, in place of those before. What is newer than a list is kept. */
  follow(rooms: readonly Room[]): void
  /** A followed room as it is now. */
  readonly viewOf: (room: Room) => RoomView
  statusOf(roomId: RoomId): LiveStatus | undefined
  markSubscribed(roomId: RoomId, subscribed: boolean): void
  /**
   * These rooms are on the screen now, and no others: the status of a room scrolled away is not
   * asked for, and its card keeps the last word. A page that never says so shows all its rooms.
   */
  seen(roomIds: readonly RoomId[]): void
  /** Is the page seen? */
  isAwake(): boolean
  /** The page is seen again: catches up on what changed meanwhile. */
  wake(): void
  /** The page is hidden or gone: nothing runs. */
  rest(): void
}

export interface RoomWatchParts {
  readonly status?: LiveStatusService
  readonly clock?: Clock
  /** The page scrolls: until it says which rooms are seen, none is. */
  readonly scrolls?: boolean
}

interface Followed {
  room: Room
  live: LiveStatus | undefined
  subscribed: boolean
  /** The notice of a Channels account that `subscribed` is about; null: none yet. */
  noticeId: string | null
  view: RoomView
  /** null: nobody listens. */
  release: (() => void) | null
}

/**
 * Starts awake: a page that loads is seen.
 * @param redraw is told a view that changed, and the one that stands on the screen.
 */
export function watchRooms(
  redraw: (now: RoomView, before: RoomView) => void,
  parts?: RoomWatchParts,
): RoomWatch {
  const usual = { status: liveStatus(), clock: systemClock, scrolls: false }
  const { status, clock, scrolls } = Object.assign(usual, parts)
  const followed = new Map<RoomId, Followed>()
  /** null: all of them. */
  let inSight: ReadonlySet<RoomId> | null = scrolls ? new Set() : null
  let awake = true
  let timer: number | undefined

  const draw = (one: Followed) =>
    roomView(one.room, clock.nowMs(), { live: one.live, subscribed: one.subscribed })

  const refresh = (one: Followed) => {
    const before = one.view
    one.view = draw(one)
    if (Object.keys(changesAt('', one.view, before)).length > 0) redraw(one.view, before)
  }

  const listen = (one: Followed) => {
    let told = false
    one.release = status.subscribe(
      one.room.roomId,
      (live) => {
        one.live = live
        // WeChat tells all there is of a Channels account with its status
        if (live.kind === 'channels') one.room = channelsRoom(live.live, clock.nowMs())
        followNotice(one, clock.nowMs())
        // what is told while subscribing is drawn with the list
        if (!told) return
        refresh(one)
        // WeChat may have told of a notice: its minutes are to be counted
        sleep()
      },
      one.room,
    )
    told = true
  }

  const isSeen = ({ room }: Followed) => awake && (inSight === null || inSight.has(room.roomId))

  /** Listens again to a room that is back on the screen, and draws what it missed. */
  const attend = (one: Followed) => {
    if (one.release !== null || !isSeen(one)) return
    listen(one)
    refresh(one)
    sleep()
  }

  const letGo = (one: Followed) => {
    if (one.release !== null) one.release()
    one.release = null
  }

  const sleep = () => {
    if (timer !== undefined) clock.clearTimeout(timer)
    const nowMs = clock.nowMs()
    let waitMs = followed.size > 0 ? dayChangesInMs(nowMs) : Infinity
    followed.forEach(({ room: { startAtSec, endAtSec }, view }) => {
      if (view.badge?.tone !== 'soon' || startAtSec === null) return
      // past its end a room that never started cannot start any more
      const endsInMs = endAtSec * 1000 - nowMs + 1
      waitMs = Math.min(waitMs, startTextChangesInMs(startAtSec, nowMs) ?? endsInMs, endsInMs)
    })
    timer = awake && waitMs < Infinity ? clock.setTimeout(refreshAll, waitMs) : undefined
  }

  const refreshAll = () => {
    followed.forEach(refresh)
    sleep()
  }

  return {
    follow(rooms) {
      const kept = new Set(rooms.map(({ roomId }) => roomId))
      followed.forEach((one, roomId) => {
        if (kept.has(roomId)) return
        letGo(one)
        followed.delete(roomId)
      })
      rooms.forEach((room) => {
        const one = followed.get(room.roomId) ?? newlyFollowed(room, clock.nowMs())
        letGo(one)
        one.room = room
        followNotice(one, clock.nowMs())
        followed.set(room.roomId, one)
        if (isSeen(one)) listen(one)
        one.view = draw(one)
      })
      sleep()
    },
    viewOf(room) {
      const one = followed.get(room.roomId)
      return one === undefined ? roomView(room, clock.nowMs()) : one.view
    },
    statusOf: (roomId) => followed.get(roomId)?.live,
    markSubscribed(roomId, subscribed) {
      const one = followed.get(roomId)
      if (one === undefined) return
      one.subscribed = subscribed
      refresh(one)
    },
    seen(roomIds) {
      inSight = new Set(roomIds)
      followed.forEach((one) => {
        if (!isSeen(one)) letGo(one)
      })
      // in the order of the screen: who is asked first is told first
      roomIds.forEach((roomId) => {
        const one = followed.get(roomId)
        if (one !== undefined) attend(one)
      })
    },
    isAwake: () => awake,
    wake() {
      if (awake) return
      awake = true
      // the words of time before those of the plugin: each change costs a small setData of its own
      refreshAll()
      followed.forEach(attend)
    },
    rest() {
      awake = false
      followed.forEach(letGo)
      sleep()
    },
  }
}

/** A page that shows rooms. null: not loaded, closed, or on a client too old for it. */
export interface Watching {
  watch: RoomWatch | null
}

/** `onShow` of such a page. */
export function wakeRooms(this: Watching): void {
  this.watch?.wake()
}

/** Its `onHide`. */
export function restRooms(this: Watching): void {
  this.watch?.rest()
}

/** Its `onUnload`: an answer that comes later finds nobody. */
export function leaveRooms(this: Watching): void {
  restRooms.call(this)
  this.watch = null
}

function newlyFollowed(room: Room, nowMs: number): Followed {
  return {
    room,
    live: undefined,
    subscribed: false,
    noticeId: null,
    view: roomView(room, nowMs),
    release: null,
  }
}

/** When another notice of the account becomes the next, what was reserved before does not count for it. */
function followNotice(one: Followed, nowMs: number): void {
  const live = channelsOf(one.room.liveStatus)
  const noticeId = live === null ? null : (noticeToReserve(live, nowMs)?.noticeId ?? null)
  if (noticeId === null || noticeId === one.noticeId) return
  if (one.noticeId !== null) one.subscribed = isReservedNotice(noticeId)
  one.noticeId = noticeId
}

/**
 * The fields of a room that differ, under the path it is drawn at: a change of one room costs one
 * small setData, whatever the length of its list.
 * @example changesAt('list.value[3]', now, before) // { 'list.value[3].actionText': '进入直播间' }
 */
export function changesAt(path: string, now: RoomView, before: RoomView): Record<string, unknown> {
  const changes: Record<string, unknown> = {}
  const fields = Object.keys(now) as (keyof RoomView)[]
  fields.forEach((field) => {
    if (JSON.stringify(now[field]) !== JSON.stringify(before[field]))
      changes[path + '.' + field] = now[field]
  })
  return changes
}
