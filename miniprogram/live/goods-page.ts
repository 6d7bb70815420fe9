import type { RoomTap, Tapped } from './components/events'
import { paramsOrEmpty } from './domain/custom-params'
import type { CustomParams } from './domain/custom-params'
import { parseProductQuery } from './domain/live-link'
import type { ProductQuery } from './domain/live-link'
import { paramsOf } from './domain/query'
import type { Query } from './domain/query'
import type { Room } from './domain/room'
import type { RoomId } from './domain/room-id'
import { text } from './domain/text'
import type { RoomView } from './domain/view'
import { valueOf } from './services/backend/client'
import { creditFor } from './services/entry/attribution'
import type { Attribution } from './services/entry/attribution'
import { backToRoom } from './services/navigation/navigate'
import { upgradeView } from './services/phone/upgrade'
import { enterRoom, attributionParams, toastOnFailure } from './services/rooms/open-room'
import { liveRoom } from './services/rooms/room-providers'
import { changesAt, watchRooms } from './services/rooms/room-watcher'
import type { RoomWatcher } from './services/rooms/room-watcher'

/** What `withLiveRoom` adds to the data of a page. */
export interface LiveRoomData {
  /** The room that the page was opened from; null: no room, or not loaded yet. */
  readonly liveRoom: RoomView | null
  /** The words of the way back: 回到直播间. */
  readonly backToRoomText: string
}

/** What it adds to the methods of a page. */
export interface LiveRoomMethods {
  /** The link that the page was opened by. */
  readonly liveLink: ProductQuery
  /** Loads and draws the room. Called after `onLoad`, unless `onLoad` has called it. */
  showLiveRoom(): Promise<void>
  /** Draws a room that the page has already, until `showLiveRoom` has loaded it. */
  drawLiveRoom(room: Room): void
  /** For `<room-strip bind:back>`: back to the room, down the page stack where it still lies there. */
  onBackToRoom(event: Tapped<RoomTap>): void
  /** The parameters to pass on, those of this page's link before those of the app's entry. */
  liveParams(): CustomParams
  /** The card, code or room that a sale on this page is attributed to; null: none. */
  liveCredit(): Attribution | null
}

export interface LiveRoomOptions {
  /** Rooms that the page loads for itself: the room is looked for there before it is requested. */
  loadedRooms?(): Promise<readonly Room[]>
}

type Definition<Data extends object, Own extends object> = { data: Data } & Own &
  LiveRoomOptions &
  Partial<WechatMiniprogram.Page.ILifetime> &
  ThisType<
    WechatMiniprogram.Page.Instance<Data & LiveRoomData, Own & LiveRoomMethods & LiveRoomOptions>
  >

interface OwnHooks {
  onLoad?(query: Query): unknown
  onShow?(): unknown
  onHide?(): unknown
  onUnload?(): unknown
}

interface LivePage extends LiveRoomMethods, LiveRoomOptions {
  liveLink: ProductQuery
  liveRoomWatch: RoomWatcher | null
  isLiveRoomShown: boolean
  setData(data: object): void
}

/**
 * The definition of a page of goods, with the live room that the page was opened from: its state in
 * `data.liveRoom`, the way back, and the attribution of a sale. The page keeps its own hooks, data and methods.
 * @example
 * Page(withLiveRoom({ data: {}, onLoad(query) { … } }))
 * // <room-strip wx:if="{{liveRoom}}" room="{{liveRoom}}" action-text="{{backToRoomText}}" bind:back="onBackToRoom" />
 */
export function withLiveRoom<Data extends object, Own extends object>(
  page: Definition<Data, Own>,
): Definition<Data, Own> & { data: Data & LiveRoomData } & LiveRoomMethods {
  const own: OwnHooks = { ...page }
  const data = { ...page.data, liveRoom: null, backToRoomText: text.product.backToRoom }
  return Object.assign(page, { data }, methods, {
    onLoad(this: LivePage, query: Query) {
      this.liveLink = parseProductQuery(query)
      this.liveRoomWatch = watchRooms((now, before) => {
        this.setData(changesAt('liveRoom', now, before))
      })
      const loaded = own.onLoad?.call(this, query)
      if (!this.isLiveRoomShown) void this.showLiveRoom()
      return loaded
    },
    onShow(this: LivePage) {
      this.liveRoomWatch?.resume()
      return own.onShow?.call(this)
    },
    onHide(this: LivePage) {
      this.liveRoomWatch?.pause()
      return own.onHide?.call(this)
    },
    onUnload(this: LivePage) {
      this.liveRoomWatch?.pause()
      this.liveRoomWatch = null
      return own.onUnload?.call(this)
    },
  })
}

const NO_LINK: ProductQuery = {
  productId: null,
  roomId: null,
  openid: null,
  shareOpenid: null,
  customParams: paramsOf({}),
}

const methods = {
  // not drawn
  liveLink: NO_LINK,
  liveRoomWatch: null as RoomWatcher | null,
  isLiveRoomShown: false,

  async showLiveRoom(this: LivePage): Promise<void> {
    this.isLiveRoomShown = true
    const { roomId } = this.liveLink
    if (roomId === null || upgradeView('shop') !== null) return
    const cached = liveRoom(roomId).cached()?.value.room
    if (cached !== undefined) this.drawLiveRoom(cached)
    const room = await findRoom(this, roomId)
    if (room !== null) this.drawLiveRoom(room)
  },

  /** The page may be closed by now. */
  drawLiveRoom(this: LivePage, room: Room): void {
    const watch = this.liveRoomWatch
    if (watch === null) return
    watch.setRooms([room])
    this.setData({ liveRoom: watch.viewOf(room) })
  },

  onBackToRoom(this: LivePage, { detail: { roomId } }: Tapped<RoomTap>): void {
    void toastOnFailure(backToRoom(roomId, () => enterRoom(roomId, this.liveParams())))
  },

  liveParams(this: LivePage): CustomParams {
    return attributionParams(paramsOrEmpty(this.liveLink.customParams))
  },

  liveCredit(this: LivePage): Attribution | null {
    return creditFor(this.liveLink)
  },
}

/** A room may sell goods that its list does not name yet: then it is requested by itself. */
async function findRoom(page: LivePage, roomId: RoomId): Promise<Room | null> {
  const loaded = await page.loadedRooms?.()
  const room = loaded?.find((one) => one.roomId === roomId)
  return room ?? valueOf(await liveRoom(roomId).fetch())?.room ?? null
}
