import { channelsShelf } from '../../domain/channels-room'
import type { ChannelsLive } from '../../domain/channels'
import { joinHome, joinPage } from '../../domain/join-rooms'
import type { Freshness, Home, Room, RoomList, WithAccounts } from '../../domain/room'
import { fetchHome, fetchRooms, hasBackEnd, keptHome, keptRooms } from '../backend/client'
import type { Answer, Kept, RoomsOptions } from '../backend/client'
import { channelsAccounts, nameAccounts } from '../wechat/channels-accounts'
import { lastKnown, newsOf } from '../live-status/channels-status'
import { isOffered, offeredPage } from './room-providers'

/**
 * The shop's lists: the back end's rooms and the merchant's Channels accounts in one, by time. With
 * no account there is nothing to join, and nothing is waited for.
 */
export function shopHome(): Promise<Answer<Home>> {
  return fetchHome().then((answer) => joined(answer, NO_HOME, home))
}

export function keptShopHome(): Kept<Home> | null {
  return keptJoined(keptHome(), NO_HOME, home)
}

/** One page of a shelf. */
export function shopRooms(options: ShelfOptions): Promise<Answer<RoomList>> {
  // a further page that did not come is no last page: it can be asked for again
  const none = typeof options.cursor === 'string' ? null : NO_ROOMS
  return fetchRooms(options).then((answer) => joined(answer, none, pageOf(options)))
}

export function keptShopRooms(options: ShelfOptions): Kept<RoomList> | null {
  return keptJoined(keptRooms(options), NO_ROOMS, pageOf(options))
}

type ShelfOptions = RoomsOptions & Required<Pick<RoomsOptions, 'shelf'>>

type Join<T> = (value: T, lives: readonly ChannelsLive[]) => T

function home(value: Home, lives: readonly ChannelsLive[]): Home {
  const { live, upcoming, replays } = value
  const own = { live: offered(live), upcoming: offered(upcoming), replays: offered(replays) }
  return joinHome(Object.assign({}, value, own), lives, Date.now())
}

function pageOf({ shelf }: ShelfOptions): Join<RoomList> {
  return (value, lives) => joinPage(offeredPage(value, shelf), shelf, lives, Date.now())
}

function offered(rooms: readonly Room[]): readonly Room[] {
  return rooms.filter(isOffered)
}

/** @param none what the lives are joined to where the back end says nothing; null: then there is nothing. */
function joined<T extends Freshness & WithAccounts>(
  answer: Answer<T>,
  none: T | null,
  join: Join<T>,
): Answer<T> | Promise<Answer<T>> {
  if (answer.kind === 'fresh') nameAccounts(answer.value.channelsAccounts)
  const accounts = channelsAccounts()
  return newsOf(accounts).then((lives): Answer<T> => {
    if (answer.kind === 'fresh' || answer.kind === 'stored') return withLives(answer, lives, join)
    const isDown = hasBackEnd()
    if (none === null || (isDown && lives.length === 0)) return answer
    const value = join(none, lives)
    return { kind: 'fresh', value, asOfSec: nowSec(), stale: isDown, etag: '' }
  })
}

function keptJoined<T extends WithAccounts>(
  kept: Kept<T> | null,
  none: T,
  join: Join<T>,
): Kept<T> | null {
  const lives = lastKnown(channelsAccounts())
  if (kept !== null) return withLives(kept, lives, join)
  if (lives.length === 0) return null
  return { kind: 'kept', value: join(none, lives), asOfSec: nowSec(), etag: '' }
}

/** The lives are part of the answer, and of its name: what moved to another shelf is drawn anew. */
function withLives<T, A extends { readonly value: T; readonly etag: string }>(
  answer: A,
  lives: readonly ChannelsLive[],
  join: Join<T>,
): A {
  const { value, etag } = answer
  const marks = lives.map((live) => [live.finderUserName, channelsShelf(live, Date.now())].join())
  return Object.assign({}, answer, {
    value: join(value, lives),
    etag: etag === '' ? '' : [etag].concat(marks).join(),
  })
}

function nowSec(): number {
  return Math.floor(Date.now() / 1000)
}

const FRAME = { asOfSec: 0, stale: false, refreshAfterSec: 60, channelsAccounts: [] }
const NO_HOME: Home = Object.assign({ live: [], upcoming: [], replays: [], goods: [] }, FRAME)
const NO_ROOMS: RoomList = Object.assign(
  { rooms: [], nextCursor: null, counts: { live: 0, upcoming: 0, replay: 0 } },
  FRAME,
)
