import { goodsView } from '../domain/goods-view'
import type { Replay, Room } from '../domain/room'
import { text } from '../domain/text'
import { dayText, momentText } from '../domain/time'
import type { GoodsView } from '../domain/view'

export interface Segment {
  readonly url: string
  /** '片段 1' */
  readonly label: string
  /** '12月5日 周六 20:00 过期', '' where WeChat did not say */
  readonly expiresText: string
}

export interface About {
  readonly title: string
  readonly anchorName: string
  readonly coverUrl: string
  readonly recordedText: string
  readonly goods: readonly GoodsView[]
}

export function aboutOf(room: Room): About {
  return {
    title: room.title,
    anchorName: room.anchorName,
    coverUrl: room.coverUrl,
    recordedText: text.segment.recordedOn(dayText(room.startAtSec, Date.now())),
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
  const isOver = room === null || Date.now() / 1000 - room.endAtSec >= PENDING_SEC
  return isOver ? text.replay.none : text.replay.pending
}
