import { packedOrNone } from './domain/custom-params'
import { goodsView } from './domain/goods-view'
import { productPath } from './domain/live-link'
import { codeOf } from './domain/live-status-code'
import type { Goods, ProductDetail, Room } from './domain/room'
import type { RoomId } from './domain/room-id'
import { productShare, shopShare } from './domain/share'
import type { ShareCard } from './domain/share'
import { text } from './domain/text'
import type { GoodsView, RoomView } from './domain/view'
import { liveConfig } from './config'
import { withLiveRoom } from './goods-page'
import { fetchProduct, cachedProduct, valueOf } from './services/backend/client'
import type { Answer, CachedAnswer } from './services/backend/client'
import { loading, loadOf } from './services/backend/load-state'
import type { Attribution } from './services/entry/attribution'
import { isMomentsPreview } from './services/entry/entry'
import { goBack, redirectToStorefront } from './services/navigation/navigate'
import { shopPage } from './services/page/define-page'
import { navSpace } from './services/phone/platform'
import { upgradeView } from './services/phone/upgrade'
import { openTappedRoom, toastOnFailure } from './services/rooms/open-room'
import { isAvailable } from './services/rooms/room-providers'
import {
  changesAt,
  stopRooms,
  pauseRooms,
  resumeRooms,
  watchRooms,
} from './services/rooms/room-watcher'
import type { RoomWatcher } from './services/rooms/room-watcher'

/** Other rooms that sell the goods; more of them would push the goods off the screen. */
const OTHERS_SHOWN = 3

/** The goods that a shopper buys, and the attribution of the sale. */
export interface Purchase {
  /**
   * `productId` is your own id of the goods, as text, from the url of the goods; null where that url has
   * no id. `goodsId` is WeChat's number, which your shop does not know.
   */
  readonly product: Goods
  readonly quantity: number
  /** The live room it is bought from, if any. */
  readonly room: { readonly roomId: RoomId; readonly title: string } | null
  /** null: the shopper came without a link. */
  readonly attribution: Attribution | null
}

/**
 * A page of goods that the back end knows from the live rooms: the goods, the room that the page was
 * opened from, and other rooms that sell them. Its template is that of the example shop,
 * pages/product-detail/product-detail.wxml. A shop with a goods page of its own uses `withLiveRoom`.
 */
export function listedGoodsPage({ onBuy }: { readonly onBuy: (purchase: Purchase) => void }): void {
  shopPage(
    withLiveRoom({
      data: {
        text: { ...text.common, ...text.product },
        nav: { topPx: 24, heightPx: 32 },
        first: false,
        /** Inside Moments: WeChat draws its own bars, and neither buying nor sharing works. */
        preview: false,
        product: loading<GoodsView>(),
        missingText: '',
        others: [] as readonly RoomView[],
      },

      // not drawn
      shown: null as Goods | null,
      watch: null as RoomWatcher | null,
      answer: null as Promise<Answer<ProductDetail>> | null,

      onLoad() {
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
        this.drawCached()
        void this.refresh()
        void this.showLiveRoom()
      },

      /** As it was last seen, until the back end has answered. */
      drawCached() {
        const { productId, roomId } = this.liveLink
        const cached = productId === null ? null : cachedProduct(productId)
        if (cached === null) return
        this.draw(cached)
        const room = roomsToShow(cached.value).find((one) => one.roomId === roomId)
        if (room !== undefined) this.drawLiveRoom(room)
      },

      async refresh(): Promise<void> {
        const { productId } = this.liveLink
        if (productId === null) {
          this.setData({ product: { kind: 'missing' }, missingText: text.product.noProduct })
          return
        }
        this.answer = fetchProduct(productId)
        const answer = await this.answer
        // what is on the screen, and the way back to the room on it, is better than a failure
        if (answer.kind === 'failed' && this.data.product.kind === 'ready') return
        this.draw(answer)
      },

      draw(answer: Answer<ProductDetail> | CachedAnswer<ProductDetail>) {
        const { watch } = this
        if (watch === null) return
        const product = loadOf(answer, ({ product: goods }) => {
          this.shown = goods
          return goodsView(goods)
        })
        const { roomId } = this.liveLink
        const found = answer.kind === 'cached' ? answer.value : valueOf(answer)
        const rooms = found === null ? [] : roomsToShow(found)
        const others = rooms.filter((room) => room.roomId !== roomId).slice(0, OTHERS_SHOWN)
        watch.setRooms(others)
        this.setData({
          product,
          missingText: text.product.missing,
          others: others.map(watch.viewOf),
        })
      },

      async loadedRooms(): Promise<readonly Room[]> {
        const answer = await this.answer
        const found = answer === null ? null : valueOf(answer)
        return found === null ? [] : roomsToShow(found)
      },

      redraw(now: RoomView, before: RoomView) {
        const at = this.data.others.findIndex(({ roomId }) => roomId === now.roomId)
        if (at >= 0) this.setData(changesAt(`others[${at}]`, now, before))
      },

      onNavBack() {
        void toastOnFailure(goBack())
      },

      onIndex() {
        void toastOnFailure(redirectToStorefront())
      },

      onRoom: openTappedRoom,

      onBuy() {
        const { liveRoom } = this.data
        if (this.shown === null) return
        onBuy({
          product: this.shown,
          quantity: 1,
          room: liveRoom === null ? null : { roomId: liveRoom.roomId, title: liveRoom.title },
          attribution: this.liveCredit(),
        })
      },

      onRetry() {
        if (this.data.product.kind === 'failed') this.setData({ product: loading() })
        void this.refresh()
        void this.showLiveRoom()
      },

      card(): ShareCard {
        const { shopName } = liveConfig()
        const { productId, roomId } = this.liveLink
        if (productId === null) return shopShare(shopName)
        if (this.shown === null) return shopShare(shopName, productPath({ productId }))
        return productShare(this.shown, productId, roomId, packedOrNone(this.liveParams()))
      },
    }),
  )
}

/** Rooms in which a shopper can do something; a banned room is not shown. */
function roomsToShow({ rooms }: ProductDetail): readonly Room[] {
  return rooms.filter(isAvailable).filter(({ liveStatus, hasReplay }) => {
    const code = codeOf(liveStatus)
    return code !== 104 && code !== 107 && (code !== 103 || hasReplay)
  })
}
