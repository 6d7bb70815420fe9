import type { RoomView } from '../domain/view'

/** What a screen reader reads for a card of a room: status, title, host, goods, time, action. */
export function roomAriaLabel(room: RoomView): string {
  const { badge, about, dayText, clockText, actionText } = room
  // the badge of a room that has not started already contains its time
  const time = badge?.tone === 'soon' ? '' : `${dayText} ${clockText}`
  return `${badge?.text ?? ''}${about}${time} ${actionText}`
}
