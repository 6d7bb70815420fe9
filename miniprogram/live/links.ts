import type { CustomParams } from './domain/custom-params'
import type { RoomListKind } from './domain/live-status-code'
import type { RoomId } from './domain/room-id'
import { text } from './domain/text'
import { openDoorway, openHall as openHallPage, openUrl } from './services/navigation/navigate'
import { showToast } from './services/phone/toast'
import { attributionParams, toastOnFailure } from './services/rooms/open-room'

export { creditFor } from './services/entry/attribution'

/**
 * Opens the live hall. A failure is shown to the shopper as a toast.
 * @param list that the hall opens with; without one, the rooms that are live.
 */
export function openHall(list?: RoomListKind): Promise<void> {
  return toastOnFailure(openHallPage(list))
}

/**
 * Opens the page of one room. A failure is shown to the shopper as a toast.
 * @param customParams passed on to the room and to its goods, before those of the app's entry.
 */
export function openRoom(roomId: RoomId, customParams?: CustomParams): Promise<void> {
  return toastOnFailure(openDoorway(roomId, { customParams: attributionParams(customParams) }))
}

/**
 * Opens a page of the shop in place of `wx.navigateTo`: a second tap does not open it twice, an eleventh
 * page takes the place of the tenth, and a failure is shown to the shopper as a toast.
 * @param url as `wx.navigateTo` takes it
 */
export function openPage(url: string): Promise<void> {
  return toastOnFailure(openUrl(url))
}

/** Shows a toast: the shop has no checkout yet. */
export function showNoCheckout(): void {
  showToast(text.product.noCheckout)
}
