import type { Text } from './text/zh'
import type { BadgeView, RoomAction } from './view'

/** How a room is shown: its words, their colour and what a tap does. */
export interface RoomState {
  /** 'soon': how long until it starts. */
  readonly label: keyof Text['status'] | 'soon'
  readonly tone: BadgeView['tone']
  readonly action: RoomAction
}
