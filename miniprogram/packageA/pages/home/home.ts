import type { TabTap, Tapped } from '../../../live/components/events'
import { hallPath, parseHallQuery } from '../../../live/domain/live-link'
import type { Query } from '../../../live/domain/query'
import type { RoomListKind } from '../../../live/domain/live-status-code'
import type { Room, RoomList } from '../../../live/domain/room'
import type { ShareCard } from '../../../live/domain/share'
import { text } from '../../../live/domain/text'
import type { RoomView } from '../../../live/domain/view'
import { valueOf } from '../../../live/services/backend/client'
import type { Answer, CachedAnswer } from '../../../live/services/backend/client'
import { changesOf, loading, loadOf } from '../../../live/services/backend/load-state'
import type { Load } from '../../../live/services/backend/load-state'
import { livePage } from '../../../live/services/page/define-page'
import { openTappedRoom } from '../../../live/services/rooms/open-room'
import {
  changesAt,
  stopRooms,
  pauseRooms,
  watchRooms,
} from '../../../live/services/rooms/room-watcher'
import type { RoomWatcher } from '../../../live/services/rooms/room-watcher'
import { cachedShopRooms, fetchShopRooms } from '../../../live/services/rooms/room-lists'
import { hallFrame, otherTab } from './hall-frame'
import { appendRooms, BLOCK_ROOMS, blocksOf, observeBlocks, roomsOfBlock } from './room-blocks'
import type { BlockObserver, RoomBlock } from './room-blocks'
import { merchantText } from '../../services/merchant-notice'
import { onSubscribeEvent } from '../../services/subscribe-event'
import { onReserveTap } from '../../services/reserve-channels'
import { SMALL, subscribeProps, trackSubscriptions } from '../../services/subscriptions'
import type { SubscribeProps, SubscriptionTracker } from '../../services/subscriptions'

/** Keeps the rooms of the hall up to date while it is open. */
interface HallWatch extends RoomWatcher {
  readonly subscriptions: SubscriptionTracker
  readonly blocks: BlockObserver
}

/** The tab of a link that names none. */
const DEFAULT_TAB = parseHallQuery({}).listKind

/** The live hall: three tabs with all rooms that are live, upcoming, or have a replay. */
livePage(text.hall.title, {
  data: {
    ...hallFrame(DEFAULT_TAB),
    text: text.common,
    subscribe: null as SubscribeProps | null,
    active: DEFAULT_TAB,
    list: loading<readonly RoomBlock[]>(),
    pluginText: '',
    merchantText: '',
    /** The page is scrolled down by two screens: shows a button to the top. */
    far: false,
  },

  // not drawn
  watch: null as HallWatch | null,
  topObserver: null as WechatMiniprogram.IntersectionObserver | null,
  rooms: [] as readonly Room[],
  nextCursor: null as string | null,
  isLoadingMore: false,
  /** The list has more than its first page. */
  isPaged: false,
  refreshAtMs: Infinity,

  open(query: Query) {
    const watch = watchRooms((now, before) => this.redraw(now, before), { tracksVisibility: true })
    const subscriptions = trackSubscriptions(this, watch, SMALL)
    const blocks = observeBlocks(this, {
      onBlockMove: (at, isNear, heightPx) => this.moveBlock(at, isNear, heightPx),
      onRoomsVisible: (roomIds) => {
        watch.setVisibleRooms(roomIds)
        subscriptions.roomsVisible(this.data.active === 'upcoming' ? roomIds : [])
      },
    })
    this.watch = Object.assign(watch, { subscriptions, blocks })
    this.openTab(parseHallQuery(query).listKind, { subscribe: subscribeProps(SMALL) })
  },

  onReady() {
    if (this.watch === null) return
    this.topObserver = wx.createIntersectionObserver(this)
    this.topObserver.relativeToViewport().observe('#top', ({ intersectionRatio }) => {
      const far = intersectionRatio === 0
      if (far !== this.data.far) this.setData({ far })
    })
  },

  onShow() {
    const { watch } = this
    if (watch === null) return
    watch.resume()
    watch.subscriptions.recheck()
    // a refresh would cut a list of several pages to its first page while the shopper scrolls
    if (Date.now() >= this.refreshAtMs && !this.isPaged) void this.refresh(false)
  },

  onHide: pauseRooms,

  onUnload() {
    const { watch } = this
    if (watch === null) return
    stopRooms.call(this)
    watch.blocks.stop()
    watch.subscriptions.stop()
    this.topObserver?.disconnect()
  },

  async onPullDownRefresh() {
    await this.refresh(true)
    void wx.stopPullDownRefresh()
  },

  /** Draws the stored list of a tab, in one setData with `changes`, and requests a new one. */
  openTab(listKind: RoomListKind, changes: Record<string, unknown>) {
    const kept = cachedShopRooms({ listKind })
    const list = loading<readonly RoomBlock[]>()
    this.draw(listKind, kept, list, { active: listKind, list, moreText: '', ...changes })
    void this.refresh(false)
  },

  /** @param cutsToFirstPage whether a list of several pages may be replaced by its first page */
  async refresh(cutsToFirstPage: boolean) {
    const listKind = this.data.active
    const answer = await fetchShopRooms({ listKind })
    // the page was closed, or another tab was opened
    if (this.watch === null || listKind !== this.data.active) return
    if (answer.kind === 'fresh') {
      if (this.isPaged && !cutsToFirstPage) return
      this.refreshAtMs = Date.now() + answer.value.refreshAfterSec * 1000
    }
    this.draw(listKind, answer, this.data.list, {})
  },

  /** @param changes more data for the same setData */
  draw(
    listKind: RoomListKind,
    answer: Answer<RoomList> | CachedAnswer<RoomList> | null,
    shown: Load<readonly RoomBlock[]>,
    changes: Record<string, unknown>,
  ) {
    const { watch } = this
    if (watch === null || answer === null) {
      this.setData(changes)
      return
    }
    let isNewList = false
    const list = loadOf(
      answer,
      (page) => {
        isNewList = true
        this.rooms = page.rooms
        this.nextCursor = page.nextCursor
        this.isPaged = false
        watch.setRooms(page.rooms)
        Object.assign(changes, hallFrame(listKind, page.counts))
        return blocksOf(page.rooms, watch.viewOf, 0)
      },
      shown,
    )
    Object.assign(changes, changesOf('list', list, shown))
    const notice = merchantText()
    if (notice !== this.data.merchantText) changes['merchantText'] = notice
    if (Object.keys(changes).length === 0) return
    this.setData(changes, () => {
      if (!isNewList || this.watch === null) return
      watch.blocks.stop()
      watch.blocks.blocksDrawn(0, this.rooms.length)
    })
  },

  async onReachBottom() {
    const cursor = this.nextCursor
    if (cursor === null || this.isLoadingMore || this.data.list.kind !== 'ready') return
    const listKind = this.data.active
    this.isLoadingMore = true
    this.setData({ moreText: text.common.loadingMore })
    const answer = await fetchShopRooms({ listKind, cursor })
    this.isLoadingMore = false
    const { watch } = this
    // the page was closed, another tab was opened, or the list was refreshed
    if (watch === null || listKind !== this.data.active || cursor !== this.nextCursor) return
    const page = valueOf(answer)
    if (page === null) this.setData({ moreText: text.common.loadMoreFailed })
    else this.append(page, watch)
  },

  /** Sets the new blocks by their own paths: what is drawn above is not sent again. */
  append(page: RoomList, watch: HallWatch) {
    const shownRooms = this.rooms.length
    this.rooms = appendRooms(this.rooms, page.rooms)
    watch.setRooms(this.rooms)
    this.nextCursor = page.nextCursor
    this.isPaged = true
    const changes: Record<string, unknown> = {
      moreText: page.nextCursor === null ? text.common.noMore : '',
    }
    // the last block may not have been full
    const from = Math.floor(shownRooms / BLOCK_ROOMS)
    for (const block of blocksOf(this.rooms, watch.viewOf, from))
      changes[`list.value[${block.at}]`] = block
    this.setData(changes, () => {
      if (this.watch === watch) watch.blocks.blocksDrawn(from, this.rooms.length)
    })
  },

  /** Empties a block that left the screen, and draws it again when it comes back. */
  moveBlock(at: number, isNear: boolean, heightPx: number) {
    const { list } = this.data
    const block = list.kind === 'ready' ? list.value[at] : undefined
    const { watch } = this
    if (block === undefined || watch === null || isNear === (block.heightPx === 0)) return
    const path = `list.value[${at}]`
    const changes = {
      [`${path}.rooms`]: isNear ? roomsOfBlock(this.rooms, at).map(watch.viewOf) : [],
      [`${path}.heightPx`]: isNear ? 0 : heightPx,
    }
    this.setData(changes, () => {
      if (this.watch === null) return
      if (isNear) watch.blocks.blockRedrawn(at)
      else watch.blocks.blockEmptied(at)
    })
  },

  /** Sets one room by its own path, if its block is drawn. */
  redraw(now: RoomView, before: RoomView) {
    const { list } = this.data
    if (list.kind !== 'ready') return
    const place = this.rooms.findIndex(({ roomId }) => roomId === now.roomId)
    const at = Math.floor(place / BLOCK_ROOMS)
    if (list.value[at]?.heightPx === 0)
      this.setData(changesAt(`list.value[${at}].rooms[${place % BLOCK_ROOMS}]`, now, before))
  },

  onSubscribe: onSubscribeEvent,
  onReserve: onReserveTap,

  onTab({ detail }: Tapped<TabTap>) {
    this.selectTab(detail.key)
  },

  onOtherTab() {
    this.selectTab(otherTab(this.data.active))
  },

  selectTab(listKind: RoomListKind) {
    const { watch } = this
    if (watch === null) return
    this.nextCursor = null
    this.isPaged = false
    this.rooms = []
    watch.setRooms([])
    watch.blocks.stop()
    watch.subscriptions.recheck()
    this.openTab(listKind, {})
    this.onTop()
  },

  onTop() {
    void wx.pageScrollTo({ scrollTop: 0, duration: 0 })
  },

  onRetry() {
    if (this.data.list.kind === 'failed') this.setData({ list: loading() })
    void this.refresh(true)
  },

  onRoom: openTappedRoom,

  card(): ShareCard {
    return { title: text.hall.title, path: hallPath(this.data.active) }
  },
})
