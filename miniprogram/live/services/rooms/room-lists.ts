import { channelsListKind } from '../../domain/channels-room'
import type { ChannelsLive } from '../../domain/channels'
import { joinStorefront, joinRoomList } from '../../domain/join-rooms'
import type { Freshness, Storefront, Room, RoomList, WithAccounts } from '../../domain/room'
import {
  fetchStorefront,
  fetchRooms,
  hasBackEnd,
  cachedStorefront,
  cachedRooms,
} from '../backend/client'
import type { Answer, CachedAnswer, RoomsOptions } from '../backend/client'
import { channelsAccounts, setChannelsAccounts } from '../wechat/channels-accounts'
import { cachedChannels, refreshChannels } from '../live-status/channels-status'
import { isAvailable, availableRooms } from './room-providers'

/**
 * The shop's lists: the back end's rooms and the merchant's Channels accounts in one, by time. With
 * no account there is nothing to join, and nothing is waited for.
 */
export function fetchShopStorefront(): Promise<Answer<Storefront>> {
  return fetchStorefront().then((answer) =>
    withChannels(answer, EMPTY_STOREFRONT, joinIntoStorefront),
  )
}

export function cachedShopStorefront(): CachedAnswer<Storefront> | null {
  return cachedWithChannels(cachedStorefront(), EMPTY_STOREFRONT, joinIntoStorefront)
}

/** One page of a shelf. */
export function fetchShopRooms(options: RoomListOptions): Promise<Answer<RoomList>> {
  // a further page that did not come is no last page: it can be asked for again
  const none = typeof options.cursor === 'string' ? null : EMPTY_LIST
  return fetchRooms(options).then((answer) => withChannels(answer, none, joinIntoList(options)))
}

export function cachedShopRooms(options: RoomListOptions): CachedAnswer<RoomList> | null {
  return cachedWithChannels(cachedRooms(options), EMPTY_LIST, joinIntoList(options))
}

type RoomListOptions = RoomsOptions & Required<Pick<RoomsOptions, 'listKind'>>

type Join<T> = (value: T, lives: readonly ChannelsLive[]) => T

function joinIntoStorefront(value: Storefront, lives: readonly ChannelsLive[]): Storefront {
  const { live, upcoming, replays } = value
  const own = {
    live: availableOf(live),
    upcoming: availableOf(upcoming),
    replays: availableOf(replays),
  }
  return joinStorefront(Object.assign({}, value, own), lives, Date.now())
}

function joinIntoList({ listKind }: RoomListOptions): Join<RoomList> {
  return (value, lives) =>
    joinRoomList(availableRooms(value, listKind), listKind, lives, Date.now())
}

function availableOf(rooms: readonly Room[]): readonly Room[] {
  return rooms.filter(isAvailable)
}

/** @param none what the lives are joined to where the back end says nothing; null: then there is nothing. */
function withChannels<T extends Freshness & WithAccounts>(
  answer: Answer<T>,
  none: T | null,
  join: Join<T>,
): Answer<T> | Promise<Answer<T>> {
  if (answer.kind === 'fresh') setChannelsAccounts(answer.value.channelsAccounts)
  const accounts = channelsAccounts()
  return refreshChannels(accounts).then((lives): Answer<T> => {
    if (answer.kind === 'fresh' || answer.kind === 'stored') return joinLives(answer, lives, join)
    const isDown = hasBackEnd()
    if (none === null || (isDown && lives.length === 0)) return answer
    const value = join(none, lives)
    return { kind: 'fresh', value, asOfSec: nowSec(), stale: isDown, etag: '' }
  })
}

function cachedWithChannels<T extends WithAccounts>(
  kept: CachedAnswer<T> | null,
  none: T,
  join: Join<T>,
): CachedAnswer<T> | null {
  const lives = cachedChannels(channelsAccounts())
  if (kept !== null) return joinLives(kept, lives, join)
  if (lives.length === 0) return null
  return { kind: 'cached', value: join(none, lives), asOfSec: nowSec(), etag: '' }
}

/** The lives are part of the answer, and of its name: what moved to another shelf is drawn anew. */
function joinLives<T, A extends { readonly value: T; readonly etag: string }>(
  answer: A,
  lives: readonly ChannelsLive[],
  join: Join<T>,
): A {
  const { value, etag } = answer
  const marks = lives.map((live) =>
    [live.finderUserName, channelsListKind(live, Date.now())].join(),
  )
  return Object.assign({}, answer, {
    value: join(value, lives),
    etag: etag === '' ? '' : [etag].concat(marks).join(),
  })
}

function nowSec(): number {
  return Math.floor(Date.now() / 1000)
}

const EMPTY_ANSWER = { asOfSec: 0, stale: false, refreshAfterSec: 60, channelsAccounts: [] }
const EMPTY_STOREFRONT: Storefront = Object.assign(
  { live: [], upcoming: [], replays: [], goods: [] },
  EMPTY_ANSWER,
)
const EMPTY_LIST: RoomList = Object.assign(
  { rooms: [], nextCursor: null, counts: { live: 0, upcoming: 0, replay: 0 } },
  EMPTY_ANSWER,
)
