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
import { elsewhereFrom, frameOf } from './hall-frame'
import { appendRooms, BLOCK_ROOMS, blocksOf, roomsOfBlock, watchBlocks } from './room-blocks'
import type { BlockWatch, RoomBlock } from './room-blocks'
import { merchantText } from '../../services/merchant-notice'
import { heardSubscribe } from '../../services/subscribe-event'
import { reserveTapped } from '../../services/reserve-channels'
import { markSubscriptions, SMALL, subscribeProps } from '../../services/subscriptions'
import type { SubscribeProps, SubscriptionMarks } from '../../services/subscriptions'

/** Follows the rooms of the hall while it is open. */
interface HallWatch extends RoomWatcher {
  readonly marks: SubscriptionMarks
  readonly blocks: BlockWatch
}

/** The hall: everything that is live, comes, or can be watched again. */
livePage(text.hall.title, {
  data: Object.assign(frameOf('live'), {
    text: text.common,
    subscribe: null as SubscribeProps | null,
    active: firstShelf(),
    list: loading<readonly RoomBlock[]>(),
    pluginText: '',
    merchantText: '',
    /** Two screens down: there is a way back to the top. */
    far: false,
  }),

  // not drawn
  watch: null as HallWatch | null,
  topWatch: null as WechatMiniprogram.IntersectionObserver | null,
  rooms: [] as readonly Room[],
  nextCursor: null as string | null,
  loadingMore: false,
  paged: false,
  refreshAtMs: Infinity,

  open(query: Query) {
    const watch = watchRooms((now, before) => this.redraw(now, before), { tracksVisibility: true })
    const marks = markSubscriptions(this, watch, SMALL)
    const blocks = watchBlocks(this, {
      moved: (at, near, heightPx) => this.moveBlock(at, near, heightPx),
      seen: (roomIds) => {
        watch.setVisibleRooms(roomIds)
        marks.seen(this.data.active === 'upcoming' ? roomIds : [])
      },
    })
    this.watch = Object.assign(watch, { marks, blocks })
    this.start(parseHallQuery(query).listKind, { subscribe: subscribeProps(SMALL) })
  },

  onReady() {
    if (this.watch === null) return
    this.topWatch = wx.createIntersectionObserver(this)
    this.topWatch.relativeToViewport().observe('#top', ({ intersectionRatio }) => {
      const far = intersectionRatio === 0
      if (far !== this.data.far) this.setData({ far })
    })
  },

  onShow() {
    const { watch } = this
    if (watch === null) return
    watch.resume()
    watch.marks.again()
    // a list of several pages is not cut down to its first under the shopper's thumb
    if (Date.now() >= this.refreshAtMs && !this.paged) void this.refresh(false)
  },

  onHide: pauseRooms,

  onUnload() {
    const { watch } = this
    if (watch === null) return
    stopRooms.call(this)
    watch.blocks.stop()
    watch.marks.stop()
    this.topWatch?.disconnect()
  },

  onPullDownRefresh() {
    void this.refresh(true).then(() => wx.stopPullDownRefresh())
  },

  /** Draws the shelf as it was last seen, in the same breath as `changes`, and asks for it. */
  start(listKind: RoomListKind, changes: Record<string, unknown>) {
    const kept = cachedShopRooms({ listKind })
    const list = loading<readonly RoomBlock[]>()
    this.draw(
      listKind,
      kept,
      list,
      Object.assign({ active: listKind, list, moreText: '' }, changes),
    )
    void this.refresh(false)
  },

  /** @param cuts a list of several pages too: the shopper asked for it. */
  refresh(cuts: boolean) {
    const listKind = this.data.active
    return fetchShopRooms({ listKind }).then((answer) => {
      // gone, or on another shelf by now
      if (this.watch === null || listKind !== this.data.active) return
      if (this.paged && !cuts && answer.kind === 'fresh') return
      if (answer.kind === 'fresh')
        this.refreshAtMs = Date.now() + answer.value.refreshAfterSec * 1000
      this.draw(listKind, answer, this.data.list, {})
    })
  },

  /** @param first what else has to be said, by the same setData. */
  draw(
    listKind: RoomListKind,
    answer: Answer<RoomList> | CachedAnswer<RoomList> | null,
    shown: Load<readonly RoomBlock[]>,
    first: Record<string, unknown>,
  ) {
    const { watch } = this
    if (watch === null || answer === null) {
      this.setData(first)
      return
    }
    let isNew = false
    const list = loadOf(
      answer,
      (page) => {
        isNew = true
        this.rooms = page.rooms
        this.nextCursor = page.nextCursor
        this.paged = false
        watch.setRooms(page.rooms)
        Object.assign(first, frameOf(listKind, page.counts))
        return blocksOf(page.rooms, watch.viewOf, 0)
      },
      shown,
    )
    const changes = Object.assign(first, changesOf('list', list, shown))
    const words = merchantText()
    if (words !== this.data.merchantText) changes['merchantText'] = words
    if (Object.keys(changes).length === 0) return
    this.setData(changes, () => {
      if (!isNew || this.watch === null) return
      watch.blocks.stop()
      watch.blocks.drawn(0, this.rooms.length)
    })
  },

  onReachBottom() {
    const cursor = this.nextCursor
    if (cursor === null || this.loadingMore || this.data.list.kind !== 'ready') return
    const listKind = this.data.active
    this.loadingMore = true
    this.setData({ moreText: text.common.loadingMore })
    void fetchShopRooms({ listKind, cursor }).then((answer) => {
      this.loadingMore = false
      const watch = this.watch
      // meanwhile the list was refreshed, or another shelf taken
      if (watch === null || listKind !== this.data.active || cursor !== this.nextCursor) return
      const page = valueOf(answer)
      if (page === null) this.setData({ moreText: text.common.loadMoreFailed })
      else this.append(page, watch)
    })
  },

  /** Sets what is new at its own places: the list above it is not sent to the screen again. */
  append(page: RoomList, watch: HallWatch) {
    const had = this.rooms.length
    this.rooms = appendRooms(this.rooms, page.rooms)
    watch.setRooms(this.rooms)
    this.nextCursor = page.nextCursor
    this.paged = true
    const changes: Record<string, unknown> = {
      moreText: page.nextCursor === null ? text.common.noMore : '',
    }
    // the last block may have had room for more
    const from = Math.floor(had / BLOCK_ROOMS)
    blocksOf(this.rooms, watch.viewOf, from).forEach((block) => {
      changes[`list.value[${block.at}]`] = block
    })
    this.setData(changes, () => {
      if (this.watch === watch) watch.blocks.drawn(from, this.rooms.length)
    })
  },

  /** A block left the screen, and becomes an empty box; or it comes back, as its rooms are now. */
  moveBlock(at: number, near: boolean, heightPx: number) {
    const { list } = this.data
    const block = list.kind === 'ready' ? list.value[at] : undefined
    const { watch } = this
    if (block === undefined || watch === null || near === (block.heightPx === 0)) return
    const changes: Record<string, unknown> = {}
    const path = `list.value[${at}]`
    changes[`${path}.rooms`] = near ? roomsOfBlock(this.rooms, at).map(watch.viewOf) : []
    changes[`${path}.heightPx`] = near ? 0 : heightPx
    this.setData(changes, () => {
      if (this.watch === null) return
      if (near) watch.blocks.drawnAgain(at)
      else watch.blocks.emptied(at)
    })
  },

  /** One room changed: its own path is set, if it is drawn. */
  redraw(now: RoomView, before: RoomView) {
    const { list } = this.data
    if (list.kind !== 'ready') return
    const place = this.rooms.findIndex(({ roomId }) => roomId === now.roomId)
    const at = Math.floor(place / BLOCK_ROOMS)
    if (list.value[at]?.heightPx === 0)
      this.setData(changesAt(`list.value[${at}].rooms[${place % BLOCK_ROOMS}]`, now, before))
  },

  onSubscribe: heardSubscribe,
  onReserve: reserveTapped,

  onTab({ detail }: Tapped<TabTap>) {
    this.show(detail.key)
  },

  onElsewhere() {
    this.show(elsewhereFrom(this.data.active))
  },

  show(listKind: RoomListKind) {
    const { watch } = this
    if (watch === null) return
    this.nextCursor = null
    this.paged = false
    this.rooms = []
    watch.setRooms([])
    watch.blocks.stop()
    watch.marks.again()
    this.start(listKind, {})
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

function firstShelf(): RoomListKind {
  return 'live'
}
