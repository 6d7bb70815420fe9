import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { LIVE_STATUS_CODES, LIVE_TYPES, type LiveType } from '../catalog/model'
import type { Snapshot } from './snapshot'

/**
 * Schema of a stored snapshot. Another version of the program may have written it: a snapshot of
 * another shape is ignored and the list is read again.
 */

const record = <P extends Parameters<typeof Type.Object>[0]>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })
const Whole = Type.Integer()
const WholeOrNull = Type.Union([Whole, Type.Null()])

const Price = Type.Union([
  record({ kind: Type.Literal('single'), priceFen: Whole }),
  record({ kind: Type.Literal('range'), minFen: Whole, maxFen: Whole }),
  record({ kind: Type.Literal('discount'), originalFen: Whole, priceFen: Whole }),
])

const Goods = record({
  goodsId: WholeOrNull,
  title: Type.String(),
  coverUrl: Type.String(),
  price: Price,
  path: Type.String(),
  query: Type.String(),
  sellerAppId: Type.String(),
})

const Room = record({
  roomId: Whole,
  title: Type.String(),
  coverUrl: Type.String(),
  shareImageUrl: Type.String(),
  feedsImageUrl: Type.String(),
  anchorName: Type.String(),
  liveStatus: Type.Unsafe<(typeof LIVE_STATUS_CODES)[number] | null>({
    enum: [...LIVE_STATUS_CODES, null],
  }),
  startAtSec: Whole,
  endAtSec: Whole,
  liveType: Type.Unsafe<LiveType | null>({ enum: [...LIVE_TYPES, null] }),
  features: record({
    likes: Type.Boolean(),
    goodsShelf: Type.Boolean(),
    comments: Type.Boolean(),
    customerService: Type.Boolean(),
    replay: Type.Boolean(),
  }),
  isFeedsPublic: Type.Boolean(),
  goods: Type.Array(Goods),
  goodsDropped: Whole,
})

const Replay = record({
  url: Type.String(),
  format: Type.Union([Type.Literal('mp4'), Type.Literal('m3u8')]),
  createdAtSec: WholeOrNull,
  expiresAtSec: WholeOrNull,
})

export const SNAPSHOT_SHAPE = record({
  asOfMs: Type.Number(),
  freshUntilMs: Type.Number(),
  walkedAtMs: Type.Number(),
  walkCalls: Whole,
  frontAtMs: Type.Number(),
  pageRows: Whole,
  dropped: Whole,
  rooms: Type.Array(
    record({
      room: Room,
      missedWalks: Whole,
      endedAtMs: Type.Union([Type.Number(), Type.Null()]),
      place: WholeOrNull,
      seenAtMs: Type.Number(),
      lookedAtMs: Type.Number(),
    }),
  ),
  replays: Type.Array(
    record({
      roomId: Whole,
      replays: Type.Array(Replay),
      answers: Whole,
      triedAtMs: Type.Number(),
    }),
  ),
})

/**
 * Increase it when the shape changes, so that two versions running side by side store separate
 * lists. A test fails if the shape changes without it.
 */
export const SNAPSHOT_FORMAT = 3

const shape = Compile(SNAPSHOT_SHAPE)

/** @returns undefined for another shape or invalid JSON */
export function parseSnapshot(body: string): Snapshot | undefined {
  const value = parseJson(body)
  return shape.Check(value) ? value : undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

type Plain<T> = T extends object ? { -readonly [Key in keyof T]: Plain<T[Key]> } : T
type Same<One, Other> = [One, Other] extends [Other, One] ? true : never

/** Compiles only if the schema and Snapshot have the same fields. */
export const SHAPE_IS_SNAPSHOT: Same<
  Required<Plain<Static<typeof SNAPSHOT_SHAPE>>>,
  Required<Plain<Snapshot>>
> = true
