import type { FastifyInstance } from 'fastify'
import { parseBody } from './answers'
import { parseFaultBody } from './faults'
import { changeOptions } from './options'
import { findRoom, listedRooms, liveStatusOf } from './rooms'
import type { ShowState } from './show'
import { SHOW_ROOM_ID, showAt } from './show'
import type { RoomOverride, Wechat } from './wechat'
import { wireRoom, wireGoodsList } from './wire'
import { advanceWorld, setWorldSpeed } from '../shared/world-clock'

/** Controls for tests and the preview panel. WeChat has nothing like them; all are below this path. */
const PATH = '/__sandbox'

interface Problem {
  readonly status: number
  readonly code: string
  readonly field?: string
  readonly tell: string
}

const badRequest = (field: string, tell: string): Problem => ({
  ...{ status: 400, code: 'bad-request', field, tell },
})

export function serveControls(app: FastifyInstance, wechat: Wechat): void {
  app.get(`${PATH}/state`, () => stateOf(wechat))
  app.post(`${PATH}/clock`, (request, reply) => {
    const problem = moveClock(wechat, parseBody(request.body))
    return problem === null ? stateOf(wechat) : reply.code(problem.status).send(problem)
  })

  app.get(`${PATH}/rooms`, () => ({
    rooms: listedRooms(wechat).map((room) => roomView(wechat, room.roomId)),
  }))
  app.get<{ Params: { roomId: string } }>(`${PATH}/rooms/:roomId`, (request, reply) => {
    const view = roomView(wechat, Number(request.params.roomId))
    return view ?? reply.code(404).send(noSuchRoom(request.params.roomId))
  })
  app.put<{ Params: { roomId: string } }>(`${PATH}/rooms/:roomId`, (request, reply) => {
    const roomId = Number(request.params.roomId)
    if (findRoom(wechat, roomId) === undefined) {
      return reply.code(404).send(noSuchRoom(request.params.roomId))
    }
    const problem = overrideRoom(wechat, roomId, request.body)
    return problem === null ? roomView(wechat, roomId) : reply.code(problem.status).send(problem)
  })

  app.get(`${PATH}/faults`, () => ({ met: wechat.faults.counts() }))
  app.post(`${PATH}/faults`, (request, reply) => {
    const parsed = parseFaultBody(parseBody(request.body))
    if (parsed.kind === 'bad') return reply.code(400).send(badRequest(parsed.field, parsed.tell))
    wechat.faults.add(parsed.path, parsed.times, parsed.fault)
    return reply.code(204).send()
  })
  app.delete(`${PATH}/faults`, (_request, reply) => {
    wechat.faults.clear()
    return reply.code(204).send()
  })

  app.get(`${PATH}/options`, () => wechat.options)
  app.put(`${PATH}/options`, (request, reply) => {
    const changes = parseBody(request.body)
    if (changes === null) return reply.code(400).send(notAnObject())
    const changed = changeOptions(wechat.options, changes)
    if (changed.kind === 'bad') return reply.code(400).send(badRequest(changed.field, changed.tell))
    wechat.options = changed.options
    return wechat.options
  })

  app.get(`${PATH}/calls`, () => wechat.calls.report())
}

function stateOf(wechat: Wechat): Record<string, unknown> {
  const nowMs = wechat.nowMs()
  return {
    clock: wechat.clock(),
    nowMs,
    act: actOf(wechat, nowMs),
    roomCount: listedRooms(wechat).length,
  }
}

const NO_SHOW: ShowState = { name: '没有直播间', nextName: null, nextAtMs: null }

/** A shop without rooms has no show. */
function actOf(wechat: Wechat, nowMs: number): ShowState {
  if (findRoom(wechat, SHOW_ROOM_ID) === undefined) return NO_SHOW
  return showAt(wechat.catalogue.startMs, nowMs)
}

function moveClock(wechat: Wechat, body: Readonly<Record<string, unknown>> | null): Problem | null {
  if (body === null) return notAnObject()
  const { advanceMs, speed, nextAct } = body
  const realNowMs = wechat.realNowMs()
  if (typeof speed === 'number' && speed > 0 && Number.isFinite(speed)) {
    wechat.setClock(setWorldSpeed(wechat.clock(), speed, realNowMs))
    return null
  }
  if (speed !== undefined) return badRequest('speed', 'speed must be a number above 0')
  if (typeof advanceMs === 'number' && advanceMs >= 0 && Number.isFinite(advanceMs)) {
    wechat.setClock(advanceWorld(wechat.clock(), advanceMs, realNowMs))
    return null
  }
  if (advanceMs !== undefined) {
    return badRequest('advanceMs', 'advanceMs must be a number from 0: the clock only goes forward')
  }
  if (nextAct !== true) {
    return badRequest('body', 'Send {"advanceMs": 60000}, {"speed": 60} or {"nextAct": true}')
  }
  const { nextAtMs } = actOf(wechat, wechat.nowMs())
  if (nextAtMs === null) {
    return {
      status: 409,
      code: 'show-over',
      tell: 'The show has no further act; use {"advanceMs": 60000} to advance the clock',
    }
  }
  const byMs = Math.max(0, nextAtMs - wechat.nowMs())
  wechat.setClock(advanceWorld(wechat.clock(), byMs, realNowMs))
  return null
}

/** `null` or `{"live_status": null}` returns the room to its timeline. */
function overrideRoom(wechat: Wechat, roomId: number, rawBody: unknown): Problem | null {
  if (typeof rawBody === 'string' && rawBody.trim() === 'null') {
    wechat.overrides.delete(roomId)
    return null
  }
  const body = parseBody(rawBody)
  if (body === null) return notAnObject()
  const { live_status: liveStatus, listed } = body
  if (liveStatus !== undefined && liveStatus !== null && !Number.isSafeInteger(liveStatus)) {
    return badRequest('live_status', 'live_status must be a whole number (also 0), or null')
  }
  if (listed !== undefined && typeof listed !== 'boolean') {
    return badRequest('listed', 'listed must be true or false')
  }
  if (liveStatus === undefined && listed === undefined) {
    return badRequest('body', 'Send {"live_status": 105}, {"listed": false} or null')
  }
  const before = wechat.overrides.get(roomId)
  const status = liveStatus === undefined ? before?.liveStatus : liveStatus
  const isListed = listed ?? before?.listed
  const override: RoomOverride = {
    ...(typeof status === 'number' ? { liveStatus: status } : {}),
    ...(isListed === undefined ? {} : { listed: isListed }),
  }
  wechat.overrides.set(roomId, override)
  return null
}

/** The room data that the plugin requests, in WeChat's spelling. Options for getliveinfo do not apply. */
function roomView(wechat: Wechat, roomId: number): Record<string, unknown> | null {
  const room = findRoom(wechat, roomId)
  if (room === undefined) return null
  const { cover_img, share_img } = wireRoom(wechat, room)
  return {
    room_id: roomId,
    name: room.name,
    cover_img,
    share_img,
    anchor_name: room.anchorName,
    live_status: liveStatusOf(wechat, room),
    start_time: Math.floor(room.startAtMs / 1000),
    end_time: Math.floor(room.endAtMs / 1000),
    goods: wireGoodsList(wechat, room),
  }
}

const noSuchRoom = (roomId: string): Problem => ({
  ...{ status: 404, code: 'room-not-found', tell: `There is no room ${roomId}` },
})

const notAnObject = (): Problem => badRequest('body', 'The body must be a JSON object')
