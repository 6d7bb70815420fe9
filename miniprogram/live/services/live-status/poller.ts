import { isFinal, sameLiveStatus } from '../../domain/live-status-code'
import type { LiveStatus } from '../../domain/live-status-code'
import type { RoomId } from '../../domain/room-id'
import { systemClock } from '../phone/clock'
import type { Clock } from '../phone/clock'
import { createCallLog, storedCalls } from './call-log'
import type { CallStore } from './call-log'
import type { RequestStatus, StatusSource } from '../wechat/status-source'
import { statusSources } from './sources'
import { createSourceLoader } from './source-loader'
import type { SourceLoader } from './source-loader'
import { MIN_CALL_GAP_MS, dueAtMs, isSooner, MINUTE_MS } from './schedule'
import type { Due, Listed, RoomSchedule } from './schedule'

/** After this timeout a call frees its slot. A late answer still counts. */
const CALL_TIMEOUT_MS = 10_000

/** The most calls at a time. */
const MAX_OPEN_CALLS = 3

/** Timers above 24 days fire at once, and the phone's clock may be changed, so the poller wakes at least this often. */
const MAX_SLEEP_MS = 15 * MINUTE_MS

/**
 * The app's only poller of live statuses. Pages subscribe to the rooms on the screen.
 *
 * - One timer for all rooms and listeners. The room that has been due longest is next. Calls have a minimum
 *   gap, and at most three are open.
 * - A room gets its first call at once, then at most one a minute, across pages, hides, shows and restarts:
 *   after an earlier call WeChat may never answer.
 * - Nothing runs while the app is hidden or without listeners. Ended, banned and expired rooms are not
 *   polled. 106 is: the host may return within 15 minutes. A room far from its start waits.
 * - A call that hangs times out; a late answer still counts.
 * @see liveplayer/component-api, getLiveStatus
 */
export interface LiveStatusService {
  /**
   * @param listener called with the last known status at once, then with every change
   * @param listed the back end's status, used until the source has a newer one
   * @returns a function that ends the subscription
   */
  subscribe(roomId: RoomId, listener: LiveStatusListener, listed?: Listed): () => void
  /** The app went to the background. */
  hide(): void
  /** The app came to the foreground. */
  show(): void
}

export type LiveStatusListener = (status: LiveStatus, roomId: RoomId) => void

export interface LiveStatusParts {
  /** A room that no source handles is never polled. */
  readonly sources: readonly StatusSource[]
  readonly clock: Clock
  readonly calls: CallStore
  /** From 0 to 1. Spreads the calls, so that a list does not send a burst. */
  readonly random: () => number
  /** Called with the error of a listener that threw. The other listeners still run. */
  readonly report: (error: unknown) => void
}

interface Subscription {
  readonly listener: LiveStatusListener
  /** Equal statuses are not sent twice, because each call costs a setData. */
  lastSent: LiveStatus | undefined
}

interface PolledRoom extends RoomSchedule {
  readonly roomId: RoomId
  /** null: no source handles this room. */
  readonly loader: SourceLoader | null
  readonly subscriptions: Set<Subscription>
  /** The time of `last`. */
  lastAtMs: number
  calls: number
  /** The number of the newest answered call. Later answers to older calls are ignored. */
  lastAnsweredCall: number
}

interface DueRoom extends Due {
  readonly room: PolledRoom
  readonly loader: SourceLoader | null
}

interface Call {
  readonly room: PolledRoom
  readonly number: number
  atMs: number
}

export function createLiveStatus(parts: LiveStatusParts): LiveStatusService {
  const { sources, clock, calls, random, report } = parts
  const log = createCallLog(calls, clock.nowMs())
  /** All rooms since the start. Re-subscribing reuses the last status and the room's rate limit. */
  const rooms = new Map<RoomId, PolledRoom>()
  /** Rooms with listeners, in order of subscription. */
  const subscribedRooms = new Set<PolledRoom>()
  const openCalls = new Set<Call>()
  let nextCallAtMs = -Infinity
  let hidden = false
  let timer: number | undefined

  const roomOf = (roomId: RoomId): PolledRoom => {
    const known = rooms.get(roomId)
    if (known !== undefined) return known
    const room: PolledRoom = {
      roomId,
      loader: loaders[sources.findIndex((source) => source.handles(roomId))] ?? null,
      subscriptions: new Set(),
      subscribedAtMs: -Infinity,
      calledAtMs: log.lastAtMs(roomId),
      failures: 0,
      jitter: 0,
      listed: undefined,
      last: undefined,
      lastAtMs: -Infinity,
      calls: 0,
      lastAnsweredCall: 0,
    }
    rooms.set(roomId, room)
    return room
  }

  const cancelTimer = () => {
    if (timer !== undefined) clock.clearTimeout(timer)
    timer = undefined
  }

  /** Starts all due calls, and sets the timer for the next one. */
  const schedule = () => {
    cancelTimer()
    if (hidden) return
    const nowMs = clock.nowMs()
    clampTimesTo(nowMs)
    failHungCalls(nowMs)
    for (;;) {
      const next = nextDueRoom(nowMs)
      if (next === null) return
      const { room, loader, atMs } = next
      if (atMs > nowMs || loader === null) {
        timer = clock.setTimeout(schedule, Math.min(MAX_SLEEP_MS, atMs - nowMs))
        return
      }
      const ask = loader.ask()
      if (ask === null) loader.load(nowMs)
      else call(room, ask, nowMs)
    }
  }

  /** A source that does not load does not delay the others. */
  const loaders = sources.map((source) => createSourceLoader(() => source.connect(), schedule))

  /** If the phone's clock was set back, stored times may be in the future: they become now. */
  const clampTimesTo = (nowMs: number) => {
    nextCallAtMs = Math.min(nextCallAtMs, nowMs + 2 * MIN_CALL_GAP_MS)
    for (const one of openCalls) one.atMs = Math.min(one.atMs, nowMs)
    for (const room of subscribedRooms) {
      room.subscribedAtMs = Math.min(room.subscribedAtMs, nowMs)
      room.calledAtMs = Math.min(room.calledAtMs, nowMs)
      room.lastAtMs = Math.min(room.lastAtMs, nowMs)
    }
  }

  const failHungCalls = (nowMs: number) => {
    for (const one of openCalls) if (nowMs - one.atMs >= CALL_TIMEOUT_MS) recordFailure(one)
  }

  const nextDueRoom = (nowMs: number) => {
    const freeMs = nextSlotAtMs()
    return Array.from(subscribedRooms, (room): DueRoom => {
      const { loader } = room
      const dueMs = loader === null ? Infinity : dueAtMs(room, nowMs)
      const openMs = loader?.ask() === null ? loader.loadAtMs(nowMs) : freeMs
      return { room, loader, dueMs, atMs: Math.max(nowMs, dueMs, openMs) }
    }).reduce<DueRoom | null>((best, one) => (isSooner(one, best) ? one : best), null)
  }

  /** When the next call slot is free. */
  const nextSlotAtMs = () => {
    if (openCalls.size < MAX_OPEN_CALLS) return nextCallAtMs
    let oldestMs = Infinity
    for (const { atMs } of openCalls) oldestMs = Math.min(oldestMs, atMs)
    return Math.max(nextCallAtMs, oldestMs + CALL_TIMEOUT_MS)
  }

  const call = (room: PolledRoom, ask: RequestStatus, nowMs: number) => {
    const one: Call = { room, number: ++room.calls, atMs: nowMs }
    openCalls.add(one)
    room.calledAtMs = nowMs
    room.jitter = random()
    nextCallAtMs = nowMs + MIN_CALL_GAP_MS * (1 + random())
    log.record(room.roomId, nowMs)
    ask(room.roomId).then(
      (status) => {
        openCalls.delete(one)
        if (one.number > room.lastAnsweredCall) {
          room.lastAnsweredCall = one.number
          room.failures = 0
          applyStatus(room, status)
        }
        schedule()
      },
      () => {
        recordFailure(one)
        schedule()
      },
    )
  }

  /** Counts a call once: it may fail after its timeout was already counted. */
  const recordFailure = (one: Call) => {
    if (openCalls.delete(one) && one.number === one.room.calls) one.room.failures += 1
  }

  const applyStatus = (room: PolledRoom, status: LiveStatus) => {
    room.last = status
    room.lastAtMs = clock.nowMs()
    // iterating a Set skips subscriptions that a listener has just ended
    for (const one of room.subscriptions) notify(room, one, status)
  }

  const notify = (room: PolledRoom, one: Subscription, status: LiveStatus) => {
    if (one.lastSent !== undefined && sameLiveStatus(one.lastSent, status)) return
    one.lastSent = status
    try {
      one.listener(status, room.roomId)
    } catch (error) {
      report(error)
    }
  }

  return {
    subscribe(roomId, listener, listed) {
      const room = roomOf(roomId)
      const one: Subscription = { listener, lastSent: undefined }
      if (room.subscriptions.size === 0 || room.last?.kind === 'channels')
        room.subscribedAtMs = clock.nowMs()
      room.subscriptions.add(one)
      subscribedRooms.add(room)
      room.listed = listed ?? room.listed
      const first = newerStatus(room, listed?.liveStatus, clock.nowMs())
      if (first !== undefined && isFinal(first)) applyStatus(room, first)
      else if (first !== undefined) notify(room, one, first)
      schedule()
      return () => {
        if (!room.subscriptions.delete(one) || room.subscriptions.size > 0) return
        subscribedRooms.delete(room)
        schedule()
      }
    },
    hide() {
      hidden = true
      cancelTimer()
    },
    show() {
      hidden = false
      failHungCalls(clock.nowMs())
      for (const room of rooms.values()) room.failures = 0
      loaders.forEach((line) => line.resetBackoff())
      schedule()
    },
  }
}

/**
 * A polled status is newer than the list if it is under a minute old or final. An older one may be older
 * than the list. `unknown` is ignored.
 */
function newerStatus(
  { last, lastAtMs }: PolledRoom,
  listed: LiveStatus | undefined,
  nowMs: number,
): LiveStatus | undefined {
  if (last === undefined || last.kind === 'unknown') return listed ?? last
  if (isFinal(last) || nowMs - lastAtMs < MINUTE_MS) return last
  return listed === undefined || listed.kind === 'unknown' ? last : listed
}

let shared: LiveStatusService | undefined

/** The app's poller; app.ts hides and shows it. */
export function liveStatus(): LiveStatusService {
  shared ??= createLiveStatus({
    sources: statusSources,
    clock: systemClock,
    calls: storedCalls,
    random: Math.random,
    report: (error) => console.error(error),
  })
  return shared
}
