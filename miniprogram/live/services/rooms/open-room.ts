import type { CustomParams } from '../../domain/custom-params'
import type { RoomId } from '../../domain/room-id'
import type { RoomAction } from '../../domain/view'
import { attribution } from '../entry/attribution'
import { liveRoom } from './room-providers'
import type { Moved } from '../navigation/move'
import { openDoorway, openIndexInstead, openReplay } from '../navigation/navigate'
import { tell } from '../phone/toast'
import { browseAnyway } from '../phone/upgrade'

/**
 * Follows a tap on a room by what it offered: a live one is one tap away, the rest has a page. To be
 * called in the tap itself.
 */
export function openRoom(roomId: RoomId, action: RoomAction): Promise<void> {
  if (action === 'replay') return told(openReplay(roomId))
  return told(
    action === 'enter'
      ? enterFromAfar(roomId, paramsToPass())
      : openDoorway(roomId, { customParams: paramsToPass() }),
  )
}

/** From a card or a page of goods: at once where that can be, else through the doorway. */
export function enterFromAfar(roomId: RoomId, customParams: CustomParams): Promise<Moved> {
  const room = liveRoom(roomId)
  return room.entersFromAnywhere
    ? room.enter(customParams)
    : openDoorway(roomId, { enter: true, customParams })
}

/** A page's handler of a tapped room card. */
export function openTappedRoom({
  detail,
}: {
  readonly detail: { readonly roomId: RoomId; readonly action: RoomAction }
}): void {
  void openRoom(detail.roomId, detail.action)
}

/**
 * Whom the merchant thanks for this shopper; every way into a room and to its goods carries it.
 * @param own a link's own parameters, which go before those of the app's entry.
 */
export function paramsToPass(own?: CustomParams): CustomParams {
  return Object.assign({}, attribution()?.customParams, own)
}

/** Says it where a page did not open; the shopper stays where they are. */
export function told(move: Promise<Moved>): Promise<void> {
  return move.then((moved) => {
    if (moved.kind === 'failed') tell(moved.tell)
  })
}

/** A live page's `onBrowse`: what an old client can show is the shop. */
export function browseShop(): void {
  browseAnyway()
  void told(openIndexInstead())
}
