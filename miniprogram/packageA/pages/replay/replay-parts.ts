import type { ReplayStatus } from '../../../live/domain/channels'
import { goodsView } from '../../../live/domain/goods-view'
import type { Replay, Room } from '../../../live/domain/room'
import { channelsLiveOf } from '../../../live/domain/room-view'
import { text } from '../../../live/domain/text'
import { dayText, momentText } from '../../../live/domain/time'
import type { GoodsView } from '../../../live/domain/view'

export type ReplayFormat = Replay['format']

/** What decides which recordings can be played. */
export interface PlayConditions {
  readonly nowSec: number
  /** WeChat documents m3u8 for iOS and Android, mp4 for all platforms. @see component/video */
  readonly playsM3u8: boolean
  /** Formats that failed to play on this phone. */
  readonly failed: readonly ReplayFormat[]
}

/**
 * The recordings to play one after the other. WeChat lists the same show twice, in one list: the whole show
 * as m3u8 and its parts as mp4; either may be missing. Only one format is used, so that nothing plays twice.
 * Expired recordings are left out: a stored answer may contain them.
 */
export function playableParts(
  replays: readonly Replay[],
  { nowSec, playsM3u8, failed }: PlayConditions,
): readonly Replay[] {
  const playable = replays.filter(({ expiresAtSec }) => !isExpired(expiresAtSec, nowSec))
  const formats: readonly ReplayFormat[] = playsM3u8 ? ['m3u8', 'mp4'] : ['mp4', 'm3u8']
  const format = formats.find(
    (one) => !failed.includes(one) && playable.some((replay) => replay.format === one),
  )
  return playable.filter((replay) => replay.format === format)
}

export function isExpired(expiresAtSec: number | null, nowSec: number): boolean {
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
  /** '12月5日 周六 20:00 过期'; '' if WeChat sent no date */
  readonly expiresText: string
}

export interface About {
  readonly title: string
  readonly coverUrl: string
  /** Host and date */
  readonly metaText: string
  readonly goods: readonly GoodsView[]
}

/** What the page shows around the recordings. */
export function aboutShow(room: Room): About {
  const { anchorName, startAtSec } = room
  const recorded =
    startAtSec === null || channelsLiveOf(room.liveStatus) !== null
      ? []
      : [text.segment.recordedOn(dayText(startAtSec, Date.now()))]
  return {
    title: room.title,
    coverUrl: room.coverUrl,
    metaText: [anchorName, ...recorded].join(' · '),
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

/** WeChat needs some minutes after the show to create the recording. */
const PENDING_SEC = 30 * 60

/**
 * Why there is nothing to play.
 * @param hadRecordings whether the back end listed any, even expired ones
 */
export function emptyReason(hadRecordings: boolean, room: Room | null): string {
  if (hadRecordings || room?.hasReplay === true) return text.replay.expired
  const channels = channelsLiveOf(room?.liveStatus)
  if (channels !== null) return channelsEmptyReason(channels.latest.replay)
  const isPending = room !== null && Date.now() / 1000 - room.endAtSec < PENDING_SEC
  return isPending ? text.replay.pending : text.replay.none
}

function channelsEmptyReason(replay: ReplayStatus): string {
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
