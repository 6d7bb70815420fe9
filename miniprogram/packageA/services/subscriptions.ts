import { packedOrNone } from '../../live/domain/custom-params'
import { text } from '../../live/domain/text'
import type { UserMessage } from '../../live/domain/text'
import type { RoomId } from '../../live/domain/room-id'
import { liveRoom } from '../../live/services/rooms/room-providers'
import { hasCall } from '../../live/services/phone/platform'
import { attributionParams } from '../../live/services/rooms/open-room'
import type { RoomWatcher } from '../../live/services/rooms/room-watcher'
import { isDark, fontScale } from '../../live/services/phone/settings'

/**
 * How the plugin's <subscribe> looks. It is WeChat's own component and takes no CSS variables:
 * numbers are px, colours are hex. The colours are `--brand` and `--brand-ink` of app.wxss; a test
 * holds them to it.
 * @see liveplayer/component-api, subscribe
 */
export const SUBSCRIBE_COLORS = {
  light: { color: '#FFFFFF', backgroundColor: '#CF3A22' },
  dark: { color: '#1A0B07', backgroundColor: '#FF6A4D' },
} as const

export interface SubscribeSize {
  readonly width: number
  readonly height: number
  readonly fontSize: number
}

/** Beside a room of a list. */
export const SMALL: SubscribeSize = { width: 72, height: 44, fontSize: 14 }
/** The one thing to do on a page. */
export const LARGE: SubscribeSize = { width: 240, height: 48, fontSize: 17 }

/** What a page's <subscribe> is given: how it looks now, and whom the merchant thanks. */
export interface SubscribeProps extends SubscribeSize {
  readonly color: string
  readonly backgroundColor: string
  /** '' where there are none, or too many. */
  readonly customParams: string
}

export function subscribeProps({ width, height, fontSize }: SubscribeSize): SubscribeProps {
  const { color, backgroundColor } = SUBSCRIBE_COLORS[isDark() ? 'dark' : 'light']
  const scale = fontScale()
  return {
    width: Math.min(Math.round(width * scale), LARGE.width),
    height,
    fontSize: Math.round(fontSize * scale),
    color,
    backgroundColor,
    customParams: packedOrNone(attributionParams()) ?? '',
  }
}

/** Marks the rooms on the screen that this shopper has already subscribed to. */
export interface SubscriptionMarks {
  /** These rooms are on the screen now: who was not asked about yet is, in this order. */
  seen(roomIds: readonly RoomId[]): void
  /** The page is seen again, or other rooms are: the shopper may have subscribed elsewhere. */
  again(): void
  stop(): void
}

/** A page with <subscribe> on it. */
export interface Subscribing {
  /** Said where the plugin cannot be had, else ''. */
  readonly data: { readonly pluginText: UserMessage }
  setData(
    changes: { readonly pluginText: UserMessage } | { readonly subscribe: SubscribeProps },
  ): void
}

/** As many questions under way as there may be about a status. */
const MOST_OPEN = 3

/** @param size of the page's buttons, which are dressed anew when day turns to night. */
export function markSubscriptions(
  page: Subscribing,
  watch: RoomWatcher,
  size: SubscribeSize,
): SubscriptionMarks {
  const asked = new Set<RoomId>()
  let inSight: readonly RoomId[] = []
  let open = 0

  const ask = (roomId: RoomId) => {
    asked.add(roomId)
    open += 1
    const heard = (isReminded: boolean) => watch.markSubscribed(roomId, isReminded)
    void liveRoom(roomId)
      .checkReminder(heard)
      .then((isThere) => {
        open -= 1
        const pluginText = isThere === false ? text.plugin.unavailable : ''
        // in a list of both kinds, a room that needs no plugin does not say whether it is there
        if (isThere !== null && pluginText !== page.data.pluginText) page.setData({ pluginText })
        askNext()
      })
  }

  const askNext = () => {
    if (!watch.isActive()) return
    inSight.forEach((roomId) => {
      if (open < MOST_OPEN && !asked.has(roomId)) ask(roomId)
    })
  }

  const dress = () => page.setData({ subscribe: subscribeProps(size) })
  if (hasCall('onThemeChange')) wx.onThemeChange(dress)

  return {
    seen(roomIds) {
      inSight = roomIds
      askNext()
    },
    again() {
      asked.clear()
      askNext()
    },
    stop() {
      if (hasCall('offThemeChange')) wx.offThemeChange(dress)
    },
  }
}
