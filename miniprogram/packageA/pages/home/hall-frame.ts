import type { Tab } from '../../components/hall-tabs/hall-tabs'
import { ROOM_LIST_KINDS } from '../../../live/domain/live-status-code'
import type { RoomListKind } from '../../../live/domain/live-status-code'
import type { RoomCounts } from '../../../live/domain/room'
import { text } from '../../../live/domain/text'

const EMPTY_TEXTS: Readonly<Record<RoomListKind, string>> = {
  live: text.hall.emptyLive,
  upcoming: text.hall.emptyUpcoming,
  replay: text.hall.emptyReplay,
}

/** What the hall shows around its rooms. */
export interface HallFrame {
  readonly tabs: readonly Tab[]
  /** Text below the list; '' before the end of the list is reached. */
  readonly moreText: string
  readonly emptyText: string
  /** Button of an empty tab; '' if the other tab is empty too. */
  readonly emptyActionText: string
}

/** @param counts undefined before the back end has answered */
export function hallFrame(shelf: RoomListKind, counts?: RoomCounts): HallFrame {
  const other = otherTab(shelf)
  const count = (key: RoomListKind) => counts?.[key] ?? 0
  const actionText = other === 'live' ? text.hall.toLive : text.hall.toUpcoming
  return {
    tabs: ROOM_LIST_KINDS.map((key) => ({ key, text: tabText(text.hall[key], count(key)) })),
    moreText: '',
    emptyText: EMPTY_TEXTS[shelf],
    emptyActionText: count(other) > 0 ? actionText : '',
  }
}

/** The tab that an empty tab offers to go to. */
export function otherTab(shelf: RoomListKind): RoomListKind {
  return shelf === 'live' ? 'upcoming' : 'live'
}

function tabText(name: string, count: number): string {
  return count > 0 ? `${name} ${count}` : name
}
