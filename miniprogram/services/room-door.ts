import type { CustomParams } from '../domain/custom-params'
import type { RoomAction } from '../domain/view'
import { attribution } from './attribution'
import type { Moved } from './navigation'
import { openDoorway, openIndexInstead, openReplay } from './navigation'
import { tell } from './tell'
import { browseAnyway } from './upgrade'

/** Follows a tap on a room by what it offered: a live one is one tap away, the rest has a page. */
export function openRoom(roomId: number, action: RoomAction): Promise<void> {
  return told(
    action === 'replay'
      ? openReplay(roomId)
      : openDoorway(roomId, { enter: action === 'enter', customParams: paramsToPass() }),
  )
}

/** A page's handler of a tapped room card. */
export function openTappedRoom({
  detail,
}: {
  readonly detail: { readonly roomId: number; readonly action: RoomAction }
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
