import type { GoodsTap, Tapped } from '../../../live/components/events'
import { liveConfig } from '../../../live/config'
import type { ChannelsLive } from '../../../live/domain/channels'
import { channelsRoom } from '../../../live/domain/channels-room'
import { packedOrNone, paramsOrEmpty } from '../../../live/domain/custom-params'
import type { CustomParams } from '../../../live/domain/custom-params'
import { doorwayPath, parseDoorwayQuery } from '../../../live/domain/live-link'
import type { Query } from '../../../live/domain/query'
import type { LiveStatus } from '../../../live/domain/live-status-code'
import type { Room, RoomDetail } from '../../../live/domain/room'
import { channelsLiveOf, roomView, shownCode } from '../../../live/domain/room-view'
import { roomShare, shopShare } from '../../../live/domain/share'
import type { ShareCard } from '../../../live/domain/share'
import { text } from '../../../live/domain/text'
import { isFinderUserName, noRoom } from '../../../live/domain/room-id'
import type { RoomId } from '../../../live/domain/room-id'
import type { RoomView } from '../../../live/domain/view'
import { valueOf } from '../../../live/services/backend/client'
import type { Answer, CachedAnswer } from '../../../live/services/backend/client'
import type { LiveRoom } from '../../../live/services/rooms/room-provider'
import {
  findReplacementRoom,
  isAvailable,
  liveRoom,
} from '../../../live/services/rooms/room-providers'
import { changesOf, loading, loadOf } from '../../../live/services/backend/load-state'
import { openGoods, openHall, openReplay } from '../../../live/services/navigation/navigate'
import { livePage } from '../../../live/services/page/define-page'
import { attributionParams, toastOnFailure } from '../../../live/services/rooms/open-room'
import {
  changesAt,
  stopRooms,
  pauseRooms,
  watchRooms,
} from '../../../live/services/rooms/room-watcher'
import type { RoomWatcher } from '../../../live/services/rooms/room-watcher'
import { showToast } from '../../../live/services/phone/toast'
import { onSubscribeEvent } from '../../services/subscribe-event'
import { onReserveTap } from '../../services/reserve-channels'
import { LARGE, subscribeProps, trackSubscriptions } from '../../services/subscriptions'
import type { SubscribeProps, SubscriptionTracker } from '../../services/subscriptions'

/** Keeps the room up to date while its page is open. */
interface DoorwayWatch extends RoomWatcher {
  readonly subscriptions: SubscriptionTracker
}

const NO_PARAMS: CustomParams = {}

/**
 * The doorway: the page that every card, code and link of a room opens, and that a shopper who leaves the
 * room comes back to. It shows the room and enters it.
 */
livePage(text.room.title, {
  data: {
    text: { ...text.room, ...text.common },
    subscribe: null as SubscribeProps | null,
    room: loading<RoomView>(),
    missingText: text.room.missingTitle,
    primaryText: '',
    noteText: '',
    pluginText: '',
    /** The room is a Channels account, whose goods are in the room only. */
    goodsInside: false,
  },

  // not drawn
  roomId: noRoom(),
  live: null as LiveRoom | null,
  linkParams: NO_PARAMS,
  enterOnReady: false,
  entered: false,
  room: null as Room | null,
  watch: null as DoorwayWatch | null,

  open(query: Query) {
    const link = parseDoorwayQuery(query)
    if (link.kind === 'no-room') {
      this.setData({ room: { kind: 'missing' }, missingText: text.room.noRoomTitle })
      return
    }
    this.linkParams = paramsOrEmpty(link.customParams)
    this.enterOnReady = link.enter
    const watch = watchRooms((now, before) => this.redraw(now, before))
    const subscriptions = trackSubscriptions(this, watch, LARGE)
    this.watch = Object.assign(watch, { subscriptions })
    this.setData({ subscribe: subscribeProps(LARGE) })
    this.showRoom(link.roomId)
  },

  /** Shows this room instead of the one before, at first from its stored answer. */
  showRoom(roomId: RoomId) {
    this.roomId = roomId
    this.live = liveRoom(roomId)
    if (isFinderUserName(roomId)) this.setData({ goodsInside: true })
    const kept = this.live.cached()
    if (kept !== null && isAvailable(kept.value.room)) this.draw(kept)
  },

  /** Enters once: a shopper who comes back from the room has to see this page. */
  onReady() {
    if (this.enterOnReady && this.live?.entersWithoutTap === true) void this.enter()
  },

  /** Also after a shopper comes back from the room: the show may have ended. */
  onShow() {
    this.watch?.resume()
    void this.refresh()
  },

  onHide: pauseRooms,

  onUnload() {
    this.watch?.subscriptions.stop()
    stopRooms.call(this)
  },

  async onPullDownRefresh() {
    await this.refresh()
    void wx.stopPullDownRefresh()
  },

  async refresh(): Promise<void> {
    const { live, roomId, watch } = this
    if (watch === null || live === null) return
    const answer = await live.fetch()
    const room = valueOf(answer)?.room ?? null
    const replacement = await findReplacementRoom(roomId, room)
    // another refresh has replaced the room
    if (this.live !== live) return
    if (replacement === null) {
      this.draw(room === null || isAvailable(room) ? answer : { kind: 'missing' })
      return
    }
    this.showRoom(replacement)
    await this.refresh()
  },

  draw(answer: Answer<RoomDetail> | CachedAnswer<RoomDetail>) {
    const watch = this.watch
    if (watch === null) return
    const drawRoom = (detail: RoomDetail) => {
      this.room = detail.room
      watch.setRooms([detail.room])
      return watch.viewOf(detail.room)
    }
    const shown = this.data.room
    const room = loadOf(answer, drawRoom, shown)
    this.setData({
      ...changesOf('room', room, shown),
      ...(room.kind === 'ready' ? this.buttonChanges(room.value) : null),
    })
    if (answer.kind === 'cached' || room.kind !== 'ready' || !canSubscribe(room.value)) return
    watch.subscriptions.recheck()
    watch.subscriptions.roomsVisible([this.roomId])
  },

  redraw(now: RoomView, before: RoomView) {
    if (this.data.room.kind !== 'ready') return
    this.setData({ ...changesAt('room.value', now, before), ...this.buttonChanges(now) })
  },

  /** The main button, and the note where there is nothing to enter; {} if both are drawn already. */
  buttonChanges({ action, actionText }: RoomView) {
    const enterText = this.entered ? text.room.again : actionText
    const primaryText = action === 'enter' ? enterText : action === 'replay' ? actionText : ''
    const noteText = this.room === null ? '' : noteOf(this.room, this.status())
    const isDrawn = primaryText === this.data.primaryText && noteText === this.data.noteText
    return isDrawn ? {} : { primaryText, noteText }
  },

  status(): LiveStatus | undefined {
    return this.watch?.statusOf(this.roomId)
  },

  params(): CustomParams {
    return attributionParams(this.linkParams)
  },

  /** Called in the tap itself: WeChat opens a room only there. */
  async enter() {
    if (this.live === null) return
    const before = this.entered
    // set before the answer, which may arrive only after the shopper is back
    this.entered = true
    const moved = await this.live.enter(this.params())
    if (moved.kind !== 'moved') this.entered = before
    if (moved.kind === 'failed') showToast(moved.message)
  },

  onPrimary() {
    const { room } = this.data
    if (room.kind !== 'ready') return
    if (room.value.action === 'replay') void toastOnFailure(openReplay(this.roomId))
    else void this.enter()
  },

  onSubscribe: onSubscribeEvent,
  onReserve: onReserveTap,

  onGoods({ detail }: Tapped<GoodsTap>) {
    void toastOnFailure(openGoods(detail, { roomId: this.roomId, customParams: this.params() }))
  },

  onHall() {
    void toastOnFailure(openHall())
  },

  onRetry() {
    if (this.data.room.kind === 'failed') this.setData({ room: loading() })
    void this.refresh()
  },

  card(): ShareCard {
    const { roomId } = this
    if (this.room === null) {
      return shopShare(liveConfig().shopName, roomId === 0 ? undefined : doorwayPath({ roomId }))
    }
    const customParams = packedOrNone(this.params())
    return roomShare(this.room, Date.now(), { live: this.status(), customParams })
  },
})

/** Why the room cannot be entered; '' if it can. */
function noteOf(room: Room, live: LiveStatus | undefined): string {
  const channels = channelsLiveOf(live) ?? channelsLiveOf(room.liveStatus)
  if (channels !== null) return channelsNote(channels)
  const code = shownCode(room, Date.now(), live)
  if (code === 104) return text.room.banned
  if (code === 107) return text.room.expired
  return code === 103 && !room.hasReplay ? text.room.endedNoReplay : ''
}

function channelsNote(live: ChannelsLive): string {
  const { action, badge } = roomView(channelsRoom(live, Date.now()), Date.now())
  return action === 'none' && badge?.tone === 'mute' ? badge.text : ''
}

/** The room has not started, and the shopper can subscribe to it. */
function canSubscribe({ action }: RoomView): boolean {
  return action === 'subscribe' || action === 'reserve'
}
