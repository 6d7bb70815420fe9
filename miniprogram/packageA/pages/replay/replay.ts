import type { GoodsTap, Tapped } from '../../../components/events'
import { config } from '../../../config'
import { goodsView } from '../../../domain/goods-view'
import { packedOrNone } from '../../../domain/custom-params'
import { parseReplayQuery } from '../../../domain/live-link'
import type { Query } from '../../../domain/live-link'
import type { Replay, Room } from '../../../domain/room'
import { replayShare, shopShare, timelineCard } from '../../../domain/share'
import type { ShareCard, TimelineCard } from '../../../domain/share'
import { text } from '../../../domain/text'
import { dayText, momentText } from '../../../domain/time'
import type { GoodsView } from '../../../domain/view'
import { fetchReplays, fetchRoom } from '../../../services/api'
import { loading, loadOf } from '../../../services/load'
import { openDoorway, openHall, openProduct } from '../../../services/navigation'
import { browseShop, paramsToPass, told } from '../../../services/room-door'
import { tell } from '../../../services/tell'
import { updateNow, upgradeView } from '../../../services/upgrade'
import type { UpgradeView } from '../../../services/upgrade'

interface Segment {
  readonly url: string
  /** '片段 1' */
  readonly label: string
  /** '12月5日 周六 20:00 过期', '' where WeChat did not say */
  readonly expiresText: string
}

interface About {
  readonly title: string
  readonly anchorName: string
  readonly coverUrl: string
  readonly recordedText: string
  readonly goods: readonly GoodsView[]
}

/** The recordings of a room that has ended, one segment after the other. */
Page({
  data: {
    text: Object.assign({}, text.replay, text.common, {
      missing: text.room.missingTitle,
      toHall: text.room.toHall,
      toRoom: text.room.title,
    }),
    upgrade: null as UpgradeView | null,
    about: loading<About>(),
    segments: loading<readonly Segment[]>(),
    active: 0,
    /** Goes on by itself from one segment to the next, but does not start by itself. */
    autoplay: false,
    /** A phone held upright recorded it. */
    upright: false,
    emptyText: '',
  },

  // not drawn
  roomId: 0,
  wanted: 0,
  room: null as Room | null,
  gone: false,

  onLoad(query: Query) {
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

  onUnload() {
    this.gone = true
  },

  refresh() {
    const asked = [fetchRoom(this.roomId), fetchReplays(this.roomId)] as const
    return Promise.all(asked).then((answers) => {
      if (this.gone) return
      const about = loadOf(answers[0], (detail) => {
        this.room = detail.room
        return aboutOf(detail.room)
      })
      const segments = loadOf(answers[1], (list) => list.replays.map(segmentOf))
      const count = segments.kind === 'ready' ? segments.value.length : 0
      this.setData({
        about,
        segments,
        active: Math.min(this.wanted, Math.max(0, count - 1)),
        emptyText: this.room === null ? text.replay.none : whyEmpty(this.room),
      })
    })
  },

  play(active: number) {
    const { segments } = this.data
    if (segments.kind === 'ready' && active < segments.value.length)
      this.setData({ active, autoplay: true })
  },

  onSegment(event: WechatMiniprogram.TouchEvent<object, object, { segment: number }>) {
    this.play(event.currentTarget.dataset.segment)
  },

  onMetadata({ detail }: WechatMiniprogram.CustomEvent<{ width: number; height: number }>) {
    const upright = detail.height > detail.width
    if (upright !== this.data.upright) this.setData({ upright })
  },

  onEnded() {
    this.play(this.data.active + 1)
  },

  onVideoError() {
    tell(text.replay.failed)
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

function aboutOf(room: Room): About {
  return {
    title: room.title,
    anchorName: room.anchorName,
    coverUrl: room.coverUrl,
    recordedText: text.segment.recordedOn(dayText(room.startAtSec, Date.now())),
    goods: room.goods.map(goodsView),
  }
}

function segmentOf(replay: Replay, at: number): Segment {
  const { url, expiresAtSec } = replay
  return {
    url,
    label: text.segment.label(at + 1),
    expiresText:
      expiresAtSec === null ? '' : text.segment.expiresOn(momentText(expiresAtSec, Date.now())),
  }
}

/** WeChat needs some minutes to make the recording, and takes it away after a while. */
const PENDING_SEC = 30 * 60

function whyEmpty({ hasReplay, endAtSec }: Room): string {
  if (hasReplay) return text.replay.expired
  const agoSec = Date.now() / 1000 - endAtSec
  return agoSec < PENDING_SEC ? text.replay.pending : text.replay.none
}
