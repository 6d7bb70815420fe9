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
 * Follows a tap on a room card by its action: enters a live room, else opens the replay or the doorway. Call
 * it inside the tap.
 */
export function openRoom(roomId: RoomId, action: RoomAction): Promise<void> {
  if (action === 'replay') return toastOnFailure(openReplay(roomId))
  return toastOnFailure(
    action === 'enter'
      ? enterRoom(roomId, attributionParams())
      : openDoorway(roomId, { customParams: attributionParams() }),
  )
}

/** Enters a room from any page: at once if the room allows it, else through the doorway. */
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
 * The merchant's parameters of this shopper, for links to rooms and goods.
 * @param own parameters of the page's own link; they override those of the app's entry
 */
export function attributionParams(own?: CustomParams): CustomParams {
  return { ...currentAttribution()?.customParams, ...own }
}

/** Shows a toast if a page did not open. */
export async function toastOnFailure(navigation: Promise<NavigationResult>): Promise<void> {
  const result = await navigation
  if (result.kind === 'failed') showToast(result.message)
}

/** `onBrowse` of a live page: opens the shop, which works on an outdated client. */
export function browseShop(): void {
  allowBrowsing()
  void toastOnFailure(redirectToStorefront())
}
