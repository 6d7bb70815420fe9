import { config } from '../config'
import type { Shelf } from '../domain/live-status-code'
import {
  parseHome,
  parseProductDetail,
  parseReplayList,
  parseRoomDetail,
  parseRoomList,
} from '../domain/parse'
import type { Parser } from '../domain/parse'
import type {
  Freshness,
  Home,
  ProductDetail,
  ReplayList,
  RoomDetail,
  RoomList,
} from '../domain/room'
import { text } from '../domain/text'
import type { Tell } from '../domain/text'
import { recallAnswer, rememberAnswer } from './answer-store'
import { systemClock } from './clock'

/**
 * The merchant's back end. Every answer is a value: a page draws it, whatever happened on the way.
 */
export type Answer<T> =
  /** `stale`: the back end itself could not read WeChat for longer than it should. */
  | {
      readonly kind: 'fresh'
      readonly value: T
      readonly asOfSec: number
      readonly stale: boolean
    }
  /** The back end did not answer; this is what it last said to the very same question. */
  | { readonly kind: 'stored'; readonly value: T; readonly asOfSec: number }
  /** There is no such room or product. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly tell: Tell }

/** What the back end says now or last said; null where it says nothing. */
export function valueOf<T>(answer: Answer<T>): T | null {
  return answer.kind === 'fresh' || answer.kind === 'stored' ? answer.value : null
}

const TIME_LIMIT_MS = 10_000

export function fetchHome(): Promise<Answer<Home>> {
  return home('/home')
}

export interface RoomsOptions {
  /** Without it: every room there is. */
  readonly shelf?: Shelf
  /** `nextCursor` of the page before. */
  readonly cursor?: string | null
}

/** One page of at most 20 rooms. */
export function fetchRooms({ shelf, cursor }: RoomsOptions): Promise<Answer<RoomList>> {
  const query: string[] = []
  if (shelf !== undefined) query.push(`status=${shelf}`)
  if (typeof cursor === 'string') query.push(`cursor=${encodeURIComponent(cursor)}`)
  return rooms(query.length === 0 ? '/rooms' : `/rooms?${query.join('&')}`)
}

export function fetchRoom(roomId: number): Promise<Answer<RoomDetail>> {
  return room(`/rooms/${roomId}`)
}

export function fetchReplays(roomId: number): Promise<Answer<ReplayList>> {
  return replays(`/rooms/${roomId}/replays`)
}

export function fetchProduct(productId: number): Promise<Answer<ProductDetail>> {
  return product(`/products/${productId}`)
}

const home = resource(parseHome)
const rooms = resource(parseRoomList)
const room = resource(parseRoomDetail)
const replays = resource(parseReplayList)
const product = resource(parseProductDetail)

/** One kind of answer. Who asks while the very same question is under way shares its answer. */
function resource<T extends Freshness>(parse: Parser<T>): (path: string) => Promise<Answer<T>> {
  const underWay = new Map<string, { readonly answer: Promise<Answer<T>>; readonly atMs: number }>()
  return (path) => {
    const nowMs = systemClock.nowMs()
    const shared = underWay.get(path)
    // a request that WeChat forgot about must not be waited for by everybody after it
    if (shared !== undefined && nowMs - shared.atMs <= TIME_LIMIT_MS) return shared.answer
    const asked = { answer: ask(path, parse), atMs: nowMs }
    underWay.set(path, asked)
    void asked.answer.then(() => {
      if (underWay.get(path) === asked) underWay.delete(path)
    })
    return asked.answer
  }
}

function ask<T extends Freshness>(path: string, parse: Parser<T>): Promise<Answer<T>> {
  return request(path).then((reply) => {
    if (reply.kind === 'missing') return reply
    const fresh = reply.kind === 'ok' ? parse(reply.json) : null
    if (reply.kind === 'ok' && fresh !== null) {
      rememberAnswer(path, reply.json)
      return { kind: 'fresh', value: fresh, asOfSec: fresh.asOfSec, stale: fresh.stale }
    }
    const value = recallAnswer(path, parse)
    if (value !== null) return { kind: 'stored', value, asOfSec: value.asOfSec }
    return { kind: 'failed', tell: reply.kind === 'busy' ? text.load.notReady : text.load.failed }
  })
}

type Reply =
  | { readonly kind: 'ok'; readonly json: unknown }
  | { readonly kind: 'missing' }
  /** It answers, but has nothing to say yet: 503 before the first list. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'down' }

/** The limit is WeChat's own: it also ends the request, which a timer of ours could not. */
function request(path: string): Promise<Reply> {
  return new Promise((resolve) => {
    wx.request({
      url: `${config.apiBaseUrl}/api/v1${path}`,
      timeout: TIME_LIMIT_MS,
      success: ({ statusCode, data }) => resolve(replyOf(statusCode, data)),
      fail: () => resolve({ kind: 'down' }),
    })
  })
}

function replyOf(statusCode: number, json: unknown): Reply {
  if (statusCode === 200) return { kind: 'ok', json }
  if (statusCode === 404) return { kind: 'missing' }
  return { kind: statusCode === 503 ? 'busy' : 'down' }
}
