import { Type, type Static } from 'typebox'
import { LIVE_STATUS_CODES, LIVE_TYPES, type LiveType } from '../../catalog/model'
import { GoodsSchema, PriceSchema } from './goods'
import { AtSec, named, ref } from './schema-kit'

/**
 * The public shapes of the merchant API. One schema is check, type and document at once; its `$id`
 * is its name in the OpenAPI document, and thereby in `typings/api.d.ts`.
 *
 * Units are in the names: `…Fen` is money in 分 (1 yuan = 100), `…AtSec` a moment in Unix seconds,
 * `…Sec` alone a length of time in seconds.
 */

const Id = (description: string) =>
  Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description })

const AtSecOrNull = (description: string) =>
  Type.Unsafe<number | null>({
    type: ['integer', 'null'],
    minimum: 0,
    description: `${description}, in Unix seconds; null when WeChat sent no believable date`,
  })

const LiveStatus = Type.Unsafe<(typeof LIVE_STATUS_CODES)[number] | null>({
  type: ['integer', 'null'],
  enum: [...LIVE_STATUS_CODES, null],
  description:
    '101 live, 102 not started, 103 ended, 104 banned, 105 paused, 106 interrupted (may come back ' +
    'within 15 minutes), 107 expired; null when WeChat said something undocumented. Never folded.',
})

const LiveTypeOrNull = Type.Unsafe<LiveType | null>({
  type: ['string', 'null'],
  enum: [...LIVE_TYPES, null],
  description:
    'How the host goes on air: from the phone, or as a push stream (推流); null when unknown',
})

const RoomFeatures = Type.Object(
  {
    likes: Type.Boolean({ description: 'Likes' }),
    goodsShelf: Type.Boolean({ description: 'The shelf of goods in the room' }),
    comments: Type.Boolean({ description: 'Comments' }),
    customerService: Type.Boolean({ description: 'Customer service (客服)' }),
    replay: Type.Boolean({ description: 'Replay in the room after its end' }),
  },
  { description: 'What is open to shoppers in the room' },
)

export const RoomSchema = named(
  'Room',
  'A live room',
  Type.Object({
    roomId: Id('Id of the live room: roomid at WeChat'),
    title: Type.String({ description: 'Name of the room' }),
    coverUrl: Type.String({ description: "Background picture of the room; '' when there is none" }),
    shareImageUrl: Type.String({
      description: "Picture for share cards, 5:4; '' when there is none",
    }),
    feedsImageUrl: Type.String({
      description: "Square picture for WeChat's public lists; '' when there is none",
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
    goodsCount: Type.Integer({ minimum: 0, description: 'How many goods the room sells' }),
    goods: Type.Array(ref(GoodsSchema), {
      description: 'The first 3 goods in lists; all of them in RoomDetail',
    }),
  }),
)

export const FreshnessSchema = named(
  'Freshness',
  'How old an answer is',
  Type.Object({
    asOfSec: AtSec(
      'When WeChat was last read successfully; with LIVE_ROOMS=off, when this hour began',
    ),
    stale: Type.Boolean({
      description: 'Whether the list is older than the back end means it to be: say so to shoppers',
    }),
    refreshAfterSec: Type.Integer({
      minimum: 1,
      description: 'How long to wait before asking again, in seconds (a length of time)',
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
    "The merchant's Channels accounts (视频号), by finderUserName: the phone asks WeChat itself what " +
    'they show. Empty when there are none.',
})

export const HomeSchema = named(
  'Home',
  'Everything the storefront shows, in one answer',
  Type.Intersect([
    Fresh,
    Type.Object({
      channelsAccounts: ChannelsAccounts,
      live: Rooms(
        10,
        'Rooms on air: 101, 105, 106, then those with an unknown status; latest start first',
      ),
      upcoming: Rooms(10, 'Rooms not started (102), next start first'),
      replays: Rooms(6, 'Ended rooms with a playable replay, newest first'),
      goods: Type.Array(ref(GoodsSchema), {
        maxItems: 20,
        description: "The shop's own goods from the rooms above, each once, rooms on air first",
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
        { description: 'How many rooms each shelf holds' },
      ),
      rooms: Rooms(20, 'One page of the shelf'),
      nextCursor: Type.Unsafe<string | null>({
        type: ['string', 'null'],
        description: 'Pass it as `cursor` for the next page; null on the last page',
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
    createdAtSec: AtSecOrNull('When the segment was made'),
    expiresAtSec: AtSecOrNull('When its address stops working'),
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
        description: 'Playable segments, oldest first; expired ones are never among them',
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
      rooms: Rooms(20, 'Rooms that sell it: on air first, then upcoming, replays, the rest'),
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
  'The body of every answer that is not a success',
  Type.Object({
    code: Type.Unsafe<ProblemCode>({
      type: 'string',
      enum: [...PROBLEM_CODES],
      description: 'What went wrong, for programs',
    }),
    tell: Type.String({ description: 'What went wrong, for people, in Chinese' }),
    field: Type.Optional(Type.String({ description: 'The parameter that is wrong' })),
  }),
)

/** In the order in which the document lists them. */
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
export const SHELF_NAMES = ['live', 'upcoming', 'replay'] as const
export const RoomsQuery = Type.Object({
  status: Type.Optional(
    Type.Unsafe<(typeof SHELF_NAMES)[number]>({
      type: 'string',
      enum: [...SHELF_NAMES],
      description:
        'live = 101, 105, 106 and unknown; upcoming = 102; replay = 103 with a playable replay. ' +
        'Without it: all rooms, also banned, expired and ended without a replay.',
    }),
  ),
  cursor: Type.Optional(
    Type.String({ maxLength: 200, description: '`nextCursor` of the page before' }),
  ),
})
