import type { ReplayStatus } from '../../../live/domain/channels'
import { goodsView } from '../../../live/domain/goods-view'
import type { Replay, Room } from '../../../live/domain/room'
import { channelsLiveOf } from '../../../live/domain/room-view'
import { text } from '../../../live/domain/text'
import { dayText, momentText } from '../../../live/domain/time'
import type { GoodsView } from '../../../live/domain/view'

export type ReplayFormat = Replay['format']

export interface PartsWish {
  readonly nowSec: number
  /** WeChat promises m3u8 for iOS and Android only, and mp4 for all. @see component/video */
  readonly playsWhole: boolean
  /** What did not play on this phone. */
  readonly failed: readonly ReplayFormat[]
}

/**
 * The recordings to play, one after the other. WeChat tells of the same show twice, mixed: the whole as
 * m3u8 and its parts as mp4; either may be missing. Playing both would show everything twice. Those that
 * have expired are not played: a stored answer may be older than they are.
 */
export function partsOf(replays: readonly Replay[], wish: PartsWish): readonly Replay[] {
  const { nowSec, playsWhole, failed } = wish
  const playable = replays.filter(({ expiresAtSec }) => !isOver(expiresAtSec, nowSec))
  const formats: readonly ReplayFormat[] = playsWhole ? ['m3u8', 'mp4'] : ['mp4', 'm3u8']
  const format = formats.find(
    (one) => failed.every((no) => no !== one) && playable.some((replay) => replay.format === one),
  )
  return playable.filter((replay) => replay.format === format)
}

export function isOver(expiresAtSec: number | null, nowSec: number): boolean {
  return expiresAtSec !== null && expiresAtSec <= nowSec
}

/** '12:34', '1:02:03' */
export function playTimeText(sec: number): string {
  const two = (value: number) => `0${Math.floor(value)}`.slice(-2)
  const hours = Math.floor(sec / 3600)
  const minutes = Math.floor(sec / 60) % 60
  return `${hours === 0 ? minutes : `${hours}:${two(minutes)}`}:${two(sec % 60)}`
}

export interface Segment {
  readonly url: string
  /** '片段 1' */
  readonly label: string
  /** '12月5日 周六 20:00 过期', '' where WeChat did not say */
  readonly expiresText: string
}

export interface About {
  readonly title: string
  readonly coverUrl: string
  /** Who, and when */
  readonly metaText: string
  readonly goods: readonly GoodsView[]
}

/** The show, above and below its recordings. */
export function aboutOf(room: Room): About {
  const { anchorName, startAtSec } = room
  const recorded =
    startAtSec === null || channelsLiveOf(room.liveStatus) !== null
      ? []
      : [text.segment.recordedOn(dayText(startAtSec, Date.now()))]
  return {
    title: room.title,
    coverUrl: room.coverUrl,
    metaText: [anchorName].concat(recorded).join(' · '),
    goods: room.goods.map(goodsView),
  }
}

export function segmentOf(replay: Replay, at: number): Segment {
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

/** @param offered was anything recorded, when it was asked for? */
export function whyEmpty(offered: boolean, room: Room | null): string {
  if (offered || room?.hasReplay === true) return text.replay.expired
  const channels = channelsLiveOf(room?.liveStatus)
  if (channels !== null) return channelsWhy(channels.latest.replay)
  const comes = room !== null && Date.now() / 1000 - room.endAtSec < PENDING_SEC
  return comes ? text.replay.pending : text.replay.none
}

function channelsWhy(replay: ReplayStatus): string {
  switch (replay) {
    case 'generating':
      return text.status.replayComing
    case 'expired':
      return text.replay.expired
    case 'none':
    case 'ready':
    case 'unknown':
      return text.replay.none
  }
}
