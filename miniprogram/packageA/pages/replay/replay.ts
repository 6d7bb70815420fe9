import type { GoodsTap, Tapped } from '../../../live/components/events'
import { liveConfig } from '../../../live/config'
import { packedOrNone } from '../../../live/domain/custom-params'
import { parseReplayQuery } from '../../../live/domain/live-link'
import type { Query } from '../../../live/domain/query'
import type { Replay, ReplayList, Room, RoomDetail } from '../../../live/domain/room'
import { noRoom } from '../../../live/domain/room-id'
import { replayShare, shopShare } from '../../../live/domain/share'
import type { ShareCard } from '../../../live/domain/share'
import { text } from '../../../live/domain/text'
import type { Answer, CachedAnswer } from '../../../live/services/backend/client'
import type { LiveRoom } from '../../../live/services/rooms/room-provider'
import { liveRoom } from '../../../live/services/rooms/room-providers'
import { changesOf, loading, loadOf } from '../../../live/services/backend/load-state'
import { openDoorway, openGoods, openHall } from '../../../live/services/navigation/navigate'
import { openChannels } from '../../../live/services/rooms/channels-room'
import { livePage } from '../../../live/services/page/define-page'
import { isPhone } from '../../../live/services/phone/platform'
import { attributionParams, toastOnFailure } from '../../../live/services/rooms/open-room'
import { showToast } from '../../../live/services/phone/toast'
import { feedsOf } from './channels-feeds'
import type { Feed } from './channels-feeds'
import { aboutOf, isOver, partsOf, playTimeText, segmentOf, whyEmpty } from './replay-parts'
import type { About, PartsWish, ReplayFormat, Segment } from './replay-parts'
import { forgetPlace, keepPlace, placeOf } from './saved-position'

/** So near to its beginning, or its end, a replay is not come back to. */
const NEAR_SEC = 5
const KEEP_EVERY_SEC = 10

/** The recordings of a room that has ended, one segment after the other. */
livePage(text.replay.title, {
  data: {
    text: Object.assign(
      { toRoom: text.room.title, watch: text.action.replay },
      text.room,
      text.replay,
      text.common,
    ),
    about: loading<About>(),
    segments: loading<readonly Segment[]>(),
    active: 0,
    /** Goes on by itself from one segment to the next, but does not start by itself. */
    autoplay: false,
    /** A phone held upright recorded it. */
    upright: false,
    /** Where the video is to begin, and the words for it. */
    initialSec: 0,
    resumedText: '',
    emptyText: '',
    /** Of a Channels account: its broadcasts that can be watched again, in WeChat's own player. */
    feeds: [] as readonly Feed[],
  },

  // not drawn
  replays: [] as readonly Replay[],
  parts: [] as readonly Replay[],
  failed: [] as readonly ReplayFormat[],
  /** null: nothing has been seen yet that is worth coming back to. */
  seenSec: null as number | null,
  keptSec: 0,
  leftSec: Infinity,
  playing: false,
  hidden: false,
  roomId: noRoom(),
  live: null as LiveRoom | null,
  /** The part that the link asks for, from 0. */
  wanted: 0,
  /** The shopper watches: a newer list leaves alone what is on the screen. */
  begun: false,
  room: null as Room | null,
  gone: false,

  open(query: Query) {
    const { roomId, segment } = parseReplayQuery(query)
    if (roomId === null) {
      this.setData({ about: { kind: 'missing' } })
      return
    }
    this.roomId = roomId
    this.wanted = segment
    const live = liveRoom(roomId)
    this.live = live
    this.draw(live.cached(), live.cachedReplays())
    void this.refresh()
  },

  onShow() {
    this.hidden = false
  },

  /** WeChat pauses a video that another page covers; of the background it promises nothing. */
  onHide() {
    this.hidden = true
    if (this.parts.length > 0) wx.createVideoContext('video').pause()
    this.keep()
  },

  onUnload() {
    this.gone = true
    this.keep()
  },

  refresh() {
    const { live } = this
    if (live === null) return Promise.resolve()
    const list = live.fetchReplays()
    return live.fetch().then((room) => list.then((replays) => this.draw(room, replays)))
  },

  /** @param detail null, as `list`: it was never seen before. */
  draw(
    detail: Answer<RoomDetail> | CachedAnswer<RoomDetail> | null,
    list: Answer<ReplayList> | CachedAnswer<ReplayList> | null,
  ) {
    if (this.gone) return
    const { about, segments, active } = this.data
    const changes: Record<string, unknown> = {}
    if (detail !== null) {
      const drawRoom = ({ room }: RoomDetail) => {
        this.room = room
        changes['feeds'] = feedsOf(room)
        return aboutOf(room)
      }
      Object.assign(changes, changesOf('about', loadOf(detail, drawRoom, about), about))
    }
    if (list !== null) {
      const on = this.parts[active]
      const drawParts = ({ replays }: ReplayList) => {
        this.replays = replays
        return this.choose()
      }
      const next = loadOf(list, drawParts, segments)
      if (next.kind !== 'ready') this.parts = []
      Object.assign(changes, changesOf('segments', next, segments))
      if ('segments' in changes) Object.assign(changes, this.entrance(on))
    }
    if (Object.keys(changes).length > 0)
      this.setData(Object.assign(changes, { emptyText: this.whyEmpty() }))
  },

  /**
   * Where a new list begins. What is being watched goes on, if it is still there; else it is the part
   * of the link, or the place where the shopper was last.
   */
  entrance(on: Replay | undefined) {
    const stays = this.begun ? this.parts.findIndex(({ url }) => url === on?.url) : -1
    if (stays >= 0) return { active: stays }
    const place = this.begun || this.wanted === 0 ? placeOf(this.roomId) : null
    const isThere = place !== null && this.parts[place.part]?.format === place.format
    const initialSec = isThere ? place.sec : 0
    this.forgetSeen()
    return {
      active: isThere ? place.part : this.within(this.wanted),
      autoplay: this.playing && !this.hidden,
      initialSec,
      resumedText: initialSec > 0 ? text.segment.resumed(playTimeText(initialSec)) : '',
    }
  },

  /** The part nearest to this one; 0 where there is none. */
  within(at: number) {
    return Math.max(0, Math.min(at, this.parts.length - 1))
  },

  /** What can be played now; `parts` holds it for what follows. */
  choose(): readonly Segment[] {
    this.parts = partsOf(this.replays, wishNow(this.failed))
    return this.parts.map(segmentOf)
  },

  play(at: number) {
    const part = this.parts[at]
    if (part === undefined) return
    if (isOver(part.expiresAtSec, Date.now() / 1000)) this.chooseAgain(at, true)
    else this.turnTo(at, true, {})
  },

  chooseAgain(at: number, plays: boolean) {
    const value = this.choose()
    this.turnTo(this.within(at), plays, { 'segments.value': value, emptyText: this.whyEmpty() })
  },

  /** To a part from its beginning. */
  turnTo(active: number, plays: boolean, changes: Record<string, unknown>) {
    this.begun = true
    this.forgetSeen()
    const autoplay = plays && !this.hidden
    this.setData(Object.assign(changes, { active, autoplay, initialSec: 0, resumedText: '' }))
  },

  forgetSeen() {
    this.seenSec = null
    this.keptSec = 0
    this.leftSec = Infinity
  },

  /** Remembers where the shopper is; at the end there is nothing to come back to. */
  keep() {
    const { active } = this.data
    const part = this.parts[active]
    if (part === undefined || this.seenSec === null) return
    const sec = Math.floor(this.seenSec)
    this.keptSec = sec
    const isLast = active === this.parts.length - 1
    if (isLast && this.leftSec < NEAR_SEC) forgetPlace(this.roomId)
    else if (active > 0 || sec >= NEAR_SEC)
      keepPlace({ roomId: this.roomId, format: part.format, part: active, sec })
  },

  onSegment(event: WechatMiniprogram.TouchEvent<object, object, { segment: number }>) {
    this.play(event.currentTarget.dataset.segment)
  },

  onMetadata({ detail }: WechatMiniprogram.CustomEvent<{ width: number; height: number }>) {
    this.setData({ upright: detail.height > detail.width })
  },

  onPlay() {
    this.begun = true
    this.playing = true
  },

  onPause() {
    this.playing = false
    this.keep()
  },

  onTimeUpdate({
    detail,
  }: WechatMiniprogram.CustomEvent<{ currentTime: number; duration: number }>) {
    this.seenSec = detail.currentTime
    // some clients do not know how long an m3u8 is, and say 0
    this.leftSec = detail.duration > 0 ? detail.duration - detail.currentTime : Infinity
    if (Math.abs(this.seenSec - this.keptSec) >= KEEP_EVERY_SEC) this.keep()
  },

  onEnded() {
    this.playing = false
    if (this.data.active < this.parts.length - 1) this.play(this.data.active + 1)
    else {
      forgetPlace(this.roomId)
      this.forgetSeen()
    }
  },

  /** It may have expired by now; or this phone does not play the format, and the other is tried. */
  onVideoError() {
    const { active } = this.data
    const part = this.parts[active]
    if (part === undefined) return
    const isExpired = isOver(part.expiresAtSec, Date.now() / 1000)
    const failed = isExpired ? this.failed : this.failed.concat(part.format)
    // what broke off in the middle does play: it is not begun again in other pieces
    const isOther = this.seenSec === null && partsOf(this.replays, wishNow(failed)).length > 0
    if (isExpired || isOther) {
      this.failed = failed
      this.chooseAgain(isExpired ? active : 0, this.playing)
    } else showToast(text.replay.failed)
  },

  whyEmpty(): string {
    return whyEmpty(this.replays.length > 0, this.room)
  },

  onGoods({ detail }: Tapped<GoodsTap>) {
    const options = { roomId: this.roomId, customParams: attributionParams() }
    void toastOnFailure(openGoods(detail, options))
  },

  /** On a client whose player cannot stand in a page. */
  onFeed({
    currentTarget,
  }: WechatMiniprogram.TouchEvent<object, object, { readonly feed: number }>) {
    const feed = this.data.feeds[currentTarget.dataset.feed]
    if (feed !== undefined) void toastOnFailure(openChannels(feed.finderUserName, feed.broadcast))
  },

  onRoom() {
    void toastOnFailure(openDoorway(this.roomId))
  },

  onHall() {
    void toastOnFailure(openHall('replay'))
  },

  onRetry() {
    if (this.data.about.kind === 'failed') this.setData({ about: loading() })
    if (this.data.segments.kind === 'failed') this.setData({ segments: loading() })
    void this.refresh()
  },

  card(): ShareCard {
    if (this.room === null) return shopShare(liveConfig().shopName)
    return replayShare(this.room, packedOrNone(attributionParams()))
  },
})

function wishNow(failed: readonly ReplayFormat[]): PartsWish {
  return { nowSec: Date.now() / 1000, playsWhole: isPhone(), failed }
}
