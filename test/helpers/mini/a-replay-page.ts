import type { PhoneWithPages } from './a-phone'
import { aPhoneWith } from './a-phone'
import type { RoomJson } from './builders'
import { anEndedRoom, answers, NOW_MS } from './builders'
import { find } from './drawn'
import type { Drawn } from './runtime'

const PAGE = 'packageA/pages/replay/replay'
const DAY_SEC = 86_400

/** A recording as the back end sends it: of yesterday, for a week to come. */
export const aReplay = (name: string, over: object = {}) => ({
  url: `/media/${name}.mp4`,
  format: 'mp4',
  createdAtSec: NOW_MS / 1000 - DAY_SEC,
  expiresAtSec: NOW_MS / 1000 + 7 * DAY_SEC,
  ...over,
})

interface ReplayPage extends Pick<PhoneWithPages<typeof PAGE>, 'phone' | 'page'> {
  /** Opens the page of room 3 with these recordings; null: they do not come. */
  readonly open: (
    replays: readonly object[] | null,
    room?: RoomJson | 404 | null,
    query?: Record<string, string>,
  ) => Promise<Drawn>
  readonly video: () => Drawn
  /** The player tells how far it is. */
  readonly watch: (currentTime: number, duration?: number) => Promise<unknown>
}

export function aReplayPage(): ReplayPage {
  const { phone, page, openPage } = aPhoneWith(PAGE)
  return {
    phone,
    page,
    open: async (replays, room = anEndedRoom({ roomId: 3 }), query = { room_id: '3' }) => {
      phone.respond = (path) => {
        if (path.endsWith('/replays')) return replays === null ? null : answers.replays(3, replays)
        return room === null || room === 404 ? room : answers.room(room)
      }
      await openPage(PAGE, query)
      return page.drawn
    },
    video: () => find(page.drawn, '#video'),
    watch: (currentTime, duration = 3600) =>
      page.call('onTimeUpdate', { detail: { currentTime, duration } }),
  }
}
