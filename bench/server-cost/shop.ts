import type { CatalogGoods, LiveStatusCode } from '../../server/src/catalog/model'
import type { KeptRoom, Snapshot } from '../../server/src/store/snapshot'

interface Place {
  readonly liveStatus: LiveStatusCode
  readonly startsInHours: number
}

const HOUR_MS = 3_600_000
const GOODS_PER_ROOM = 6
/** Its content does not change with time during the measurement. */
const FIRST: Place = { liveStatus: 101, startsInHours: -1 }
const PLACES: readonly Place[] = [
  FIRST,
  { liveStatus: 102, startsInHours: 24 },
  { liveStatus: 103, startsInHours: -24 },
  { liveStatus: 102, startsInHours: 48 },
]

/** A shop with rooms in each list. */
export function snapshotOf(count: number, nowMs: number): Snapshot {
  const rooms = Array.from({ length: count }, (_, index) => keptRoom(index, nowMs))
  return {
    asOfMs: nowMs,
    freshUntilMs: nowMs + HOUR_MS,
    walkedAtMs: nowMs,
    walkCalls: 1,
    frontAtMs: nowMs,
    pageRows: 100,
    dropped: 0,
    rooms,
    replays: rooms
      .filter(({ room }) => room.liveStatus === 103)
      .map(({ room: { roomId } }) => ({
        roomId,
        replays: [
          {
            url: `https://media.example.com/replay/${roomId}.mp4`,
            format: 'mp4',
            createdAtSec: Math.floor((nowMs - HOUR_MS) / 1000),
            expiresAtSec: null,
          },
        ],
        answers: 1,
        triedAtMs: nowMs,
      })),
  }
}

function keptRoom(index: number, nowMs: number): KeptRoom {
  const { liveStatus, startsInHours } = PLACES[index % PLACES.length] ?? FIRST
  const roomId = 1000 + index
  const startAtSec = Math.floor((nowMs + startsInHours * HOUR_MS) / 1000) + index * 60
  return {
    room: {
      roomId,
      title: `第 ${roomId} 场直播`,
      coverUrl: `https://media.example.com/cover/${roomId}.jpg`,
      shareImageUrl: `https://media.example.com/share/${roomId}.jpg`,
      feedsImageUrl: `https://media.example.com/feeds/${roomId}.jpg`,
      anchorName: '店主',
      liveStatus,
      startAtSec,
      endAtSec: startAtSec + 4 * 3600,
      liveType: 'phone',
      features: {
        likes: true,
        goodsShelf: true,
        comments: true,
        customerService: false,
        replay: true,
      },
      isFeedsPublic: true,
      goods: Array.from({ length: GOODS_PER_ROOM }, (_, at) => goods(index * 10 + at)),
      goodsDropped: 0,
    },
    missedWalks: 0,
    endedAtMs: liveStatus === 103 ? nowMs - 20 * HOUR_MS : null,
    place: index,
    seenAtMs: nowMs,
    lookedAtMs: nowMs,
  }
}

function goods(number: number): CatalogGoods {
  const goodsId = number + 1
  return {
    goodsId,
    title: `商品 ${goodsId}`,
    coverUrl: `https://media.example.com/goods/${goodsId}.jpg`,
    price: { kind: 'single', priceFen: 990 + number },
    path: 'pages/product-detail/product-detail',
    query: `product_id=${1_000_000 + goodsId}`,
    sellerAppId: '',
  }
}
