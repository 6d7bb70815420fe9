import { packedOrNone } from '../../live/domain/custom-params'
import { text } from '../../live/domain/text'
import type { UserMessage } from '../../live/domain/text'
import type { RoomId } from '../../live/domain/room-id'
import { liveRoom } from '../../live/services/rooms/room-providers'
import { hasCall } from '../../live/services/phone/platform'
import { attributionParams } from '../../live/services/rooms/open-room'
import type { RoomWatcher } from '../../live/services/rooms/room-watcher'
import { isDark, fontScale } from '../../live/services/phone/settings'
import { SUBSCRIBE_COLORS } from '../../live/styles/brand'

/** px, of the plugin's `<subscribe>` button. */
export interface SubscribeSize {
  readonly width: number
  readonly height: number
  readonly fontSize: number
}

/** In a list of rooms. */
export const SMALL: SubscribeSize = { width: 72, height: 44, fontSize: 14 }
/** The main button of a page. */
export const LARGE: SubscribeSize = { width: 240, height: 48, fontSize: 17 }

/** Attributes of a page's `<subscribe>`. @see liveplayer/component-api, subscribe */
export interface SubscribeProps extends SubscribeSize {
  /** Hex: the component takes no CSS variables. */
  readonly color: string
  readonly backgroundColor: string
  /** '' for none, or for more than WeChat accepts. */
  readonly customParams: string
}

export function subscribeProps({ width, height, fontSize }: SubscribeSize): SubscribeProps {
  const scale = fontScale()
  return {
    ...SUBSCRIBE_COLORS[isDark() ? 'dark' : 'light'],
    width: Math.min(Math.round(width * scale), LARGE.width),
    height,
    fontSize: Math.round(fontSize * scale),
    customParams: packedOrNone(attributionParams()) ?? '',
  }
}

/** Finds out which rooms on the screen the shopper has subscribed to, and marks them. */
export interface SubscriptionTracker {
  /** Call it when the rooms on the screen change. Rooms that were not asked about yet are, in this order. */
  roomsVisible(roomIds: readonly RoomId[]): void
  /** Asks about every room again: the shopper may have subscribed on another page. */
  recheck(): void
  stop(): void
}

/** A page with `<subscribe>` on it. */
export interface SubscribePage {
  /** A message while the plugin is not available, else ''. */
  readonly data: { readonly pluginText: UserMessage }
  setData(
    changes: { readonly pluginText: UserMessage } | { readonly subscribe: SubscribeProps },
  ): void
}

/** The same limit as for status requests. */
const MAX_OPEN_CALLS = 3

/** @param size of the page's buttons, whose colours are set again when the theme changes */
export function trackSubscriptions(
  page: SubscribePage,
  watch: RoomWatcher,
  size: SubscribeSize,
): SubscriptionTracker {
  const asked = new Set<RoomId>()
  let visible: readonly RoomId[] = []
  let openCalls = 0

  const ask = async (roomId: RoomId) => {
    asked.add(roomId)
    openCalls += 1
    const isAvailable = await liveRoom(roomId).checkReminder((isReminded) =>
      watch.markSubscribed(roomId, isReminded),
    )
    openCalls -= 1
    // null: a room that needs no plugin
    if (isAvailable !== null) {
      const pluginText = isAvailable ? '' : text.plugin.unavailable
      if (pluginText !== page.data.pluginText) page.setData({ pluginText })
    }
    askNext()
  }

  const askNext = () => {
    if (!watch.isActive()) return
    for (const roomId of visible)
      if (openCalls < MAX_OPEN_CALLS && !asked.has(roomId)) void ask(roomId)
  }

  const applyTheme = () => page.setData({ subscribe: subscribeProps(size) })
  if (hasCall('onThemeChange')) wx.onThemeChange(applyTheme)

  return {
    roomsVisible(roomIds) {
      visible = roomIds
      askNext()
    },
    recheck() {
      asked.clear()
      askNext()
    },
    stop() {
      if (hasCall('offThemeChange')) wx.offThemeChange(applyTheme)
    },
  }
}
