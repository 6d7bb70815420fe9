import { isFinal, sameLiveStatus } from '../../domain/live-status-code'
import type { LiveStatus } from '../../domain/live-status-code'
import type { RoomId } from '../../domain/room-id'
import { systemClock } from '../phone/clock'
import type { Clock } from '../phone/clock'
import { createCallLog, storedCalls } from './call-log'
import type { CallStore } from './call-log'
import type { AskLiveStatus, StatusSource } from '../wechat/status-source'
import { statusSources } from './sources'
import { createLine } from './source-loader'
import type { Line } from './source-loader'
import { BETWEEN_MS, dueAtMs, isSooner, MINUTE_MS } from './schedule'
import type { Due, Listed, Pace } from './schedule'

/** A call without an answer for so long gives its place to the next; it may still answer. */
const HANGS_MS = 10_000

/** The most calls under way at a time. */
const MOST_OPEN = 3

/** A timer of more than 24 days fires at once, and a phone's clock may be set: look now and then. */
const LONGEST_SLEEP_MS = 15 * MINUTE_MS

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

interface Listening {
  readonly listener: LiveStatusListener
  /** Told last, so that nobody is told the same twice: each telling costs a setData. */
  told: LiveStatus | undefined
}

interface Watched extends Pace {
  readonly roomId: RoomId
  /** null: nobody can be asked about it. */
  readonly line: Line | null
  readonly listening: Set<Listening>
  /** When `last` was said. */
  lastAtMs: number
  calls: number
  /** The newest call that was answered: an older one answered after it says nothing any more. */
  answered: number
}

interface DueRoom extends Due {
  readonly room: Watched
  readonly line: Line | null
}

interface Call {
  readonly room: Watched
  readonly number: number
  atMs: number
}

export function createLiveStatus(parts: LiveStatusParts): LiveStatusService {
  const { sources, clock, calls, random, report } = parts
  const log = createCallLog(calls, clock.nowMs())
  /** Every room of this visit: who comes back to one finds its last word and its minute. */
  const rooms = new Map<RoomId, Watched>()
  /** Those somebody listens to, in the order of their coming. */
  const onScreen = new Set<Watched>()
  const open = new Set<Call>()
  let gateMs = -Infinity
  let hidden = false
  let timer: number | undefined

  const find = (roomId: RoomId): Watched => {
    const known = rooms.get(roomId)
    if (known !== undefined) return known
    const room: Watched = {
      roomId,
      line: lines[sources.findIndex((source) => source.owns(roomId))] ?? null,
      listening: new Set(),
      cameAtMs: -Infinity,
      calledAtMs: log.lastAtMs(roomId),
      failures: 0,
      chance: 0,
      listed: undefined,
      last: undefined,
      lastAtMs: -Infinity,
      calls: 0,
      answered: 0,
    }
    rooms.set(roomId, room)
    return room
  }

  const rest = () => {
    if (timer !== undefined) clock.clearTimeout(timer)
    timer = undefined
  }

  /** Does what is due, and sets the one timer for what is due next. */
  const arrange = () => {
    rest()
    if (hidden) return
    const nowMs = clock.nowMs()
    beginNoLaterThan(nowMs)
    giveUpHung(nowMs)
    for (;;) {
      const next = soonest(nowMs)
      if (next === null) return
      const { room, line, atMs } = next
      if (atMs > nowMs || line === null) {
        timer = clock.setTimeout(arrange, Math.min(LONGEST_SLEEP_MS, atMs - nowMs))
        return
      }
      const ask = line.ask()
      if (ask === null) line.load(nowMs)
      else call(room, ask, nowMs)
    }
  }

  /** A source that cannot be had does not keep the others waiting. */
  const lines = sources.map((source) => createLine(() => source.connect(), arrange))

  /** A phone's clock may be set back: what then lies ahead was a moment ago. */
  const beginNoLaterThan = (nowMs: number) => {
    gateMs = Math.min(gateMs, nowMs + 2 * BETWEEN_MS)
    open.forEach((one) => (one.atMs = Math.min(one.atMs, nowMs)))
    onScreen.forEach((room) => {
      room.cameAtMs = Math.min(room.cameAtMs, nowMs)
      room.calledAtMs = Math.min(room.calledAtMs, nowMs)
      room.lastAtMs = Math.min(room.lastAtMs, nowMs)
    })
  }

  const giveUpHung = (nowMs: number) => {
    open.forEach((one) => {
      if (nowMs - one.atMs >= HANGS_MS) failed(one)
    })
  }

  const soonest = (nowMs: number) => {
    const freeMs = freeAtMs()
    return Array.from(onScreen, (room): DueRoom => {
      const { line } = room
      const dueMs = line === null ? Infinity : dueAtMs(room, nowMs)
      const openMs = line?.ask() === null ? line.loadAtMs(nowMs) : freeMs
      return { room, line, dueMs, atMs: Math.max(nowMs, dueMs, openMs) }
    }).reduce<DueRoom | null>((best, one) => (isSooner(one, best) ? one : best), null)
  }

  /** When another call may be made. */
  const freeAtMs = () => {
    if (open.size < MOST_OPEN) return gateMs
    let oldestMs = Infinity
    open.forEach(({ atMs }) => (oldestMs = Math.min(oldestMs, atMs)))
    return Math.max(gateMs, oldestMs + HANGS_MS)
  }

  const call = (room: Watched, ask: AskLiveStatus, nowMs: number) => {
    const one: Call = { room, number: ++room.calls, atMs: nowMs }
    open.add(one)
    room.calledAtMs = nowMs
    room.chance = random()
    gateMs = nowMs + BETWEEN_MS * (1 + random())
    log.note(room.roomId, nowMs)
    ask(room.roomId).then(
      (status) => {
        open.delete(one)
        if (one.number > room.answered) {
          room.answered = one.number
          room.failures = 0
          learn(room, status)
        }
        arrange()
      },
      () => {
        failed(one)
        arrange()
      },
    )
  }

  /** Once for each call: a refusal after it was given up has been counted. */
  const failed = (one: Call) => {
    if (open.delete(one) && one.number === one.room.calls) one.room.failures += 1
  }

  const learn = (room: Watched, status: LiveStatus) => {
    room.last = status
    room.lastAtMs = clock.nowMs()
    // a Set leaves out whom another listener has just ended
    room.listening.forEach((one) => tell(room, one, status))
  }

  const tell = (room: Watched, one: Listening, status: LiveStatus) => {
    if (one.told !== undefined && sameLiveStatus(one.told, status)) return
    one.told = status
    try {
      one.listener(status, room.roomId)
    } catch (error) {
      report(error)
    }
  }

  return {
    subscribe(roomId, listener, listed) {
      const room = find(roomId)
      const one: Listening = { listener, told: undefined }
      if (room.listening.size === 0 || room.last?.kind === 'channels') room.cameAtMs = clock.nowMs()
      room.listening.add(one)
      onScreen.add(room)
      room.listed = listed ?? room.listed
      const first = newerOf(room, listed?.liveStatus, clock.nowMs())
      if (first !== undefined && isFinal(first)) learn(room, first)
      else if (first !== undefined) tell(room, one, first)
      arrange()
      return () => {
        if (!room.listening.delete(one) || room.listening.size > 0) return
        onScreen.delete(room)
        arrange()
      }
    },
    hide() {
      hidden = true
      rest()
    },
    show() {
      hidden = false
      giveUpHung(clock.nowMs())
      rooms.forEach((room) => (room.failures = 0))
      lines.forEach((line) => line.forgive())
      arrange()
    },
  }
}

/**
 * The plugin's word of the last minute, or of a room that has ended, is newer than any list; an
 * older one may be older than the list that the caller has just been given. Who says "unknown" has
 * said nothing.
 */
function newerOf(
  { last, lastAtMs }: Watched,
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
