import type { TabTap, Tapped } from '../../../components/events'
import type { Tab } from '../../components/hall-tabs/hall-tabs'
import { hallPath, parseHallQuery } from '../../../domain/live-link'
import type { Query } from '../../../domain/live-link'
import { SHELVES } from '../../../domain/live-status-code'
import type { Shelf } from '../../../domain/live-status-code'
import type { Room, RoomCounts, RoomList } from '../../../domain/room'
import type { ShareCard } from '../../../domain/share'
import { text } from '../../../domain/text'
import type { RoomView } from '../../../domain/view'
import { fetchRooms, valueOf } from '../../../services/api'
import { loading, loadOf } from '../../../services/load'
import { browseShop, openTappedRoom } from '../../../services/room-door'
import { changesAt, leaveRooms, restRooms, watchRooms } from '../../../services/room-watch'
import type { RoomWatch } from '../../../services/room-watch'
import { updateNow, upgradeView } from '../../../services/upgrade'
import type { UpgradeView } from '../../../services/upgrade'
import { appendRooms } from '../../append-rooms'
import { subscribeStyle } from '../../subscribe-style'
import { heardSubscribe, markSubscriptions, packedParams } from '../../subscriptions'

const EMPTY: Readonly<Record<Shelf, string>> = {
  live: text.hall.emptyLive,
  upcoming: text.hall.emptyUpcoming,
  replay: text.hall.emptyReplay,
}

/** Where an empty shelf sends the shopper on to. */
const ELSEWHERE: Readonly<Record<Shelf, Shelf>> = {
  live: 'upcoming',
  upcoming: 'live',
  replay: 'live',
}

const NO_COUNTS: RoomCounts = { live: 0, upcoming: 0, replay: 0 }

interface Frame {
  readonly tabs: readonly Tab[]
  readonly moreText: string
  readonly emptyActionText: string
}

/** The hall: everything that is live, comes, or can be watched again. */
Page({
  data: {
    text: text.common,
    subscribe: subscribeStyle,
    customParams: '',
    upgrade: null as UpgradeView | null,
    tabs: tabsOf(NO_COUNTS),
    active: firstShelf(),
    list: loading<readonly RoomView[]>(),
    emptyText: '',
    emptyActionText: '',
    /** '' while there is nothing more to load, and while it loads by itself. */
    moreText: '',
    pluginText: '',
  },

  // not drawn
  watch: null as RoomWatch | null,
  rooms: [] as readonly Room[],
  nextCursor: null as string | null,
  loadingMore: false,
  paged: false,
  refreshAtMs: 0,

  onLoad(query: Query) {
    const { tab } = parseHallQuery(query)
    const upgrade = upgradeView('live')
    this.setData({ upgrade, active: tab, customParams: packedParams() })
    if (upgrade !== null) return
    this.watch = watchRooms((now, before) => this.redraw(now, before))
    void this.refresh()
  },

  onShow() {
    this.watch?.wake()
    // a list of several pages is not cut down to its first under the shopper's thumb
    const due = this.refreshAtMs > 0 && Date.now() >= this.refreshAtMs
    if (due && !this.paged) void this.refresh()
  },

  onHide: restRooms,
  onUnload: leaveRooms,

  onPullDownRefresh() {
    void this.refresh().then(() => wx.stopPullDownRefresh())
  },

  refresh() {
    const shelf = this.data.active
    return fetchRooms({ shelf }).then((answer) => {
      const watch = this.watch
      // gone, or on another shelf by now
      if (watch === null || shelf !== this.data.active) return
      if (answer.kind === 'fresh')
        this.refreshAtMs = Date.now() + answer.value.refreshAfterSec * 1000
      const list = loadOf(answer, ({ rooms }) => this.draw(rooms, watch), this.data.list)
      this.setData({ list, emptyText: EMPTY[shelf] })
      const page = valueOf(answer)
      if (page !== null) this.setData(this.frameOf(page))
      this.markSubscribed(watch)
    })
  },

  draw(rooms: readonly Room[], watch: RoomWatch): readonly RoomView[] {
    this.rooms = rooms
    watch.follow(rooms)
    return rooms.map(watch.viewOf)
  },

  /** What stands around the rooms: the counts, and whether there are more. */
  frameOf({ counts, nextCursor }: RoomList): Frame {
    this.nextCursor = nextCursor
    this.paged = false
    const elsewhere = ELSEWHERE[this.data.active]
    const words = elsewhere === 'upcoming' ? text.hall.toUpcoming : text.hall.toLive
    return {
      tabs: tabsOf(counts),
      moreText: '',
      emptyActionText: counts[elsewhere] > 0 ? words : '',
    }
  },

  onReachBottom() {
    const cursor = this.nextCursor
    if (cursor === null || this.loadingMore || this.data.list.kind !== 'ready') return
    const shelf = this.data.active
    this.loadingMore = true
    this.setData({ moreText: text.common.loadingMore })
    void fetchRooms({ shelf, cursor }).then((answer) => {
      this.loadingMore = false
      const watch = this.watch
      // meanwhile the list was refreshed, or another shelf taken
      if (watch === null || shelf !== this.data.active || cursor !== this.nextCursor) return
      const page = valueOf(answer)
      if (page === null) this.setData({ moreText: text.common.loadMoreFailed })
      else this.append(page, watch)
    })
  },

  /** Sets what is new at its own places: the list above it is not sent to the screen again. */
  append(page: RoomList, watch: RoomWatch) {
    const drawnAlready = this.rooms.length
    const views = this.draw(appendRooms(this.rooms, page.rooms), watch)
    const added = views.slice(drawnAlready)
    this.nextCursor = page.nextCursor
    this.paged = true
    const changes: Record<string, unknown> = {
      moreText: page.nextCursor === null ? text.common.noMore : '',
    }
    added.forEach((view, at) => {
      changes[`list.value[${drawnAlready + at}]`] = view
    })
    this.setData(changes)
    this.markSubscribed(watch)
  },

  redraw(now: RoomView, before: RoomView) {
    const { list } = this.data
    const at =
      list.kind === 'ready' ? list.value.findIndex(({ roomId }) => roomId === now.roomId) : -1
    if (at >= 0) this.setData(changesAt(`list.value[${at}]`, now, before))
  },

  markSubscribed(watch: RoomWatch) {
    if (this.data.active !== 'upcoming') return
    const roomIds = this.rooms.map(({ roomId }) => roomId)
    void markSubscriptions(roomIds, watch).then((pluginText) => {
      if (pluginText !== this.data.pluginText) this.setData({ pluginText })
    })
  },

  onSubscribe: heardSubscribe,

  onTab({ detail }: Tapped<TabTap>) {
    const shelf = SHELVES.find((one) => one === detail.key)
    if (shelf !== undefined) this.show(shelf)
  },

  onElsewhere() {
    this.show(ELSEWHERE[this.data.active])
  },

  show(shelf: Shelf) {
    this.nextCursor = null
    this.paged = false
    this.rooms = []
    this.watch?.follow([])
    this.setData({ active: shelf, list: loading(), moreText: '' })
    void wx.pageScrollTo({ scrollTop: 0, duration: 0 })
    void this.refresh()
  },

  onRetry() {
    if (this.data.list.kind === 'failed') this.setData({ list: loading() })
    void this.refresh()
  },

  onMore() {
    void this.onReachBottom()
  },

  onRoom: openTappedRoom,

  onUpgrade: updateNow,

  onBrowse: browseShop,

  onShareAppMessage(): ShareCard {
    return { title: text.hall.title, path: hallPath(this.data.active) }
  },
})

function firstShelf(): Shelf {
  return 'live'
}

function tabsOf(counts: RoomCounts): readonly Tab[] {
  return SHELVES.map((key) => ({ key, text: text.hall.tab(text.hall[key], counts[key]) }))
}
