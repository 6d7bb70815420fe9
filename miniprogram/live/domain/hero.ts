import { isOnAir } from './live-status-code'
import type { Storefront, Room } from './room'

/**
 * What stands at the top of the storefront: the live room with the nearest start, one with its host
 * on the screen before one that is paused or left; else the next one; else the newest replay.
 * null: the shop has no room.
 */
export function chooseHero(home: Storefront): Room | null {
  const onAir = home.live.find(({ liveStatus }) => isOnAir(liveStatus))
  return onAir ?? home.live.concat(home.upcoming, home.replays)[0] ?? null
}
