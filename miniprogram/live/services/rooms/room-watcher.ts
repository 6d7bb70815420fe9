import { noticeToReserve } from '../../domain/channels'
import type { LiveStatus } from '../../domain/live-status-code'
import { channelsRoom } from '../../domain/channels-room'
import type { Room } from '../../domain/room'
import type { RoomId } from '../../domain/room-id'
import { channelsLiveOf, roomView } from '../../domain/room-view'
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
export interface RoomWatcher {
  /** These rooms from now on, in place of those before. What is newer than a list is kept. */
  setRooms(rooms: readonly Room[]): void
  /** A followed room as it is now. */
  readonly viewOf: (room: Room) => RoomView
  statusOf(roomId: RoomId): LiveStatus | undefined
  markSubscribed(roomId: RoomId, subscribed: boolean): void
  /**
   * These rooms are on the screen now, and no others: the status of a room scrolled away is not
   * asked for, and its card keeps the last word. A page that never says so shows all its rooms.
   */
  setVisibleRooms(roomIds: readonly RoomId[]): void
  /** Is the page seen? */
  isActive(): boolean
  /** The page is seen again: catches up on what changed meanwhile. */
  resume(): void
  /** The page is hidden or gone: nothing runs. */
  pause(): void
}

export interface RoomWatcherOptions {
  readonly status?: LiveStatusService
  readonly clock?: Clock
  /** The page scrolls: until it says which rooms are seen, none is. */
  readonly tracksVisibility?: boolean
}

interface WatchedRoom {
  room: Room
  live: LiveStatus | undefined
  subscribed: boolean
  /** The notice of a Channels account that `subscribed` is about; null: none yet. */
  noticeId: string | null
  view: RoomView
  /** null: nobody listens. */
  unsubscribe: (() => void) | null
}

/**
 * Starts awake: a page that loads is seen.
 * @param redraw is told a view that changed, and the one that stands on the screen.
 */
export function watchRooms(
  redraw: (now: RoomView, before: RoomView) => void,
  parts?: RoomWatcherOptions,
): RoomWatcher {
  const usual = { status: liveStatus(), clock: systemClock, scrolls: false }
  const { status, clock, tracksVisibility } = Object.assign(usual, parts)
  const watched = new Map<RoomId, WatchedRoom>()
  /** null: all of them. */
  let visibleIds: ReadonlySet<RoomId> | null = tracksVisibility ? new Set() : null
  let active = true
  let timer: number | undefined

  const buildView = (one: WatchedRoom) =>
    roomView(one.room, clock.nowMs(), { live: one.live, subscribed: one.subscribed })

  const refresh = (one: WatchedRoom) => {
    const before = one.view
    one.view = buildView(one)
    if (Object.keys(changesAt('', one.view, before)).length > 0) redraw(one.view, before)
  }

  const subscribeTo = (one: WatchedRoom) => {
    let isSubscribed = false
    one.unsubscribe = status.subscribe(
      one.room.roomId,
      (live) => {
        one.live = live
        // WeChat tells all there is of a Channels account with its status
        if (live.kind === 'channels') one.room = channelsRoom(live.live, clock.nowMs())
        updateNotice(one, clock.nowMs())
        // what is told while subscribing is drawn with the list
        if (!isSubscribed) return
        refresh(one)
        // WeChat may have told of a notice: its minutes are to be counted
        scheduleRefresh()
      },
      one.room,
    )
    isSubscribed = true
  }

  const isVisible = ({ room }: WatchedRoom) =>
    active && (visibleIds === null || visibleIds.has(room.roomId))

  /** Listens again to a room that is back on the screen, and draws what it missed. */
  const resumeRoom = (one: WatchedRoom) => {
    if (one.unsubscribe !== null || !isVisible(one)) return
    subscribeTo(one)
    refresh(one)
    scheduleRefresh()
  }

  const release = (one: WatchedRoom) => {
    if (one.unsubscribe !== null) one.unsubscribe()
    one.unsubscribe = null
  }

  const scheduleRefresh = () => {
    if (timer !== undefined) clock.clearTimeout(timer)
    const nowMs = clock.nowMs()
    let waitMs = watched.size > 0 ? dayChangesInMs(nowMs) : Infinity
    watched.forEach(({ room: { startAtSec, endAtSec }, view }) => {
      if (view.badge?.tone !== 'soon' || startAtSec === null) return
      // past its end a room that never started cannot start any more
      const endsInMs = endAtSec * 1000 - nowMs + 1
      waitMs = Math.min(waitMs, startTextChangesInMs(startAtSec, nowMs) ?? endsInMs, endsInMs)
    })
    timer = active && waitMs < Infinity ? clock.setTimeout(refreshAll, waitMs) : undefined
  }

  const refreshAll = () => {
    watched.forEach(refresh)
    scheduleRefresh()
  }

  return {
    setRooms(rooms) {
      const kept = new Set(rooms.map(({ roomId }) => roomId))
      watched.forEach((one, roomId) => {
        if (kept.has(roomId)) return
        release(one)
        watched.delete(roomId)
      })
      rooms.forEach((room) => {
        const one = watched.get(room.roomId) ?? newWatchedRoom(room, clock.nowMs())
        release(one)
        one.room = room
        updateNotice(one, clock.nowMs())
        watched.set(room.roomId, one)
        if (isVisible(one)) subscribeTo(one)
        one.view = buildView(one)
      })
      scheduleRefresh()
    },
    viewOf(room) {
      const one = watched.get(room.roomId)
      return one === undefined ? roomView(room, clock.nowMs()) : one.view
    },
    statusOf: (roomId) => watched.get(roomId)?.live,
    markSubscribed(roomId, subscribed) {
      const one = watched.get(roomId)
      if (one === undefined) return
      one.subscribed = subscribed
      refresh(one)
    },
    setVisibleRooms(roomIds) {
      visibleIds = new Set(roomIds)
      watched.forEach((one) => {
        if (!isVisible(one)) release(one)
      })
      // in the order of the screen: who is asked first is told first
      roomIds.forEach((roomId) => {
        const one = watched.get(roomId)
        if (one !== undefined) resumeRoom(one)
      })
    },
    isActive: () => active,
    resume() {
      if (active) return
      active = true
      // the words of time before those of the plugin: each change costs a small setData of its own
      refreshAll()
      watched.forEach(resumeRoom)
    },
    pause() {
      active = false
      watched.forEach(release)
      scheduleRefresh()
    },
  }
}

/** A page that shows rooms. null: not loaded, closed, or on a client too old for it. */
export interface RoomWatchingPage {
  watch: RoomWatcher | null
}

/** `onShow` of such a page. */
export function resumeRooms(this: RoomWatchingPage): void {
  this.watch?.resume()
}

/** Its `onHide`. */
export function pauseRooms(this: RoomWatchingPage): void {
  this.watch?.pause()
}

/** Its `onUnload`: an answer that comes later finds nobody. */
export function stopRooms(this: RoomWatchingPage): void {
  pauseRooms.call(this)
  this.watch = null
}

function newWatchedRoom(room: Room, nowMs: number): WatchedRoom {
  return {
    room,
    live: undefined,
    subscribed: false,
    noticeId: null,
    view: roomView(room, nowMs),
    unsubscribe: null,
  }
}

/** When another notice of the account becomes the next, what was reserved before does not count for it. */
function updateNotice(one: WatchedRoom, nowMs: number): void {
  const live = channelsLiveOf(one.room.liveStatus)
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
