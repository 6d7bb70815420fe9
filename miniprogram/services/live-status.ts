import { isFinal, sameLiveStatus } from '../domain/live-status-code'
import type { LiveStatus } from '../domain/live-status-code'
import { systemClock } from './clock'
import type { Clock } from './clock'
import { connectLiveStatus } from './live-player'
import type { AskLiveStatus } from './live-player'

/**
 * The one poller of the app: pages say which rooms they show, and are told each change.
 *
 * - The first status at once, then one plugin call a minute for a room, however many pages, hides
 *   and shows there are: asked sooner, WeChat may never answer.
 * - Nothing runs while the app is hidden, after the last listener left, or once a room has ended,
 *   was banned or has expired. 106 goes on: the host may be back within 15 minutes.
 * - A call that hangs is given up when the next is due; if it does answer, that still counts.
 * @see liveplayer/component-api, getLiveStatus
 */
export interface LiveStatusService {
  /**
   * @param listener is told the last known status at once and every change after it.
   * @param initial what the back end said; told until the plugin says better.
   * @returns to stop listening.
   */
  subscribe(roomId: number, listener: LiveStatusListener, initial?: LiveStatus): () => void
  /** The app went to the background. */
  hide(): void
  /** The app is seen again. */
  show(): void
}

export type LiveStatusListener = (status: LiveStatus, roomId: number) => void

export interface LiveStatusParts {
  /** Loads the plugin; null: not to be had now. May never settle, and so may what it gives. */
  readonly connect: () => Promise<AskLiveStatus | null>
  readonly clock: Clock
  /** Hears of a listener that threw; the others are told all the same. */
  readonly report: (error: unknown) => void
}

const MINUTE_MS = 60_000
const LONGEST_WAIT_MS = 15 * MINUTE_MS

interface Listening {
  readonly listener: LiveStatusListener
  /** Told last, so that nobody is told the same twice: each telling costs a setData. */
  told: LiveStatus | undefined
}

interface Watched {
  readonly roomId: number
  readonly listening: Set<Listening>
  last: LiveStatus | undefined
  lastAtMs: number
  /** When the plugin was last called; kept after everybody left, or coming back breaks the minute. */
  calledAtMs: number
  /** An attempt loads the plugin and then calls it; this is when the last one began. */
  triedAtMs: number
  attempts: number
  /** The last attempt is still without an outcome. */
  open: boolean
  /** Attempts without an answer in a row. */
  failures: number
  calls: number
  /** The newest call that was answered: an older one answered after it says nothing any more. */
  answered: number
  timer: number | undefined
}

export function createLiveStatus({ connect, clock, report }: LiveStatusParts): LiveStatusService {
  const watched = new Map<number, Watched>()
  let hidden = false

  const watch = (roomId: number): Watched => {
    const known = watched.get(roomId)
    if (known !== undefined) return known
    const room: Watched = {
      roomId,
      listening: new Set(),
      last: undefined,
      lastAtMs: -Infinity,
      calledAtMs: -Infinity,
      triedAtMs: -Infinity,
      attempts: 0,
      open: false,
      failures: 0,
      calls: 0,
      answered: 0,
      timer: undefined,
    }
    watched.set(roomId, room)
    return room
  }

  const wanted = (room: Watched) =>
    !hidden && room.listening.size > 0 && !(room.last !== undefined && isFinal(room.last))

  const rest = (room: Watched) => {
    if (room.timer !== undefined) clock.clearTimeout(room.timer)
    room.timer = undefined
  }

  /** Sets the one timer of a room anew, or tries at once if it is due. */
  const arrange = (room: Watched) => {
    rest(room)
    if (!wanted(room)) return
    const nowMs = clock.nowMs()
    // a phone's clock may be set back: what then lies ahead was a moment ago
    room.triedAtMs = Math.min(room.triedAtMs, nowMs)
    room.calledAtMs = Math.min(room.calledAtMs, nowMs)
    const sinceMs = Math.max(room.triedAtMs, room.calledAtMs)
    const waitMs = sinceMs + gapMs(room.failures) - nowMs
    if (waitMs > 0) room.timer = clock.setTimeout(() => arrange(room), waitMs)
    else if (room.open) giveUp(room)
    else attempt(room)
  }

  const giveUp = (room: Watched) => {
    room.open = false
    room.failures += 1
    arrange(room)
  }

  const attempt = (room: Watched) => {
    const number = ++room.attempts
    room.triedAtMs = clock.nowMs()
    room.open = true
    arrange(room)
    void connect()
      .catch(() => null)
      .then((ask) => {
        const latest = number === room.attempts && room.open
        if (ask === null) {
          if (latest) giveUp(room)
        } else if (!wanted(room)) {
          // nothing was called, so whoever comes back need not wait for it
          if (latest) {
            room.open = false
            room.triedAtMs = -Infinity
          }
        } else if (clock.nowMs() - room.calledAtMs >= MINUTE_MS) {
          // of two attempts that waited for one slow load, only the first comes here
          call(room, ask)
        }
      })
  }

  const call = (room: Watched, ask: AskLiveStatus) => {
    const number = ++room.calls
    room.calledAtMs = clock.nowMs()
    room.open = true
    arrange(room)
    ask(room.roomId).then(
      (status) => {
        if (number < room.answered) return
        room.answered = number
        room.failures = 0
        if (number === room.calls) room.open = false
        learn(room, status)
      },
      () => {
        if (number === room.calls && room.open) giveUp(room)
      },
    )
  }

  const learn = (room: Watched, status: LiveStatus) => {
    room.last = status
    room.lastAtMs = clock.nowMs()
    arrange(room)
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
    subscribe(roomId, listener, initial) {
      const room = watch(roomId)
      const one: Listening = { listener, told: undefined }
      room.listening.add(one)
      const first = newerOf(room, initial, clock.nowMs())
      if (first !== undefined && isFinal(first)) learn(room, first)
      else if (first !== undefined) tell(room, one, first)
      arrange(room)
      return () => {
        if (room.listening.delete(one) && room.listening.size === 0) rest(room)
      }
    },
    hide() {
      hidden = true
      watched.forEach(rest)
    },
    show() {
      hidden = false
      watched.forEach((room) => {
        // the network that failed may be another one by now
        room.failures = 0
        arrange(room)
      })
    },
  }
}

/**
 * The plugin's word of the last minute, or of a room that has ended, is newer than any list; an
 * older one may be older than the list that the caller has just been given.
 */
function newerOf(
  { last, lastAtMs }: Watched,
  initial: LiveStatus | undefined,
  nowMs: number,
): LiveStatus | undefined {
  if (last === undefined) return initial
  return isFinal(last) || nowMs - lastAtMs < MINUTE_MS ? last : (initial ?? last)
}

/** The first failure costs a minute like any call; each further one twice the one before. */
function gapMs(failures: number): number {
  return Math.min(LONGEST_WAIT_MS, MINUTE_MS * 2 ** Math.max(0, failures - 1))
}

let shared: LiveStatusService | undefined

/** The app's own poller; app.ts hides and shows it. */
export function liveStatus(): LiveStatusService {
  shared ??= createLiveStatus({
    connect: connectLiveStatus,
    clock: systemClock,
    report: (error) => console.error(error),
  })
  return shared
}
