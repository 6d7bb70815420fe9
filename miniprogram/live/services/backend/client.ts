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

/** An answer of the merchant's back end. Requests never reject: a failure is a value too. */
export type Answer<T> =
  /** `stale`: the back end itself has not read WeChat for too long. */
  | {
      readonly kind: 'fresh'
      readonly value: T
      readonly asOfSec: number
      readonly stale: boolean
      /** Answers with the same ETag are identical; '' if the back end sent none. */
      readonly etag: string
    }
  /** The back end did not answer; this is its last answer to the same request. */
  | {
      readonly kind: 'stored'
      readonly value: T
      readonly asOfSec: number
      readonly etag: string
    }
  /** There is no such room or product. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly message: UserMessage }

/** The last answer to the same request, read from storage, to draw until the back end answers. */
export interface CachedAnswer<T> {
  readonly kind: 'cached'
  readonly value: T
  readonly asOfSec: number
  readonly etag: string
}

/** The value of the answer; null if it has none. */
export function valueOf<T>(answer: Answer<T>): T | null {
  return answer.kind === 'fresh' || answer.kind === 'stored' ? answer.value : null
}

const TIME_LIMIT_MS = 10_000

/** false for a shop that has only Channels accounts and no back end. */
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
  /** Default: rooms of all lists. */
  readonly listKind?: RoomListKind
  /** `nextCursor` of the previous page. */
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
  return productResource.fetch(`/products/${encodeURIComponent(productId)}`)
}

export function cachedProduct(productId: string): CachedAnswer<ProductDetail> | null {
  return productResource.cached(`/products/${encodeURIComponent(productId)}`)
}

const storefrontResource = resource(parseStorefront)
const roomsResource = resource(parseRoomList)
const roomResource = resource(parseRoomDetail)
const replaysResource = resource(parseReplayList)
const productResource = resource(parseProductDetail)

interface Resource<T> {
  /** Equal requests in flight share one answer. */
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
      // WeChat may never answer a request: after the time limit a new one is sent
      if (shared !== undefined && nowMs - shared.atMs <= TIME_LIMIT_MS) return shared.answer
      const started = { answer: fetchAnswer(path, parse, withoutEtag), atMs: nowMs }
      inFlight.set(path, started)
      void started.answer.then(() => {
        if (inFlight.get(path) === started) inFlight.delete(path)
      })
      return started.answer
    },
    cached(path) {
      const cached = readAnswer(path, parse)
      return cached === null ? null : withAge('cached', cached)
    },
  }
}

/**
 * @param withoutEtag paths whose last request with an ETag failed: the next one is sent without. WeChat
 *   does not document 304, and wx.downloadFile is known to fail on it.
 */
async function fetchAnswer<T extends Freshness>(
  path: string,
  parse: Parser<T>,
  withoutEtag: Set<string>,
): Promise<Answer<T>> {
  if (!hasBackEnd()) return { kind: 'missing' }
  const cached = readAnswer(path, parse)
  const etag = cached === null || withoutEtag.delete(path) ? '' : cached.etag
  const header = etag === '' ? {} : { 'If-None-Match': etag }
  const reply = await request(path, { header })
  const { statusCode } = reply
  if (statusCode === 404) {
    removeAnswer(path)
    return { kind: 'missing' }
  }
  if (statusCode === 304 && cached !== null) {
    touchAnswer(path)
    return fresh(cached)
  }
  // a Wi-Fi login page is also a 200, but not an object
  const isAnswer = statusCode === 200 && isRecord(reply.data)
  const faults = collectFaults()
  const value = isAnswer ? parse(reply.data, faults.add) : null
  faults.report(path)
  if (value !== null) {
    const name = etagOf(reply.header)
    storeAnswer(path, reply.data, name)
    return fresh({ value, etag: name })
  }
  if (etag !== '') withoutEtag.add(path)
  if (cached !== null) return withAge('stored', cached)
  if (isAnswer) return { kind: 'failed', message: text.load.unreadable }
  // 503: the back end has not read its first list yet
  return { kind: 'failed', message: statusCode === 503 ? text.load.notReady : text.load.failed }
}

function fresh<T extends Freshness>(answer: StoredAnswer<T>): Answer<T> {
  return { ...withAge('fresh', answer), stale: answer.value.stale }
}

/** The age is part of the body, so a 304 confirms it too. */
function withAge<Kind extends string, T extends Freshness>(
  kind: Kind,
  { value, etag }: StoredAnswer<T>,
) {
  return { kind, value, asOfSec: value.asOfSec, etag }
}

export interface Reply {
  /** 0: no reply. */
  readonly statusCode: number
  readonly data: unknown
  readonly header: unknown
}

/** Uses WeChat's own timeout, because it also ends the request. Never rejects. */
export function request(
  path: string,
  options: Pick<WechatMiniprogram.RequestOption, 'method' | 'data' | 'header'>,
): Promise<Reply> {
  return new Promise((resolve) => {
    const fail = () => resolve({ statusCode: 0, data: null, header: null })
    try {
      wx.request({
        ...options,
        url: `${liveConfig().apiBaseUrl}/api/v1${path}`,
        timeout: TIME_LIMIT_MS,
        success: (reply: unknown) => (isRecord(reply) ? resolve(replyOf(reply)) : fail()),
        fail,
      })
    } catch {
      fail()
    }
  })
}

function replyOf({ statusCode, data, header }: Readonly<Record<string, unknown>>): Reply {
  return { statusCode: Number(statusCode), data, header }
}

/** The header name is ETag, Etag or etag, depending on the phone. */
function etagOf(header: unknown): string {
  const headers = Object(header) as Record<string, unknown>
  const name = Object.keys(headers).find((one) => one.toLowerCase() === 'etag')
  const etag = headers[name ?? '']
  return typeof etag === 'string' ? etag : ''
}
