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
 * Keeps the rooms of one page up to date while it is visible: statuses from the app's poller, and relative
 * times ("还有 12 分钟", "今天") by one timer for the next change.
 */
export interface RoomWatcher {
  /** Replaces the watched rooms. Statuses newer than the list stay. */
  setRooms(rooms: readonly Room[]): void
  /** The current view of a watched room. */
  readonly viewOf: (room: Room) => RoomView
  statusOf(roomId: RoomId): LiveStatus | undefined
  markSubscribed(roomId: RoomId, subscribed: boolean): void
  /**
   * Sets the rooms on the screen. The status of other rooms is not polled, and their cards keep the last one.
   * Without a call all rooms count as visible.
   */
  setVisibleRooms(roomIds: readonly RoomId[]): void
  /** Whether the page is visible. */
  isActive(): boolean
  /** The page is visible again: updates what has changed. */
  resume(): void
  /** The page is hidden or closed: stops polling and timers. */
  pause(): void
}

export interface RoomWatcherOptions {
  readonly status?: LiveStatusService
  readonly clock?: Clock
  /** No room counts as visible until `setVisibleRooms` is called. */
  readonly tracksVisibility?: boolean
}

interface WatchedRoom {
  room: Room
  live: LiveStatus | undefined
  subscribed: boolean
  /** The Channels notice that `subscribed` refers to; null: none yet. */
  noticeId: string | null
  view: RoomView
  /** null: not subscribed. */
  unsubscribe: (() => void) | null
}

/**
 * Starts active, because a page that loads is visible.
 * @param redraw called with a changed view and the one on the screen
 */
export function watchRooms(
  redraw: (now: RoomView, before: RoomView) => void,
  parts?: RoomWatcherOptions,
): RoomWatcher {
  const usual = { status: liveStatus(), clock: systemClock, scrolls: false }
  const { status, clock, tracksVisibility } = { ...usual, ...parts }
  const watched = new Map<RoomId, WatchedRoom>()
  /** null: all rooms. */
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
        // the status of a Channels account has all of its data
        if (live.kind === 'channels') one.room = channelsRoom(live.live, clock.nowMs())
        updateNotice(one, clock.nowMs())
        // a status during subscribe is drawn with the list
        if (!isSubscribed) return
        refresh(one)
        // there may be a new notice with a countdown
        scheduleRefresh()
      },
      one.room,
    )
    isSubscribed = true
  }

  const isVisible = ({ room }: WatchedRoom) =>
    active && (visibleIds === null || visibleIds.has(room.roomId))

  /** Subscribes again to a room that is back on the screen, and draws what has changed. */
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
    for (const { room, view } of watched.values()) {
      const { startAtSec, endAtSec } = room
      if (view.badge?.tone !== 'soon' || startAtSec === null) continue
      // a room that has not started by its planned end shows another text
      const endsInMs = endAtSec * 1000 - nowMs + 1
      waitMs = Math.min(waitMs, startTextChangesInMs(startAtSec, nowMs) ?? endsInMs, endsInMs)
    }
    timer = active && waitMs < Infinity ? clock.setTimeout(refreshAll, waitMs) : undefined
  }

  const refreshAll = () => {
    for (const one of watched.values()) refresh(one)
    scheduleRefresh()
  }

  return {
    setRooms(rooms) {
      const ids = new Set(rooms.map(({ roomId }) => roomId))
      for (const [roomId, one] of watched) {
        if (ids.has(roomId)) continue
        release(one)
        watched.delete(roomId)
      }
      for (const room of rooms) {
        const one = watched.get(room.roomId) ?? newWatchedRoom(room, clock.nowMs())
        release(one)
        one.room = room
        updateNotice(one, clock.nowMs())
        watched.set(room.roomId, one)
        if (isVisible(one)) subscribeTo(one)
        one.view = buildView(one)
      }
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
      for (const one of watched.values()) if (!isVisible(one)) release(one)
      // in screen order, which is the order of polling
      for (const roomId of roomIds) {
        const one = watched.get(roomId)
        if (one !== undefined) resumeRoom(one)
      }
    },
    isActive: () => active,
    resume() {
      if (active) return
      active = true
      // relative times first, then statuses: each change costs a setData of its own
      refreshAll()
      for (const one of watched.values()) resumeRoom(one)
    },
    pause() {
      active = false
      for (const one of watched.values()) release(one)
      scheduleRefresh()
    },
  }
}

/** A page that shows rooms. null: not loaded, closed, or the client is outdated. */
export interface RoomWatchingPage {
  watch: RoomWatcher | null
}

/** `onShow` of such a page. */
export function resumeRooms(this: RoomWatchingPage): void {
  this.watch?.resume()
}

/** `onHide` of such a page. */
export function pauseRooms(this: RoomWatchingPage): void {
  this.watch?.pause()
}

/** `onUnload` of such a page. Later answers find `watch` null. */
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

/** When another notice becomes the next one, an earlier reservation does not apply to it. */
function updateNotice(one: WatchedRoom, nowMs: number): void {
  const live = channelsLiveOf(one.room.liveStatus)
  const noticeId = live === null ? null : (noticeToReserve(live, nowMs)?.noticeId ?? null)
  if (noticeId === null || noticeId === one.noticeId) return
  if (one.noticeId !== null) one.subscribed = isReservedNotice(noticeId)
  one.noticeId = noticeId
}

/**
 * The setData changes of one room at its path, so that a change does not send the whole list.
 * @example changesAt('list.value[3]', now, before) // { 'list.value[3].actionText': '进入直播间' }
 */
export function changesAt(path: string, now: RoomView, before: RoomView): Record<string, unknown> {
  const changes: Record<string, unknown> = {}
  const fields = Object.keys(now) as (keyof RoomView)[]
  for (const field of fields) {
    if (JSON.stringify(now[field]) !== JSON.stringify(before[field]))
      changes[`${path}.${field}`] = now[field]
  }
  return changes
}
