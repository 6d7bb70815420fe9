import { Type, type Static } from 'typebox'
import { LIVE_STATUS_CODES, LIVE_TYPES, type LiveType } from '../../catalog/model'
import { ROOM_LIST_KINDS, type RoomListKind } from '../../catalog/room-list-kind'
import { GoodsSchema, PriceSchema } from './goods'
import { AtSec, named, ref } from './schema-kit'

/**
 * Schemas of the shop API. Each schema validates, types and documents. Its `$id` is its name in the
 * OpenAPI document and in `typings/api.d.ts`.
 *
 * Units are part of the names: `…Fen` is money in 分 (1 yuan = 100), `…AtSec` a time in Unix
 * seconds, `…Sec` alone a duration in seconds.
 */

const Id = (description: string) =>
  Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description })

const AtSecOrNull = (description: string) =>
  Type.Unsafe<number | null>({
    type: ['integer', 'null'],
    minimum: 0,
    description: `${description}, in Unix seconds; null if WeChat sent no plausible date`,
  })

const LiveStatus = Type.Unsafe<(typeof LIVE_STATUS_CODES)[number] | null>({
  type: ['integer', 'null'],
  enum: [...LIVE_STATUS_CODES, null],
  description:
    '101 live, 102 not started, 103 ended, 104 banned, 105 paused, 106 interrupted (may come back ' +
    'within 15 minutes), 107 expired; null for an undocumented status. Never merged into other codes.',
})

const LiveTypeOrNull = Type.Unsafe<LiveType | null>({
  type: ['string', 'null'],
  enum: [...LIVE_TYPES, null],
  description: 'How the host broadcasts: from a phone or by push stream (推流); null if unknown',
})

const RoomFeatures = Type.Object(
  {
    likes: Type.Boolean({ description: 'Likes' }),
    goodsShelf: Type.Boolean({ description: 'Goods list (货架) in the room' }),
    comments: Type.Boolean({ description: 'Comments' }),
    customerService: Type.Boolean({ description: 'Customer service (客服)' }),
    replay: Type.Boolean({ description: 'Replay in the room after the broadcast' }),
  },
  { description: 'What shoppers can use in the room' },
)

export const RoomSchema = named(
  'Room',
  'A live room',
  Type.Object({
    roomId: Id('Id of the live room: roomid at WeChat'),
    title: Type.String({ description: 'Name of the room' }),
    coverUrl: Type.String({ description: "Background picture of the room; '' if there is none" }),
    shareImageUrl: Type.String({
      description: "Picture for share cards, 5:4; '' if there is none",
    }),
    feedsImageUrl: Type.String({
      description: "Square picture for WeChat's public lists; '' if there is none",
    }),
    anchorName: Type.String({ description: 'Name of the host' }),
    liveStatus: LiveStatus,
    startAtSec: AtSec('Planned start'),
    endAtSec: AtSec('Planned end'),
    liveType: LiveTypeOrNull,
    features: RoomFeatures,
    isFeedsPublic: Type.Boolean({
      description: 'Whether WeChat may show the room in its public lists (官方收录)',
    }),
    hasReplay: Type.Boolean({ description: 'Whether a replay can be played now' }),
    goodsCount: Type.Integer({ minimum: 0, description: 'Number of goods in the room' }),
    goods: Type.Array(ref(GoodsSchema), {
      description: 'The first 3 goods in lists; all goods in RoomDetail',
    }),
  }),
)

export const FreshnessSchema = named(
  'Freshness',
  'Age of an answer',
  Type.Object({
    asOfSec: AtSec(
      'Last successful read from WeChat; with LIVE_ROOMS=off, the start of the current hour',
    ),
    stale: Type.Boolean({
      description: 'Whether the list is older than planned. The app should tell shoppers.',
    }),
    refreshAfterSec: Type.Integer({
      minimum: 1,
      description: 'Time to wait before the next request, in seconds (a duration)',
    }),
  }),
)

const Fresh = ref(FreshnessSchema)
const Rooms = (maxItems: number, description: string) =>
  Type.Array(ref(RoomSchema), { maxItems, description })

const ChannelsAccounts = Type.Array(Type.String({ pattern: '^sph[0-9A-Za-z]{1,21}$' }), {
  maxItems: 10,
  uniqueItems: true,
  description:
    "The merchant's Channels accounts (视频号), by finderUserName. The phone asks WeChat what they " +
    'show. Empty if there are none.',
})

export const HomeSchema = named(
  'Home',
  'Everything that the storefront shows, in one answer',
  Type.Intersect([
    Fresh,
    Type.Object({
      channelsAccounts: ChannelsAccounts,
      live: Rooms(
        10,
        'Live rooms: 101, 105, 106, then rooms with an unknown status; latest start first',
      ),
      upcoming: Rooms(10, 'Rooms not started (102), next start first'),
      replays: Rooms(6, 'Ended rooms with a playable replay, newest first'),
      goods: Type.Array(ref(GoodsSchema), {
        maxItems: 20,
        description:
          "The shop's own goods from the rooms above, without duplicates, live rooms first",
      }),
    }),
  ]),
)

export const RoomListSchema = named(
  'RoomList',
  'One page of rooms',
  Type.Intersect([
    Fresh,
    Type.Object({
      channelsAccounts: ChannelsAccounts,
      counts: Type.Object(
        {
          live: Type.Integer({ minimum: 0 }),
          upcoming: Type.Integer({ minimum: 0 }),
          replay: Type.Integer({ minimum: 0 }),
        },
        { description: 'Number of rooms in each list' },
      ),
      rooms: Rooms(20, 'One page of the list'),
      nextCursor: Type.Unsafe<string | null>({
        type: ['string', 'null'],
        description: 'Value of `cursor` for the next page; null on the last page',
      }),
    }),
  ]),
)

export const RoomDetailSchema = named(
  'RoomDetail',
  'A live room with all its goods',
  Type.Intersect([Fresh, Type.Object({ room: ref(RoomSchema) })]),
)

export const ReplaySchema = named(
  'Replay',
  'One segment of a replay',
  Type.Object({
    url: Type.String({ description: 'Address of the video' }),
    format: Type.Unsafe<'mp4' | 'm3u8'>({ type: 'string', enum: ['mp4', 'm3u8'] }),
    createdAtSec: AtSecOrNull('When the segment was created'),
    expiresAtSec: AtSecOrNull('When the address expires'),
  }),
)

export const ReplayListSchema = named(
  'ReplayList',
  'Replays of an ended room',
  Type.Intersect([
    Fresh,
    Type.Object({
      roomId: Id('Id of the live room'),
      replays: Type.Array(ref(ReplaySchema), {
        description: 'Playable segments, oldest first, without expired ones',
      }),
    }),
  ]),
)

export const ProductDetailSchema = named(
  'ProductDetail',
  'Goods, and the rooms that sell them',
  Type.Intersect([
    Fresh,
    Type.Object({
      product: ref(GoodsSchema),
      rooms: Rooms(20, 'Rooms that sell the product: live, upcoming, replays, then the rest'),
    }),
  ]),
)

export const PROBLEM_CODES = [
  'bad-request',
  'not-found',
  'wrong-method',
  'room-not-found',
  'product-not-found',
  'not-allowed',
  'too-many-requests',
  'login-refused',
  'session-expired',
  'undecipherable',
  'wechat-unavailable',
  'sessions-unavailable',
  'ledger-down',
  'no-list-yet',
  'internal',
] as const

export type ProblemCode = (typeof PROBLEM_CODES)[number]

export const ProblemSchema = named(
  'Problem',
  'Body of every error answer',
  Type.Object({
    code: Type.Unsafe<ProblemCode>({
      type: 'string',
      enum: [...PROBLEM_CODES],
      description: 'Error code, for programs',
    }),
    tell: Type.String({ description: 'Error message for the user, in Chinese' }),
    field: Type.Optional(Type.String({ description: 'The invalid parameter' })),
  }),
)

/** In the order of the OpenAPI document. */
export const NAMED_SCHEMAS = [
  PriceSchema,
  GoodsSchema,
  RoomSchema,
  FreshnessSchema,
  HomeSchema,
  RoomListSchema,
  RoomDetailSchema,
  ReplaySchema,
  ReplayListSchema,
  ProductDetailSchema,
  ProblemSchema,
] as const

export type Home = Static<typeof HomeSchema>
export type RoomList = Static<typeof RoomListSchema>
export type RoomDetail = Static<typeof RoomDetailSchema>
export type ReplayList = Static<typeof ReplayListSchema>
export type ProductDetail = Static<typeof ProductDetailSchema>
export type RoomBody = Static<typeof RoomSchema>
export type Freshness = Static<typeof FreshnessSchema>
export type Problem = Static<typeof ProblemSchema>

export const RoomParams = Type.Object({ roomId: Id('Id of the live room') })
const ListKind = (description: string, options: { readonly deprecated?: true } = {}) =>
  Type.Optional(
    Type.Unsafe<RoomListKind>({
      type: 'string',
      enum: [...ROOM_LIST_KINDS],
      description,
      ...options,
    }),
  )
export const RoomsQuery = Type.Object({
  list: ListKind(
    'live = 101, 105, 106 and unknown; upcoming = 102; replay = 103 with a playable replay. ' +
      'Without it: all rooms, including banned rooms, expired rooms and ended rooms without a replay.',
  ),
  status: ListKind('Deprecated former name of `list`, used if `list` is missing', {
    deprecated: true,
  }),
  cursor: Type.Optional(
    Type.String({ maxLength: 200, description: '`nextCursor` of the previous page' }),
  ),
})
