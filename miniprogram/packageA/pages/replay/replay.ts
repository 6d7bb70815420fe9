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
import {
  aboutShow,
  emptyReason,
  isExpired,
  playableParts,
  playTimeText,
  segmentOf,
} from './replay-parts'
import type { About, PlayConditions, ReplayFormat, Segment } from './replay-parts'
import { forgetPosition, savedPosition, savePosition } from './saved-position'

/** Positions within this distance of the beginning or the end are not saved. */
const EDGE_SEC = 5
const SAVE_EVERY_SEC = 10

/** The recordings of a room that has ended, played one after the other. */
livePage(text.replay.title, {
  data: {
    text: {
      toRoom: text.room.title,
      watch: text.action.replay,
      ...text.room,
      ...text.replay,
      ...text.common,
    },
    about: loading<About>(),
    segments: loading<readonly Segment[]>(),
    active: 0,
    /** true from one segment to the next; false when the page opens. */
    autoplay: false,
    /** The video is higher than wide. */
    upright: false,
    /** Where the video starts, and the text about it. */
    initialSec: 0,
    resumedText: '',
    emptyText: '',
    /** Replays of a Channels account, in WeChat's own player. */
    feeds: [] as readonly Feed[],
  },

  // not drawn
  replays: [] as readonly Replay[],
  /** The recordings behind `data.segments`. */
  parts: [] as readonly Replay[],
  failed: [] as readonly ReplayFormat[],
  /** null: nothing was played yet. */
  positionSec: null as number | null,
  savedSec: 0,
  remainingSec: Infinity,
  isPlaying: false,
  isHidden: false,
  roomId: noRoom(),
  live: null as LiveRoom | null,
  /** Index of the part in the link. */
  linkPart: 0,
  /** The shopper has started to watch: a newer list does not change what is on the screen. */
  hasStarted: false,
  room: null as Room | null,
  isUnloaded: false,

  open(query: Query) {
    const { roomId, segment } = parseReplayQuery(query)
    if (roomId === null) {
      this.setData({ about: { kind: 'missing' } })
      return
    }
    this.roomId = roomId
    this.linkPart = segment
    const live = liveRoom(roomId)
    this.live = live
    this.draw(live.cached(), live.cachedReplays())
    void this.refresh()
  },

  onShow() {
    this.isHidden = false
  },

  /** WeChat pauses a video below another page. For an app in the background nothing is documented. */
  onHide() {
    this.isHidden = true
    if (this.parts.length > 0) wx.createVideoContext('video').pause()
    this.save()
  },

  onUnload() {
    this.isUnloaded = true
    this.save()
  },

  async refresh() {
    const { live } = this
    if (live === null) return
    const [replays, room] = await Promise.all([live.fetchReplays(), live.fetch()])
    this.draw(room, replays)
  },

  /** `detail` and `list` are null if they were never stored. */
  draw(
    detail: Answer<RoomDetail> | CachedAnswer<RoomDetail> | null,
    list: Answer<ReplayList> | CachedAnswer<ReplayList> | null,
  ) {
    if (this.isUnloaded) return
    const { about, segments, active } = this.data
    const changes: Record<string, unknown> = {}
    if (detail !== null) {
      const drawRoom = ({ room }: RoomDetail) => {
        this.room = room
        changes['feeds'] = feedsOf(room)
        return aboutShow(room)
      }
      Object.assign(changes, changesOf('about', loadOf(detail, drawRoom, about), about))
    }
    if (list !== null) {
      const current = this.parts[active]
      const drawParts = ({ replays }: ReplayList) => {
        this.replays = replays
        return this.chooseParts()
      }
      const next = loadOf(list, drawParts, segments)
      if (next.kind !== 'ready') this.parts = []
      Object.assign(changes, changesOf('segments', next, segments))
      if ('segments' in changes) Object.assign(changes, this.initialPosition(current))
    }
    if (Object.keys(changes).length > 0) this.setData({ ...changes, emptyText: this.emptyReason() })
  },

  /**
   * Where a new list starts: at the part that is being watched, if the list still has it; else at the
   * part of the link, or at the saved position.
   */
  initialPosition(current: Replay | undefined) {
    const same = this.hasStarted ? this.parts.findIndex(({ url }) => url === current?.url) : -1
    if (same >= 0) return { active: same }
    const saved = this.hasStarted || this.linkPart === 0 ? savedPosition(this.roomId) : null
    const isListed = saved !== null && this.parts[saved.part]?.format === saved.format
    const initialSec = isListed ? saved.sec : 0
    this.resetPosition()
    return {
      active: isListed ? saved.part : this.nearestPart(this.linkPart),
      autoplay: this.isPlaying && !this.isHidden,
      initialSec,
      resumedText: initialSec > 0 ? text.segment.resumed(playTimeText(initialSec)) : '',
    }
  },

  /** 0 for an empty list. */
  nearestPart(at: number) {
    return Math.max(0, Math.min(at, this.parts.length - 1))
  },

  chooseParts(): readonly Segment[] {
    this.parts = playableParts(this.replays, playConditions(this.failed))
    return this.parts.map(segmentOf)
  },

  play(at: number) {
    const part = this.parts[at]
    if (part === undefined) return
    if (isExpired(part.expiresAtSec, Date.now() / 1000)) this.chooseAgain(at, true)
    else this.switchTo(at, true, {})
  },

  chooseAgain(at: number, plays: boolean) {
    const segments = this.chooseParts()
    this.switchTo(this.nearestPart(at), plays, {
      'segments.value': segments,
      emptyText: this.emptyReason(),
    })
  },

  /** Switches to the beginning of a part. */
  switchTo(active: number, plays: boolean, changes: Record<string, unknown>) {
    this.hasStarted = true
    this.resetPosition()
    const autoplay = plays && !this.isHidden
    this.setData({ ...changes, active, autoplay, initialSec: 0, resumedText: '' })
  },

  resetPosition() {
    this.positionSec = null
    this.savedSec = 0
    this.remainingSec = Infinity
  },

  /** Saves the position; at the end of the last part it deletes the saved one. */
  save() {
    const { active } = this.data
    const part = this.parts[active]
    if (part === undefined || this.positionSec === null) return
    const sec = Math.floor(this.positionSec)
    this.savedSec = sec
    const isLast = active === this.parts.length - 1
    if (isLast && this.remainingSec < EDGE_SEC) forgetPosition(this.roomId)
    else if (active > 0 || sec >= EDGE_SEC)
      savePosition({ roomId: this.roomId, format: part.format, part: active, sec })
  },

  onSegment(event: WechatMiniprogram.TouchEvent<object, object, { segment: number }>) {
    this.play(event.currentTarget.dataset.segment)
  },

  onMetadata({ detail }: WechatMiniprogram.CustomEvent<{ width: number; height: number }>) {
    this.setData({ upright: detail.height > detail.width })
  },

  onPlay() {
    this.hasStarted = true
    this.isPlaying = true
  },

  onPause() {
    this.isPlaying = false
    this.save()
  },

  onTimeUpdate({
    detail,
  }: WechatMiniprogram.CustomEvent<{ currentTime: number; duration: number }>) {
    const { currentTime, duration } = detail
    this.positionSec = currentTime
    // some clients report a duration of 0 for an m3u8
    this.remainingSec = duration > 0 ? duration - currentTime : Infinity
    if (Math.abs(currentTime - this.savedSec) >= SAVE_EVERY_SEC) this.save()
  },

  onEnded() {
    this.isPlaying = false
    if (this.data.active < this.parts.length - 1) this.play(this.data.active + 1)
    else {
      forgetPosition(this.roomId)
      this.resetPosition()
    }
  },

  /** The recording may have expired; or the phone does not play this format, and gets the other one. */
  onVideoError() {
    const { active } = this.data
    const part = this.parts[active]
    if (part === undefined) return
    const hasExpired = isExpired(part.expiresAtSec, Date.now() / 1000)
    const failed = hasExpired ? this.failed : [...this.failed, part.format]
    // a video that stopped in the middle has a format that plays: it does not start again in the other one
    const hasOther =
      this.positionSec === null && playableParts(this.replays, playConditions(failed)).length > 0
    if (hasExpired || hasOther) {
      this.failed = failed
      this.chooseAgain(hasExpired ? active : 0, this.isPlaying)
    } else showToast(text.replay.failed)
  },

  emptyReason(): string {
    return emptyReason(this.replays.length > 0, this.room)
  },

  onGoods({ detail }: Tapped<GoodsTap>) {
    const options = { roomId: this.roomId, customParams: attributionParams() }
    void toastOnFailure(openGoods(detail, options))
  },

  /** For clients without <channel-live>. */
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

function playConditions(failed: readonly ReplayFormat[]): PlayConditions {
  return { nowSec: Date.now() / 1000, playsM3u8: isPhone(), failed }
}
