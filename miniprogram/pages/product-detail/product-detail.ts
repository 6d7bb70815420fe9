import type { RoomTap, Tapped } from '../../live/components/events'
import { config } from '../../config'
import { packedOrNone, paramsOrEmpty } from '../../live/domain/custom-params'
import type { CustomParams } from '../../live/domain/custom-params'
import { goodsView } from '../../live/domain/goods-view'
import { parseProductQuery, productPath } from '../../live/domain/live-link'
import type { Query } from '../../live/domain/query'
import { codeOf } from '../../live/domain/live-status-code'
import type { Goods, ProductDetail, Room } from '../../live/domain/room'
import { productShare, shopShare } from '../../live/domain/share'
import type { ShareCard } from '../../live/domain/share'
import { text } from '../../live/domain/text'
import type { GoodsView, RoomView } from '../../live/domain/view'
import { onBuy } from '../../on-buy'
import { fetchProduct, cachedProduct, valueOf } from '../../live/services/backend/client'
import type { Answer, CachedAnswer } from '../../live/services/backend/client'
import { creditFor } from '../../live/services/entry/attribution'
import { isMomentsPreview } from '../../live/services/entry/entry'
import { isAvailable, liveRoom } from '../../live/services/rooms/room-providers'
import { loading, loadOf } from '../../live/services/backend/load-state'
import type { Load } from '../../live/services/backend/load-state'
import { backToRoom, goBack, redirectToStorefront } from '../../live/services/navigation/navigate'
import { shopPage } from '../../live/services/page/define-page'
import { navSpace } from '../../live/services/phone/platform'
import {
  enterRoom,
  openTappedRoom,
  attributionParams,
  toastOnFailure,
} from '../../live/services/rooms/open-room'
import {
  changesAt,
  stopRooms,
  pauseRooms,
  resumeRooms,
  watchRooms,
} from '../../live/services/rooms/room-watcher'
import type { RoomWatcher } from '../../live/services/rooms/room-watcher'
import { upgradeView } from '../../live/services/phone/upgrade'

/** Rooms of others that sell it too; more of them would push the goods off the screen. */
const OTHERS_SHOWN = 3

/**
 * The goods page a room's shelf leads to. It knows the room it was opened from, shows what happens
 * there now, and is the way back to it.
 */
shopPage({
  data: {
    text: Object.assign({}, text.common, text.product),
    nav: { topPx: 24, heightPx: 32 },
    first: false,
    /** Inside Moments: WeChat draws its own bars, and neither buying nor sharing works. */
    preview: false,
    product: loading<GoodsView>(),
    missingText: '',
    /** The room this page was opened from. */
    from: null as RoomView | null,
    others: [] as readonly RoomView[],
  },

  // not drawn
  /** What the room appended to the link; a checkout takes from here who buys, and who shared. */
  link: parseProductQuery({}),
  shown: null as Goods | null,
  watch: null as RoomWatcher | null,

  onLoad(query: Query) {
    this.link = parseProductQuery(query)
    const first = getCurrentPages().length < 2
    this.setData({ nav: navSpace(), first, preview: isMomentsPreview() })
    this.watch = watchRooms((now, before) => this.redraw(now, before))
    this.start()
  },

  onShow: resumeRooms,
  onHide: pauseRooms,
  onUnload: stopRooms,

  start() {
    const upgrade = upgradeView('shop')
    this.setData({ upgrade })
    if (upgrade !== null) return
    this.drawKept()
    void this.refresh()
  },

  /** As it was last seen, until the back end has answered. */
  drawKept() {
    const { productId, roomId } = this.link
    const kept = productId === null ? null : cachedProduct(productId)
    if (kept === null) return
    const rooms = roomsOf(kept.value)
    const listed = rooms.find((room) => room.roomId === roomId)
    const from =
      listed ?? (roomId === null ? null : (liveRoom(roomId).cached()?.value.room ?? null))
    this.draw(this.loadOf(kept), rooms, from)
  },

  loadOf(answer: Answer<ProductDetail> | CachedAnswer<ProductDetail>) {
    return loadOf(answer, ({ product }) => {
      this.shown = product
      return goodsView(product)
    })
  },

  refresh(): Promise<void> {
    const { productId } = this.link
    if (productId === null) {
      this.setData({ product: { kind: 'missing' }, missingText: text.product.noProduct })
      return Promise.resolve()
    }
    return fetchProduct(productId).then((answer) => {
      // what is on the screen, and the way back to the room on it, is better than a failure
      if (answer.kind === 'failed' && this.data.product.kind === 'ready') return
      const found = valueOf(answer)
      const rooms = found === null ? [] : roomsOf(found)
      return this.findFrom(rooms).then((from) => {
        this.draw(this.loadOf(answer), rooms, from)
      })
    })
  },

  draw(product: Load<GoodsView>, rooms: readonly Room[], from: Room | null) {
    const watch = this.watch
    if (watch === null) return
    const others = rooms.filter(({ roomId }) => roomId !== from?.roomId).slice(0, OTHERS_SHOWN)
    watch.setRooms(from === null ? others : [from].concat(others))
    this.setData({
      product,
      missingText: text.product.missing,
      from: from === null ? null : watch.viewOf(from),
      others: others.map(watch.viewOf),
    })
  },

  /** A room may sell goods that its list does not name yet: then it is asked for by itself. */
  findFrom(rooms: readonly Room[]): Promise<Room | null> {
    const { roomId } = this.link
    const listed = rooms.find((room) => room.roomId === roomId)
    if (roomId === null || listed !== undefined) return Promise.resolve(listed ?? null)
    return liveRoom(roomId)
      .fetch()
      .then((answer) => valueOf(answer)?.room ?? null)
  },

  redraw(now: RoomView, before: RoomView) {
    const { from, others } = this.data
    const at = others.findIndex(({ roomId }) => roomId === now.roomId)
    const path = from?.roomId === now.roomId ? 'from' : at >= 0 ? `others[${at}]` : null
    if (path !== null) this.setData(changesAt(path, now, before))
  },

  onNavBack() {
    void toastOnFailure(goBack())
  },

  onIndex() {
    void toastOnFailure(redirectToStorefront())
  },

  onBackToRoom({ detail }: Tapped<RoomTap>) {
    const { roomId } = detail
    void toastOnFailure(backToRoom(roomId, () => enterRoom(roomId, this.params())))
  },

  params(): CustomParams {
    return attributionParams(paramsOrEmpty(this.link.customParams))
  },

  onRoom: openTappedRoom,

  onBuy() {
    const { from: room } = this.data
    if (this.shown === null) return
    onBuy({
      product: this.shown,
      quantity: 1,
      room: room === null ? null : { roomId: room.roomId, title: room.title },
      attribution: creditFor(this.link),
    })
  },

  onRetry() {
    if (this.data.product.kind === 'failed') this.setData({ product: loading() })
    void this.refresh()
  },

  card(): ShareCard {
    const { productId, roomId } = this.link
    if (productId === null) return shopShare(config.shopName)
    if (this.shown === null) return shopShare(config.shopName, productPath({ productId }))
    return productShare(this.shown, productId, roomId, packedOrNone(this.params()))
  },
})

/** Rooms there is something to do in; a banned one is no recommendation. */
function roomsOf({ rooms }: ProductDetail): readonly Room[] {
  return rooms.filter(isAvailable).filter(({ liveStatus, hasReplay }) => {
    const code = codeOf(liveStatus)
    return code !== 104 && code !== 107 && (code !== 103 || hasReplay)
  })
}
