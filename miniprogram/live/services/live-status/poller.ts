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

/** A call without an answer for so long gives its place to the next; it may still answer. */
const CALL_TIMEOUT_MS = 10_000

/** The most calls under way at a time. */
const MAX_OPEN_CALLS = 3

/** A timer of more than 24 days fires at once, and a phone's clock may be set: look now and then. */
const MAX_SLEEP_MS = 15 * MINUTE_MS

/**
 * The one poller of the app: pages say which rooms are on the screen, and are told each change.
 *
 * - One schedule with one timer, however many rooms and listeners: the room that is due for the
 *   longest time is next; calls are a little apart, and no more than three are under way.
 * - The first status at once, then one plugin call a minute for a room, however many pages, hides,
 *   shows and restarts there are: asked sooner, WeChat may never answer.
 * - Nothing runs while the app is hidden, after the last listener left, or once a room has ended,
 *   was banned or has expired. 106 goes on: the host may be back within 15 minutes. A room far from
 *   its start waits.
 * - A call that hangs is given up; if it does answer, that still counts.
 * @see liveplayer/component-api, getLiveStatus
 */
export interface LiveStatusService {
  /**
   * @param listener is told the last known status at once and every change after it.
   * @param listed what the back end said; told until the plugin says better.
   * @returns to stop listening.
   */
  subscribe(roomId: RoomId, listener: LiveStatusListener, listed?: Listed): () => void
  /** The app went to the background. */
  hide(): void
  /** The app is seen again. */
  show(): void
}

export type LiveStatusListener = (status: LiveStatus, roomId: RoomId) => void

export interface LiveStatusParts {
  /** A room that none of them owns is never asked about. */
  readonly sources: readonly StatusSource[]
  readonly clock: Clock
  readonly calls: CallStore
  /** From 0 to 1: spreads the calls, so that a list does not go off in one burst. */
  readonly random: () => number
  /** Hears of a listener that threw; the others are told all the same. */
  readonly report: (error: unknown) => void
}

interface Subscription {
  readonly listener: LiveStatusListener
  /** Told last, so that nobody is told the same twice: each telling costs a setData. */
  lastSent: LiveStatus | undefined
}

interface PolledRoom extends RoomSchedule {
  readonly roomId: RoomId
  /** null: nobody can be asked about it. */
  readonly loader: SourceLoader | null
  readonly subscriptions: Set<Subscription>
  /** When `last` was said. */
  lastAtMs: number
  calls: number
  /** The newest call that was answered: an older one answered after it says nothing any more. */
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
  /** Every room of this visit: who comes back to one finds its last word and its minute. */
  const rooms = new Map<RoomId, PolledRoom>()
  /** Those somebody listens to, in the order of their coming. */
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

  /** Does what is due, and sets the one timer for what is due next. */
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

  /** A source that cannot be had does not keep the others waiting. */
  const loaders = sources.map((source) => createSourceLoader(() => source.connect(), schedule))

  /** A phone's clock may be set back: what then lies ahead was a moment ago. */
  const clampTimesTo = (nowMs: number) => {
    nextCallAtMs = Math.min(nextCallAtMs, nowMs + 2 * MIN_CALL_GAP_MS)
    openCalls.forEach((one) => (one.atMs = Math.min(one.atMs, nowMs)))
    subscribedRooms.forEach((room) => {
      room.subscribedAtMs = Math.min(room.subscribedAtMs, nowMs)
      room.calledAtMs = Math.min(room.calledAtMs, nowMs)
      room.lastAtMs = Math.min(room.lastAtMs, nowMs)
    })
  }

  const failHungCalls = (nowMs: number) => {
    openCalls.forEach((one) => {
      if (nowMs - one.atMs >= CALL_TIMEOUT_MS) recordFailure(one)
    })
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

  /** When another call may be made. */
  const nextSlotAtMs = () => {
    if (openCalls.size < MAX_OPEN_CALLS) return nextCallAtMs
    let oldestMs = Infinity
    openCalls.forEach(({ atMs }) => (oldestMs = Math.min(oldestMs, atMs)))
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

  /** Once for each call: a refusal after it was given up has been counted. */
  const recordFailure = (one: Call) => {
    if (openCalls.delete(one) && one.number === one.room.calls) one.room.failures += 1
  }

  const applyStatus = (room: PolledRoom, status: LiveStatus) => {
    room.last = status
    room.lastAtMs = clock.nowMs()
    // a Set leaves out whom another listener has just ended
    room.subscriptions.forEach((one) => notify(room, one, status))
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
      rooms.forEach((room) => (room.failures = 0))
      loaders.forEach((line) => line.resetBackoff())
      schedule()
    },
  }
}

/**
 * The plugin's word of the last minute, or of a room that has ended, is newer than any list; an
 * older one may be older than the list that the caller has just been given. Who says "unknown" has
 * said nothing.
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

/** The app's own poller; app.ts hides and shows it. */
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
