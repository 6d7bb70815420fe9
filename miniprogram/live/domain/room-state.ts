import type { Text } from './text/zh'
import type { BadgeView, RoomAction } from './view'

/** How a card shows a room: label, colour, and the action of a tap. */
export interface RoomState {
  /** 'soon': the time until the start. */
  readonly label: keyof Text['status'] | 'soon'
  readonly tone: BadgeView['tone']
  readonly action: RoomAction
}
