import type { GoodsTap, Tapped } from './components/events'
import { liveConfig } from './config'
import { goodsView } from './domain/goods-view'
import { chooseHero } from './domain/hero'
import type { RoomListKind } from './domain/live-status-code'
import type { Storefront, Room } from './domain/room'
import type { RoomId } from './domain/room-id'
import { shopShare } from './domain/share'
import { text } from './domain/text'
import type { GoodsView, RoomView } from './domain/view'
import type { Answer, CachedAnswer } from './services/backend/client'
import { changesOf, loading, loadOf } from './services/backend/load-state'
import { openGoods, openHall } from './services/navigation/navigate'
import { shopPage } from './services/page/define-page'
import { openTappedRoom, attributionParams, toastOnFailure } from './services/rooms/open-room'
import { changesAt, stopRooms, pauseRooms, watchRooms } from './services/rooms/room-watcher'
import type { RoomWatcher } from './services/rooms/room-watcher'
import { cachedShopStorefront, fetchShopStorefront } from './services/rooms/room-lists'
import { observeVisibility } from './services/rooms/visibility'
import type { VisibilityObserver } from './services/rooms/visibility'
import { upgradeView } from './services/phone/upgrade'

/** A storefront shows what is next, the hall shows all. */
const UPCOMING_SHOWN = 4

/** The rooms under the hero; each is drawn in one of these lists. */
const LISTS = ['live', 'upcoming', 'replays'] as const

interface StorefrontView {
  readonly hero: RoomView | null
  readonly live: readonly RoomView[]
  readonly upcoming: readonly RoomView[]
  readonly replays: readonly RoomView[]
  readonly goods: readonly GoodsView[]
  readonly noRoomText: string
}

/**
 * The page of a shop's front: live, announced and recorded rooms, and the goods of the shop. Its template
 * is pages/index/index.wxml of the example shop.
 */
export function storefrontPage(): void {
  shopPage({
    data: {
      text: Object.assign({}, text.index, text.common),
      home: loading<StorefrontView>(),
    },

    // not drawn
    watch: null as RoomWatcher | null,
    sight: null as VisibilityObserver | null,
    refreshAtMs: 0,

    onLoad() {
      void wx.setNavigationBarTitle({ title: liveConfig().shopName })
      const watch = watchRooms((now, before) => this.redraw(now, before), {
        tracksVisibility: true,
      })
      this.watch = watch
      this.sight = observeVisibility(this, (roomIds) => watch.setVisibleRooms(roomIds))
      this.start()
    },

    onShow() {
      this.watch?.resume()
      if (this.refreshAtMs > 0 && Date.now() >= this.refreshAtMs) void this.refresh()
    },

    onHide: pauseRooms,

    onUnload() {
      stopRooms.call(this)
      this.sight?.stop()
      this.sight = null
    },

    onPullDownRefresh() {
      void this.refresh().then(() => wx.stopPullDownRefresh())
    },

    /** What was last on the shelves is drawn at once, and renewed when the back end has answered. */
    start() {
      const upgrade = upgradeView('shop')
      const kept = upgrade === null ? cachedShopStorefront() : null
      this.draw(Object.assign({ upgrade }, kept === null ? {} : this.changesBy(kept)))
      if (upgrade === null) void this.refresh()
    },

    refresh() {
      return fetchShopStorefront().then((answer) => {
        if (answer.kind === 'fresh')
          this.refreshAtMs = Date.now() + answer.value.refreshAfterSec * 1000
        this.draw(this.changesBy(answer))
      })
    },

    draw(changes: Record<string, unknown>) {
      if (Object.keys(changes).length === 0) return
      this.setData(changes, () => {
        if ('home' in changes) this.sight?.observe('in-sight')
      })
    },

    changesBy(answer: Answer<Storefront> | CachedAnswer<Storefront>): Record<string, unknown> {
      const { watch } = this
      if (watch === null) return {}
      const { home: shown } = this.data
      return changesOf(
        'home',
        loadOf(answer, (home) => drawStorefront(home, watch), shown),
        shown,
      )
    },

    /** One room changed: its own path is set, never the list. */
    redraw(now: RoomView, before: RoomView) {
      const { home } = this.data
      if (home.kind !== 'ready') return
      const changes =
        home.value.hero?.roomId === now.roomId ? changesAt('home.value.hero', now, before) : {}
      LISTS.forEach((list) => {
        const at = home.value[list].findIndex(({ roomId }) => roomId === now.roomId)
        if (at >= 0) Object.assign(changes, changesAt(`home.value.${list}[${at}]`, now, before))
      })
      this.setData(changes)
    },

    onRetry() {
      if (this.data.home.kind === 'failed') this.setData({ home: loading() })
      void this.refresh()
    },

    onRoom: openTappedRoom,

    /** Goods of the hero know its room, those of the shop have none. */
    onGoods({ detail, currentTarget }: Tapped<GoodsTap, { readonly room?: RoomId }>) {
      const options = { roomId: currentTarget.dataset.room, customParams: attributionParams() }
      void toastOnFailure(openGoods(detail, options))
    },

    onHall(event: WechatMiniprogram.TouchEvent<object, object, { tab: RoomListKind }>) {
      void toastOnFailure(openHall(event.currentTarget.dataset.tab))
    },

    card() {
      return shopShare(liveConfig().shopName)
    },
  })
}

function drawStorefront(home: Storefront, watch: RoomWatcher): StorefrontView {
  const hero = chooseHero(home)
  const beside = (rooms: readonly Room[]) => rooms.filter((room) => room !== hero)
  const live = beside(home.live)
  const upcoming = beside(home.upcoming).slice(0, UPCOMING_SHOWN)
  const replays = beside(home.replays)
  watch.setRooms((hero === null ? [] : [hero]).concat(live, upcoming, replays))
  return {
    hero: hero === null ? null : watch.viewOf(hero),
    live: live.map(watch.viewOf),
    upcoming: upcoming.map(watch.viewOf),
    replays: replays.map(watch.viewOf),
    goods: home.goods.map(goodsView),
    noRoomText: home.goods.length > 0 ? text.index.emptyTitle : text.index.emptyAll,
  }
}
