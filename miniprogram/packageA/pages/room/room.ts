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
import { heardSubscribe } from '../../services/subscribe-event'
import { reserveTapped } from '../../services/reserve-channels'
import { LARGE, markSubscriptions, subscribeProps } from '../../services/subscriptions'
import type { SubscribeProps, SubscriptionMarks } from '../../services/subscriptions'

/** Follows the room while its page is open. */
interface DoorwayWatch extends RoomWatcher {
  readonly marks: SubscriptionMarks
}

const NO_PARAMS: CustomParams = {}

/**
 * The doorway: every card, code and link of a room lands here, and every way out of the room leads
 * back here. It shows the room, and enters it.
 */
livePage(text.room.title, {
  data: {
    text: Object.assign({}, text.room, text.common),
    subscribe: null as SubscribeProps | null,
    room: loading<RoomView>(),
    missingText: text.room.missingTitle,
    primaryText: '',
    noteText: '',
    pluginText: '',
    /** Of a Channels account the goods stand in the room itself. */
    goodsInside: false,
  },

  // not drawn
  roomId: noRoom(),
  live: null as LiveRoom | null,
  linkParams: NO_PARAMS,
  enterOnReady: false,
  entered: false,
  shown: null as Room | null,
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
    this.watch = Object.assign(watch, { marks: markSubscriptions(this, watch, LARGE) })
    this.setData({ subscribe: subscribeProps(LARGE) })
    this.stand(link.roomId)
  },

  /** This room from now on, as it was last seen. */
  stand(roomId: RoomId) {
    this.roomId = roomId
    this.live = liveRoom(roomId)
    if (isFinderUserName(roomId)) this.setData({ goodsInside: true })
    const kept = this.live.cached()
    if (kept !== null && isAvailable(kept.value.room)) this.draw(kept)
  },

  /** Only once in the life of the page: coming back from the room must show this page. */
  onReady() {
    if (this.enterOnReady && this.live?.entersWithoutTap === true) this.enter()
  },

  /** The first time, and whenever the shopper is back: the show may have ended meanwhile. */
  onShow() {
    this.watch?.resume()
    void this.refresh()
  },

  onHide: pauseRooms,

  onUnload() {
    this.watch?.marks.stop()
    stopRooms.call(this)
  },

  onPullDownRefresh() {
    void this.refresh().then(() => wx.stopPullDownRefresh())
  },

  refresh(): Promise<void> {
    const { live, roomId, watch } = this
    if (watch === null || live === null) return Promise.resolve()
    return live.fetch().then((answer) => {
      const room = valueOf(answer)?.room ?? null
      return findReplacementRoom(roomId, room).then((heir) => {
        // another room stands here by now
        if (this.live !== live) return Promise.resolve()
        if (heir !== null) {
          this.stand(heir)
          return this.refresh()
        }
        this.draw(room === null || isAvailable(room) ? answer : { kind: 'missing' })
        return Promise.resolve()
      })
    })
  },

  draw(answer: Answer<RoomDetail> | CachedAnswer<RoomDetail>) {
    const watch = this.watch
    if (watch === null) return
    const draw = (detail: RoomDetail) => {
      this.shown = detail.room
      watch.setRooms([detail.room])
      return watch.viewOf(detail.room)
    }
    const shown = this.data.room
    const room = loadOf(answer, draw, shown)
    const changes = changesOf('room', room, shown)
    this.setData(Object.assign(changes, room.kind === 'ready' ? this.offered(room.value) : null))
    if (answer.kind === 'cached' || room.kind !== 'ready' || !isToCome(room.value)) return
    watch.marks.again()
    watch.marks.seen([this.roomId])
  },

  redraw(now: RoomView, before: RoomView) {
    if (this.data.room.kind !== 'ready') return
    this.setData(Object.assign(changesAt('room.value', now, before), this.offered(now)))
  },

  /** The one thing to do here, and words where there is none; nothing where they stand already. */
  offered({ action, actionText }: RoomView) {
    const words = action === 'enter' && this.entered ? text.room.again : actionText
    const primaryText = action === 'enter' || action === 'replay' ? words : ''
    const noteText = this.shown === null ? '' : noteOf(this.shown, this.status())
    const same = primaryText === this.data.primaryText && noteText === this.data.noteText
    return same ? {} : { primaryText, noteText }
  },

  status(): LiveStatus | undefined {
    return this.watch?.statusOf(this.roomId)
  },

  params(): CustomParams {
    return attributionParams(this.linkParams)
  },

  enter() {
    const before = this.entered
    // from now on: WeChat may report on it only after the shopper is back
    this.entered = true
    void this.live?.enter(this.params()).then((moved) => {
      if (moved.kind !== 'moved') this.entered = before
      if (moved.kind === 'failed') showToast(moved.message)
    })
  },

  onPrimary() {
    const { room } = this.data
    if (room.kind !== 'ready') return
    if (room.value.action === 'replay') void toastOnFailure(openReplay(this.roomId))
    else this.enter()
  },

  onSubscribe: heardSubscribe,
  onReserve: reserveTapped,

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
    if (this.shown === null) {
      return shopShare(liveConfig().shopName, roomId === 0 ? undefined : doorwayPath({ roomId }))
    }
    const customParams = packedOrNone(this.params())
    return roomShare(this.shown, Date.now(), { live: this.status(), customParams })
  },
})

/** Why there is nothing to enter; '' where there is. */
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

/** The shopper may ask to be reminded of it. */
function isToCome({ action }: RoomView): boolean {
  return action === 'subscribe' || action === 'reserve'
}
