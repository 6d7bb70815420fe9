import { codeOf } from './live-status-code'
import type { Home, Room } from './room'

/** What stands at the top of the storefront. */
export type Hero = { readonly kind: 'room'; readonly room: Room } | { readonly kind: 'none' }

/**
 * The live room with the nearest start, one with its host on the screen before one that is paused or
 * left; else the next one; else the newest replay.
 */
export function heroOf(home: Home): Hero {
  const onAir = home.live.find(({ liveStatus }) => codeOf(liveStatus) === 101)
  const room = onAir ?? home.live[0] ?? home.upcoming[0] ?? home.replays[0]
  return room === undefined ? { kind: 'none' } : { kind: 'room', room }
}
