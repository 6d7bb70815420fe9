import { liveConfig } from '../../config'
import { isRecord } from '../../domain/json'
import type { RoomListKind } from '../../domain/live-status-code'
import {
  parseStorefront,
  parseProductDetail,
  parseReplayList,
  parseRoomDetail,
  parseRoomList,
} from '../../domain/parse'
import type { Parser } from '../../domain/parse'
import type {
  Freshness,
  Storefront,
  ProductDetail,
  ReplayList,
  RoomDetail,
  RoomList,
} from '../../domain/room'
import { text } from '../../domain/text'
import type { UserMessage } from '../../domain/text'
import { removeAnswer, readAnswer, storeAnswer, touchAnswer } from './response-cache'
import type { StoredAnswer } from './response-cache'
import { collectFaults } from './answer-faults'

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
  | { readonly kind: 'failed'; readonly message: UserMessage }

/** What the back end last said, read from the phone at once: to be drawn until it answers. */
export interface CachedAnswer<T> {
  readonly kind: 'cached'
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

export function fetchStorefront(): Promise<Answer<Storefront>> {
  return storefrontResource.fetch('/home')
}

export function cachedStorefront(): CachedAnswer<Storefront> | null {
  return storefrontResource.cached('/home')
}

export interface RoomsOptions {
  /** Without it: every room there is. */
  readonly listKind?: RoomListKind
  /** `nextCursor` of the page before. */
  readonly cursor?: string | null
}

/** One page of at most 20 rooms. */
export function fetchRooms(options: RoomsOptions): Promise<Answer<RoomList>> {
  return roomsResource.fetch(roomsPath(options))
}

export function cachedRooms(options: RoomsOptions): CachedAnswer<RoomList> | null {
  return roomsResource.cached(roomsPath(options))
}

function roomsPath({ listKind, cursor }: RoomsOptions): string {
  const query: string[] = []
  if (listKind !== undefined) query.push(`status=${listKind}`)
  if (typeof cursor === 'string') query.push(`cursor=${encodeURIComponent(cursor)}`)
  return query.length === 0 ? '/rooms' : `/rooms?${query.join('&')}`
}

export function fetchRoom(roomId: number): Promise<Answer<RoomDetail>> {
  return roomResource.fetch(`/rooms/${roomId}`)
}

export function cachedRoom(roomId: number): CachedAnswer<RoomDetail> | null {
  return roomResource.cached(`/rooms/${roomId}`)
}

export function fetchReplays(roomId: number): Promise<Answer<ReplayList>> {
  return replaysResource.fetch(`/rooms/${roomId}/replays`)
}

export function cachedReplays(roomId: number): CachedAnswer<ReplayList> | null {
  return replaysResource.cached(`/rooms/${roomId}/replays`)
}

export function fetchProduct(productId: string): Promise<Answer<ProductDetail>> {
  return productResource.fetch('/products/' + encodeURIComponent(productId))
}

export function cachedProduct(productId: string): CachedAnswer<ProductDetail> | null {
  return productResource.cached('/products/' + encodeURIComponent(productId))
}

const storefrontResource = resource(parseStorefront)
const roomsResource = resource(parseRoomList)
const roomResource = resource(parseRoomDetail)
const replaysResource = resource(parseReplayList)
const productResource = resource(parseProductDetail)

interface Resource<T> {
  /** Who asks while the very same question is under way shares its answer. */
  readonly fetch: (path: string) => Promise<Answer<T>>
  readonly cached: (path: string) => CachedAnswer<T> | null
}

function resource<T extends Freshness>(parse: Parser<T>): Resource<T> {
  const inFlight = new Map<string, { readonly answer: Promise<Answer<T>>; readonly atMs: number }>()
  const withoutEtag = new Set<string>()
  return {
    fetch(path) {
      const nowMs = Date.now()
      const shared = inFlight.get(path)
      // a request that WeChat forgot about must not be waited for by everybody after it
      if (shared !== undefined && nowMs - shared.atMs <= TIME_LIMIT_MS) return shared.answer
      const started = { answer: fetchAnswer(path, parse, withoutEtag), atMs: nowMs }
      inFlight.set(path, started)
      void started.answer.then(() => {
        if (inFlight.get(path) === started) inFlight.delete(path)
      })
      return started.answer
    },
    cached(path) {
      const kept = readAnswer(path, parse)
      return kept === null ? null : withAge('cached', kept)
    },
  }
}

/**
 * @param unsure questions that broke down when they were asked with an ETag: the next time they are
 *   asked without one. WeChat promises nothing about 304, and wx.downloadFile is known to fail on it.
 */
function fetchAnswer<T extends Freshness>(
  path: string,
  parse: Parser<T>,
  unsure: Set<string>,
): Promise<Answer<T>> {
  if (!hasBackEnd()) return Promise.resolve({ kind: 'missing' })
  const kept = readAnswer(path, parse)
  const etag = kept === null || unsure.delete(path) ? '' : kept.etag
  const header = etag === '' ? {} : { 'If-None-Match': etag }
  return request(path, { header }).then((reply) => {
    const { statusCode } = reply
    if (statusCode === 404) {
      removeAnswer(path)
      return { kind: 'missing' }
    }
    if (statusCode === 304 && kept !== null) {
      touchAnswer(path)
      return fresh(kept)
    }
    // a page of somebody else's, as of a Wi-Fi that wants a login, is no answer
    const isAnswer = statusCode === 200 && isRecord(reply.data)
    const faults = collectFaults()
    const value = isAnswer ? parse(reply.data, faults.add) : null
    faults.report(path)
    if (value !== null) {
      const name = etagOf(reply.header)
      storeAnswer(path, reply.data, name)
      return fresh({ value, etag: name })
    }
    if (etag !== '') unsure.add(path)
    if (kept !== null) return withAge('stored', kept)
    if (isAnswer) return { kind: 'failed', message: text.load.unreadable }
    // 503: it answers, but has nothing to say yet, before its first list
    return { kind: 'failed', message: statusCode === 503 ? text.load.notReady : text.load.failed }
  })
}

function fresh<T extends Freshness>(answer: StoredAnswer<T>): Answer<T> {
  return Object.assign(withAge('fresh', answer), { stale: answer.value.stale })
}

/** The age stands in the body, so that a 304, which confirms the body, confirms it too. */
function withAge<Kind extends string, T extends Freshness>(
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
