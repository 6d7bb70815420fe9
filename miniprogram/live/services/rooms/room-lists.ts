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
 * The shop's lists: the back end's rooms merged with the merchant's Channels accounts, by time. Without
 * accounts nothing is merged or waited for.
 */
export function fetchShopStorefront(): Promise<Answer<Storefront>> {
  return fetchStorefront().then((answer) =>
    withChannels(answer, EMPTY_STOREFRONT, joinIntoStorefront),
  )
}

export function cachedShopStorefront(): CachedAnswer<Storefront> | null {
  return cachedWithChannels(cachedStorefront(), EMPTY_STOREFRONT, joinIntoStorefront)
}

/** One page of a list. */
export async function fetchShopRooms(options: RoomListOptions): Promise<Answer<RoomList>> {
  // a later page that failed is not the last page: it can be requested again
  const none = typeof options.cursor === 'string' ? null : EMPTY_LIST
  return withChannels(await fetchRooms(options), none, joinIntoList(options))
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
  return joinStorefront({ ...value, ...own }, lives, Date.now())
}

function joinIntoList({ listKind }: RoomListOptions): Join<RoomList> {
  return (value, lives) =>
    joinRoomList(availableRooms(value, listKind), listKind, lives, Date.now())
}

function availableOf(rooms: readonly Room[]): readonly Room[] {
  return rooms.filter(isAvailable)
}

/**
 * Merges the current accounts into an answer.
 * @param none the value to merge into if the back end did not answer; null: return the answer unchanged
 */
async function withChannels<T extends Freshness & WithAccounts>(
  answer: Answer<T>,
  none: T | null,
  join: Join<T>,
): Promise<Answer<T>> {
  if (answer.kind === 'fresh') setChannelsAccounts(answer.value.channelsAccounts)
  const lives = await refreshChannels(channelsAccounts())
  if (answer.kind === 'fresh' || answer.kind === 'stored') return joinLives(answer, lives, join)
  const isDown = hasBackEnd()
  if (none === null || (isDown && lives.length === 0)) return answer
  const value = join(none, lives)
  return { kind: 'fresh', value, asOfSec: nowSec(), stale: isDown, etag: '' }
}

function cachedWithChannels<T extends WithAccounts>(
  cached: CachedAnswer<T> | null,
  none: T,
  join: Join<T>,
): CachedAnswer<T> | null {
  const lives = cachedChannels(channelsAccounts())
  if (cached !== null) return joinLives(cached, lives, join)
  if (lives.length === 0) return null
  return { kind: 'cached', value: join(none, lives), asOfSec: nowSec(), etag: '' }
}

/** The ETag gets the list of each account too, so that an account in another list is drawn again. */
function joinLives<T, A extends { readonly value: T; readonly etag: string }>(
  answer: A,
  lives: readonly ChannelsLive[],
  join: Join<T>,
): A {
  const { value, etag } = answer
  const marks = lives.map(
    (live) => `${live.finderUserName},${channelsListKind(live, Date.now()) ?? ''}`,
  )
  return {
    ...answer,
    value: join(value, lives),
    etag: etag === '' ? '' : [etag, ...marks].join(),
  }
}

function nowSec(): number {
  return Math.floor(Date.now() / 1000)
}

const EMPTY_ANSWER = { asOfSec: 0, stale: false, refreshAfterSec: 60, channelsAccounts: [] }
const EMPTY_STOREFRONT: Storefront = {
  ...EMPTY_ANSWER,
  live: [],
  upcoming: [],
  replays: [],
  goods: [],
}
const EMPTY_LIST: RoomList = {
  ...EMPTY_ANSWER,
  rooms: [],
  nextCursor: null,
  counts: { live: 0, upcoming: 0, replay: 0 },
}
