import { codeOf, isFinal, parseLiveStatus } from '../../../miniprogram/live/domain/live-status-code'
import type { LiveStatus } from '../../../miniprogram/live/domain/live-status-code'
import type { RoomId } from '../../../miniprogram/live/domain/room-id'
import type { RequestStatus } from '../../../miniprogram/live/services/wechat/status-source'
import { createLiveStatus } from '../../../miniprogram/live/services/live-status/poller'
import { aClock } from './a-clock'
import { aCallStore, only } from './a-poller'
import { aRoom } from './builders'
import { MINUTE, ROOMS } from './poller-chances'
import type { Code, Reply, Step, PluginBehaviour } from './poller-chances'

/** The limits of the contract, repeated independently of the code. */
const MOST_OPEN = 3
const HANGS = 10_000
const APART = 200

interface Visitor {
  readonly roomId: number
  readonly stop: () => void
  /** The number of answers before the subscription. */
  readonly since: number
  told: Code | undefined
}

interface Answered {
  readonly number: number
  readonly code: Code
}

function cycle<T>(list: readonly T[]): () => T {
  let at = 0
  return () => {
    const item = list[at++ % list.length]
    if (item === undefined) throw new Error('nothing to cycle through')
    return item
  }
}

/** A phone with storage and a randomly behaving plugin. Broken rules are recorded in `faults`. */
export function aRandomWorld({ replies, loads, chances }: PluginBehaviour) {
  const clock = aClock()
  const store = aCallStore()
  const anyReply = cycle(replies)
  const anyLoad = cycle(loads)
  const random = cycle(chances)
  const calledAtMs = new Map<RoomId, number[]>(ROOMS.map((roomId) => [roomId, []]))
  /** The model: the newest answer since the start of the app. */
  const last = new Map<RoomId, Answered>()
  const faults: string[] = []
  let visitors: Visitor[] = []
  let open: { atMs: number }[] = []
  let latestMs = -Infinity
  let well = false
  let skewMs = 0
  let hidden = false
  /** Counts restarts. Events of an earlier run are ignored. */
  let life = 0

  const nextReply = (): Reply => (well ? { kind: 'answer', afterMs: 0, code: 101 } : anyReply())

  const inMs = <T>(afterMs: number, settle: (resolve: (value: T) => void) => void) =>
    new Promise<T>((resolve) => clock.later(afterMs, () => settle(resolve)))

  const isOver = (roomId: RoomId) => {
    const known = last.get(roomId)
    return known !== undefined && isFinal(parseLiveStatus(known.code))
  }

  const check = (roomId: RoomId, made: readonly number[], nowMs: number) => {
    const sinceMs = nowMs - (made[made.length - 1] ?? -Infinity)
    if (sinceMs < MINUTE) faults.push(`room ${roomId} asked again after ${sinceMs} ms`)
    if (nowMs - latestMs < APART) faults.push(`a burst: ${nowMs - latestMs} ms between two calls`)
    if (open.filter(({ atMs }) => nowMs - atMs < HANGS).length >= MOST_OPEN)
      faults.push('too many calls under way')
    if (hidden) faults.push('called while hidden')
    if (!visitors.some((one) => one.roomId === roomId)) faults.push('called without a subscriber')
    if (isOver(roomId)) faults.push('called after the end')
  }

  const asker =
    (born: number): RequestStatus =>
    (roomId) => {
      const made = calledAtMs.get(roomId) ?? []
      const nowMs = clock.nowMs()
      check(roomId, made, nowMs)
      latestMs = nowMs
      const number = made.push(nowMs)
      const call = { atMs: nowMs }
      open.push(call)
      const reply = nextReply()
      return new Promise<LiveStatus>((resolve, reject) => {
        if (reply.kind === 'hang') return
        clock.later(reply.afterMs, () => {
          open = open.filter((one) => one !== call)
          if (reply.kind === 'fail') {
            reject(new Error('the plugin said no'))
            return
          }
          const status = parseLiveStatus(reply.code)
          if (born === life && number > (last.get(roomId)?.number ?? 0))
            last.set(roomId, { number, code: codeOf(status) })
          resolve(status)
        })
      })
    }

  const start = () => {
    const ask = asker(life)
    return createLiveStatus({
      clock: Object.assign({}, clock, { nowMs: () => clock.nowMs() + skewMs }),
      random,
      calls: store,
      sources: only(() => {
        const { kind, afterMs } = well ? { kind: 'ok', afterMs: 0 } : anyLoad()
        if (kind === 'hang') return new Promise(() => undefined)
        if (kind === 'refuse')
          return inMs<null>(afterMs, (resolve) => resolve(null)).then(() =>
            Promise.reject(new Error()),
          )
        return inMs(afterMs, (resolve) => resolve(kind === 'ok' ? ask : null))
      }),
      report: (error) => faults.push(`reported ${String(error)}`),
    })
  }
  let service = start()

  const come = (roomId: number, listed: Code = null) => {
    const born = life
    const heard: { told: Code | undefined } = { told: undefined }
    const since = last.get(roomId)?.number ?? 0
    const visitor: Visitor = Object.assign(heard, { roomId, since, stop: () => stop() })
    // the service may call the listener inside subscribe
    visitors.push(visitor)
    const stop = service.subscribe(
      roomId,
      (status, named) => {
        if (born !== life) return
        if (named !== roomId) faults.push('sent the status of another room')
        if (heard.told === codeOf(status)) faults.push('sent the same status twice')
        heard.told = codeOf(status)
      },
      listed === null ? undefined : aRoom({ roomId, liveStatus: parseLiveStatus(listed) }),
    )
  }

  const leaveAll = () => {
    visitors.forEach(({ stop }) => stop())
    visitors = []
  }

  /** Kills the app: its timers stop, and only the storage stays. */
  const restart = () => {
    service.hide()
    life += 1
    visitors = []
    last.clear()
    open = []
    latestMs = -Infinity
    hidden = false
    service = start()
  }

  const run = async (step: Step): Promise<void> => {
    switch (step.kind) {
      case 'come':
        come(step.roomId, step.listed)
        break
      case 'leave': {
        const [gone] = visitors.splice(step.nth % Math.max(1, visitors.length), 1)
        gone?.stop()
        break
      }
      case 'hide':
        hidden = true
        service.hide()
        break
      case 'show':
        hidden = false
        service.show()
        break
      case 'restart':
        restart()
        break
      case 'set-clock':
        skewMs += step.byMs
        break
      case 'wait':
        await clock.pass(step.ms)
    }
  }

  return {
    clock,
    faults,
    run,
    come,
    leaveAll,
    isOver,
    callsOf: (roomId: number) => calledAtMs.get(roomId)?.length ?? 0,
    /** From now on the plugin answers every call. */
    recover: () => {
      well = true
    },
    mayRun: () => !hidden && visitors.some(({ roomId }) => !isOver(roomId)),
    /** Subscribers that did not get the newest answer. */
    uninformed: () =>
      visitors.filter(({ roomId, since, told }) => {
        const known = last.get(roomId)
        return known !== undefined && known.number > since && told !== known.code
      }),
  }
}
