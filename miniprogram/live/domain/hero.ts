import { isOnAir } from './live-status-code'
import type { Storefront, Room } from './room'

/**
 * Chooses the room at the top of the storefront: the first room on air, else the first other live
 * room (paused, or host away), else the next upcoming one, else the newest replay.
 * @returns null if the shop has no room
 */
export function chooseHero(storefront: Storefront): Room | null {
  const onAir = storefront.live.find(({ liveStatus }) => isOnAir(liveStatus))
  return onAir ?? [...storefront.live, ...storefront.upcoming, ...storefront.replays][0] ?? null
}
