import type { Replay } from '../domain/room'

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
  const [hours, minutes, seconds] = [Math.floor(sec / 3600), Math.floor(sec / 60) % 60, sec % 60]
  const two = (value: number) => `0${Math.floor(value)}`.slice(-2)
  return hours === 0 ? `${minutes}:${two(seconds)}` : `${hours}:${two(minutes)}:${two(seconds)}`
}
