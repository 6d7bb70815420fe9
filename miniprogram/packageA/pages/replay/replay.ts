import type { GoodsTap, Tapped } from '../../../components/events'
import { config } from '../../../config'
import { packedOrNone } from '../../../domain/custom-params'
import { parseReplayQuery } from '../../../domain/live-link'
import type { Query } from '../../../domain/live-link'
import type { Replay, Room } from '../../../domain/room'
import { replayShare, shopShare, timelineCard } from '../../../domain/share'
import type { ShareCard, TimelineCard } from '../../../domain/share'
import { text } from '../../../domain/text'
import { fetchReplays, fetchRoom } from '../../../services/api'
import { loading, loadOf } from '../../../services/load'
import { openDoorway, openHall, openProduct } from '../../../services/navigation'
import { browseShop, paramsToPass, told } from '../../../services/room-door'
import { isPhone } from '../../../services/platform'
import { pageStyle } from '../../../services/settings'
import { tell } from '../../../services/tell'
import { updateNow, upgradeView } from '../../../services/upgrade'
import type { UpgradeView } from '../../../services/upgrade'
import { isOver, partsOf, playTimeText } from '../../replay-parts'
import type { PartsWish, ReplayFormat } from '../../replay-parts'
import { forgetPlace, keepPlace, placeOf } from '../../replay-place'
import { aboutOf, segmentOf, whyEmpty } from '../../replay-view'
import type { About, Segment } from '../../replay-view'

/** So near to its beginning, or its end, a replay is not come back to. */
const NEAR_SEC = 5
const KEEP_EVERY_SEC = 10

/** The recordings of a room that has ended, one segment after the other. */
Page({
  data: {
    text: Object.assign({}, text.replay, text.common, {
      missing: text.room.missingTitle,
      toHall: text.room.toHall,
      toRoom: text.room.title,
    }),
    pageStyle: pageStyle(),
    upgrade: null as UpgradeView | null,
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
  roomId: 0,
  wanted: 0,
  room: null as Room | null,
  gone: false,

  onLoad(query: Query) {
    void wx.setNavigationBarTitle({ title: text.replay.title })
    const upgrade = upgradeView('live')
    this.setData({ upgrade })
    if (upgrade !== null) return
    const { roomId, segment } = parseReplayQuery(query)
    if (roomId === null) {
      this.setData({ about: { kind: 'missing' } })
      return
    }
    this.roomId = roomId
    this.wanted = segment
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
    const asked = [fetchRoom(this.roomId), fetchReplays(this.roomId)] as const
    return Promise.all(asked).then((answers) => {
      if (this.gone) return
      this.parts = []
      const about = loadOf(answers[0], (detail) => {
        this.room = detail.room
        return aboutOf(detail.room)
      })
      const segments = loadOf(answers[1], (list) => {
        this.replays = list.replays
        return this.choose()
      })
      const place = this.wanted === 0 ? placeOf(this.roomId) : null
      const isThere = place !== null && this.parts[place.part]?.format === place.format
      const initialSec = isThere ? place.sec : 0
      this.setData({
        about,
        segments,
        active: isThere ? place.part : Math.min(this.wanted, Math.max(0, this.parts.length - 1)),
        initialSec,
        resumedText: initialSec > 0 ? text.segment.resumed(playTimeText(initialSec)) : '',
        emptyText: this.whyEmpty(),
      })
    })
  },

  /** What can be played now; `parts` holds it for what follows. */
  choose(): readonly Segment[] {
    this.parts = partsOf(this.replays, wishNow(this.failed))
    return this.parts.map(segmentOf)
  },

  play(active: number) {
    const part = this.parts[active]
    if (part === undefined) return
    if (isOver(part.expiresAtSec, Date.now() / 1000)) {
      this.chooseAgain(active, true)
      return
    }
    this.begin()
    this.setData({ active, autoplay: !this.hidden, initialSec: 0, resumedText: '' })
  },

  chooseAgain(active: number, autoplay: boolean) {
    const value = this.choose()
    this.begin()
    this.setData({
      'segments.value': value,
      active: Math.min(active, Math.max(0, value.length - 1)),
      autoplay: autoplay && !this.hidden,
      initialSec: 0,
      resumedText: '',
      emptyText: this.whyEmpty(),
    })
  },

  begin() {
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
    const upright = detail.height > detail.width
    if (upright !== this.data.upright) this.setData({ upright })
  },

  onPlay() {
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
      this.begin()
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
    } else tell(text.replay.failed)
  },

  whyEmpty(): string {
    if (this.replays.length > 0) return text.replay.expired
    return this.room === null ? text.replay.none : whyEmpty(this.room)
  },

  onGoods({ detail }: Tapped<GoodsTap>) {
    const options = { roomId: this.roomId, customParams: paramsToPass() }
    void told(openProduct(detail.productId, options))
  },

  onRoom() {
    void told(openDoorway(this.roomId))
  },

  onHall() {
    void told(openHall('replay'))
  },

  onRetry() {
    this.setData({ about: loading(), segments: loading() })
    void this.refresh()
  },

  onUpgrade: updateNow,

  onBrowse: browseShop,

  onShareAppMessage(): ShareCard {
    return this.card()
  },

  onShareTimeline(): TimelineCard {
    return timelineCard(this.card())
  },

  card(): ShareCard {
    if (this.room === null) return shopShare(config.shopName)
    return replayShare(this.room, packedOrNone(paramsToPass()))
  },
})

function wishNow(failed: readonly ReplayFormat[]): PartsWish {
  return { nowSec: Date.now() / 1000, playsWhole: isPhone(), failed }
}
