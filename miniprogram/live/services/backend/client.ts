import { liveConfig } from '../../config'
import { isRecord } from '../../domain/json'
import type { Shelf } from '../../domain/live-status-code'
import {
  parseHome,
  parseProductDetail,
  parseReplayList,
  parseRoomDetail,
  parseRoomList,
} from '../../domain/parse'
import type { Parser } from '../../domain/parse'
import type {
  Freshness,
  Home,
  ProductDetail,
  ReplayList,
  RoomDetail,
  RoomList,
} from '../../domain/room'
import { text } from '../../domain/text'
import type { Tell } from '../../domain/text'
import { forgetAnswer, recallAnswer, rememberAnswer, touchAnswer } from './response-cache'
import type { StoredAnswer } from './response-cache'
import { faultList } from './answer-faults'

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
      /** Two answers of one name are the same, byte for byte; '' where the back end gave none. */
      readonly etag: string
    }
  /** The back end did not answer; this is what it last said to the very same question. */
  | {
      readonly kind: 'stored'
      readonly value: T
      readonly asOfSec: number
      readonly etag: string
    }
  /** There is no such room or product. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly tell: Tell }

/** What the back end last said, read from the phone at once: to be drawn until it answers. */
export interface Kept<T> {
  readonly kind: 'kept'
  readonly value: T
  readonly asOfSec: number
  readonly etag: string
}

/** What the back end says now or last said; null where it says nothing. */
export function valueOf<T>(answer: Answer<T>): T | null {
  return answer.kind === 'fresh' || answer.kind === 'stored' ? answer.value : null
}

const TIME_LIMIT_MS = 10_000

/** false: a shop of Channels live alone needs none. */
export function hasBackEnd(): boolean {
  return liveConfig().apiBaseUrl !== ''
}

export function fetchHome(): Promise<Answer<Home>> {
  return home.fetch('/home')
}

export function keptHome(): Kept<Home> | null {
  return home.kept('/home')
}

export interface RoomsOptions {
  /** Without it: every room there is. */
  readonly shelf?: Shelf
  /** `nextCursor` of the page before. */
  readonly cursor?: string | null
}

/** One page of at most 20 rooms. */
export function fetchRooms(options: RoomsOptions): Promise<Answer<RoomList>> {
  return rooms.fetch(roomsPath(options))
}

export function keptRooms(options: RoomsOptions): Kept<RoomList> | null {
  return rooms.kept(roomsPath(options))
}

function roomsPath({ shelf, cursor }: RoomsOptions): string {
  const query: string[] = []
  if (shelf !== undefined) query.push(`status=${shelf}`)
  if (typeof cursor === 'string') query.push(`cursor=${encodeURIComponent(cursor)}`)
  return query.length === 0 ? '/rooms' : `/rooms?${query.join('&')}`
}

export function fetchRoom(roomId: number): Promise<Answer<RoomDetail>> {
  return room.fetch(`/rooms/${roomId}`)
}

export function keptRoom(roomId: number): Kept<RoomDetail> | null {
  return room.kept(`/rooms/${roomId}`)
}

export function fetchReplays(roomId: number): Promise<Answer<ReplayList>> {
  return replays.fetch(`/rooms/${roomId}/replays`)
}

export function keptReplays(roomId: number): Kept<ReplayList> | null {
  return replays.kept(`/rooms/${roomId}/replays`)
}

export function fetchProduct(productId: string): Promise<Answer<ProductDetail>> {
  return product.fetch('/products/' + encodeURIComponent(productId))
}

export function keptProduct(productId: string): Kept<ProductDetail> | null {
  return product.kept('/products/' + encodeURIComponent(productId))
}

const home = resource(parseHome)
const rooms = resource(parseRoomList)
const room = resource(parseRoomDetail)
const replays = resource(parseReplayList)
const product = resource(parseProductDetail)

interface Resource<T> {
  /** Who asks while the very same question is under way shares its answer. */
  readonly fetch: (path: string) => Promise<Answer<T>>
  readonly kept: (path: string) => Kept<T> | null
}

function resource<T extends Freshness>(parse: Parser<T>): Resource<T> {
  const underWay = new Map<string, { readonly answer: Promise<Answer<T>>; readonly atMs: number }>()
  const unsure = new Set<string>()
  return {
    fetch(path) {
      const nowMs = Date.now()
      const shared = underWay.get(path)
      // a request that WeChat forgot about must not be waited for by everybody after it
      if (shared !== undefined && nowMs - shared.atMs <= TIME_LIMIT_MS) return shared.answer
      const asked = { answer: ask(path, parse, unsure), atMs: nowMs }
      underWay.set(path, asked)
      void asked.answer.then(() => {
        if (underWay.get(path) === asked) underWay.delete(path)
      })
      return asked.answer
    },
    kept(path) {
      const kept = recallAnswer(path, parse)
      return kept === null ? null : aged('kept', kept)
    },
  }
}

/**
 * @param unsure questions that broke down when they were asked with an ETag: the next time they are
 *   asked without one. WeChat promises nothing about 304, and wx.downloadFile is known to fail on it.
 */
function ask<T extends Freshness>(
  path: string,
  parse: Parser<T>,
  unsure: Set<string>,
): Promise<Answer<T>> {
  if (!hasBackEnd()) return Promise.resolve({ kind: 'missing' })
  const kept = recallAnswer(path, parse)
  const etag = kept === null || unsure.delete(path) ? '' : kept.etag
  const header = etag === '' ? {} : { 'If-None-Match': etag }
  return request(path, { header }).then((reply) => {
    const { statusCode } = reply
    if (statusCode === 404) {
      forgetAnswer(path)
      return { kind: 'missing' }
    }
    if (statusCode === 304 && kept !== null) {
      touchAnswer(path)
      return fresh(kept)
    }
    // a page of somebody else's, as of a Wi-Fi that wants a login, is no answer
    const isAnswer = statusCode === 200 && isRecord(reply.data)
    const faults = faultList()
    const value = isAnswer ? parse(reply.data, faults.add) : null
    faults.report(path)
    if (value !== null) {
      const name = etagOf(reply.header)
      rememberAnswer(path, reply.data, name)
      return fresh({ value, etag: name })
    }
    if (etag !== '') unsure.add(path)
    if (kept !== null) return aged('stored', kept)
    if (isAnswer) return { kind: 'failed', tell: text.load.unreadable }
    // 503: it answers, but has nothing to say yet, before its first list
    return { kind: 'failed', tell: statusCode === 503 ? text.load.notReady : text.load.failed }
  })
}

function fresh<T extends Freshness>(answer: StoredAnswer<T>): Answer<T> {
  return Object.assign(aged('fresh', answer), { stale: answer.value.stale })
}

/** The age stands in the body, so that a 304, which confirms the body, confirms it too. */
function aged<Kind extends string, T extends Freshness>(
  kind: Kind,
  { value, etag }: StoredAnswer<T>,
) {
  return { kind, value, asOfSec: value.asOfSec, etag }
}

export interface Reply {
  /** 0: none came. */
  readonly statusCode: number
  readonly data: unknown
  readonly header: unknown
}

/** The limit is WeChat's own: it also ends the request, which a timer of ours could not. */
export function request(
  path: string,
  options: Pick<WechatMiniprogram.RequestOption, 'method' | 'data' | 'header'>,
): Promise<Reply> {
  return new Promise((resolve) => {
    const fail = () => resolve({ statusCode: 0, data: null, header: null })
    try {
      wx.request(
        Object.assign({}, options, {
          url: liveConfig().apiBaseUrl + '/api/v1' + path,
          timeout: TIME_LIMIT_MS,
          success: (reply: unknown) => (isRecord(reply) ? resolve(replyOf(reply)) : fail()),
          fail,
        }),
      )
    } catch {
      fail()
    }
  })
}

function replyOf({ statusCode, data, header }: Readonly<Record<string, unknown>>): Reply {
  return { statusCode: Number(statusCode), data, header }
}

/** Phones differ in how they write the names of headers: ETag, Etag or etag. */
function etagOf(header: unknown): string {
  const headers = Object(header) as Record<string, unknown>
  const name = Object.keys(headers).find((one) => one.toLowerCase() === 'etag')
  const etag = headers[name ?? '']
  return typeof etag === 'string' ? etag : ''
}
