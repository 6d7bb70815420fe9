import type { CustomParams } from '../../domain/custom-params'
import type { RoomId } from '../../domain/room-id'
import type { RoomAction } from '../../domain/view'
import { currentAttribution } from '../entry/attribution'
import { liveRoom } from './room-providers'
import type { NavigationResult } from '../navigation/result'
import { openDoorway, redirectToStorefront, openReplay } from '../navigation/navigate'
import { showToast } from '../phone/toast'
import { allowBrowsing } from '../phone/upgrade'

/**
 * Follows a tap on a room by what it offered: a live one is one tap away, the rest has a page. To be
 * called in the tap itself.
 */
export function openRoom(roomId: RoomId, action: RoomAction): Promise<void> {
  if (action === 'replay') return toastOnFailure(openReplay(roomId))
  return toastOnFailure(
    action === 'enter'
      ? enterRoom(roomId, attributionParams())
      : openDoorway(roomId, { customParams: attributionParams() }),
  )
}

/** From a card or a page of goods: at once where that can be, else through the doorway. */
export function enterRoom(roomId: RoomId, customParams: CustomParams): Promise<NavigationResult> {
  const room = liveRoom(roomId)
  return room.entersFromAnyPage
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
export function attributionParams(own?: CustomParams): CustomParams {
  return Object.assign({}, currentAttribution()?.customParams, own)
}

/** Says it where a page did not open; the shopper stays where they are. */
export function toastOnFailure(move: Promise<NavigationResult>): Promise<void> {
  return move.then((moved) => {
    if (moved.kind === 'failed') showToast(moved.message)
  })
}

/** A live page's `onBrowse`: what an old client can show is the shop. */
export function browseShop(): void {
  allowBrowsing()
  void toastOnFailure(redirectToStorefront())
}
