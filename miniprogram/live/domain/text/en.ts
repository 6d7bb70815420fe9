import type { Text } from './zh'

/** All English texts of the app. They are short because a phone may be 320 px wide. */
export const en: Text = {
  common: {
    retry: 'Try again',
    share: 'Share with friends',
    loading: 'Loading',
    seeAll: 'See all',
    seeGoods: 'Look at items',
    noMore: 'That is all',
    loadingMore: 'Loading more',
    loadMoreFailed: 'Could not load. Tap to try again',
    toTop: 'Back to top',
  },

  card: {
    goodsCount: (count) => (count === 1 ? '1 item' : `${count} items`),
    anchor: (name) => `hosted by ${name}`,
    otherSeller: 'Sold in another mini-program',
    comma: ', ',
  },

  status: {
    live: 'Live',
    ended: 'Ended',
    endedWithReplay: 'Replay',
    banned: 'Stopped',
    paused: 'Paused',
    away: 'Host away',
    expired: 'Not held',
    preparing: 'About to start',
    cancelled: 'Cancelled',
    never: 'Not live yet',
    replayComing: 'Replay is coming',
    replayExpired: 'Replay has expired',
  },

  action: {
    enter: 'Watch',
    subscribe: 'Subscribe',
    subscribed: 'Subscribed',
    reserve: 'Remind me',
    reserved: 'Reminder set',
    replay: 'Watch replay',
    goods: 'See items',
  },

  time: {
    yesterday: 'Yesterday',
    today: 'Today',
    tonight: 'Tonight',
    tomorrow: 'Tomorrow',
    day: (month, day, weekday) =>
      `${short('SunMonTueWedThuFriSat', weekday)} ${day} ${monthName(month)}`,
    dayOfYear: (year, month, day) => `${day} ${monthName(month)} ${year}`,
    inMinutes: (minutes) => `In ${minutes} min`,
    soon: 'Starting soon',
  },

  price: {
    yuan: (amount) => `${amount} yuan`,
    range: (low, high) => `${low} to ${high} yuan`,
    discount: (now, before) => `now ${now} yuan, before ${before} yuan`,
  },

  load: {
    stale: (clock) => `Weak network. List of ${clock}`,
    staleUntimed: 'Weak network. Earlier list',
    failed: 'The network seems down. Try again later',
    unreadable: 'Cannot be read now. Please try later',
    notReady: 'The shop is getting ready. Come back soon',
  },

  index: {
    alsoLive: 'Also live',
    upcoming: 'Coming up',
    replays: 'Replays',
    goods: 'As seen live',
    emptyTitle: 'Nothing live. Look at the items first',
    emptyAll: 'Nothing live. Come back a little later',
  },

  hall: {
    title: 'Live hall',
    live: 'Live',
    upcoming: 'Soon',
    replay: 'Replay',
    emptyLive: 'Nothing is live now',
    emptyUpcoming: 'Nothing is planned yet',
    emptyReplay: 'There is no replay yet',
    toUpcoming: 'See what comes',
    toLive: 'See what is live',
  },

  room: {
    title: 'Live room',
    goods: 'In this room',
    noGoods: 'No items in this room',
    endedNoReplay: 'It has ended. There is no replay yet',
    banned: 'This room was stopped. You can still see its items',
    expired: 'This room never went live',
    subscribed: 'Subscribed. WeChat tells you when it starts',
    unsubscribed: 'Subscription cancelled',
    missingTitle: 'There is no such room, or no longer',
    noRoomTitle: 'The link names no room',
    toHall: 'To the live hall',
    again: 'Watch again',
  },

  replay: {
    title: 'Replay',
    expired: 'The replay has expired',
    none: 'There is no replay',
    pending: 'The replay is ready about 10 minutes after the end',
    failed: 'It did not play. Try another part',
    goods: 'As seen here',
  },

  segment: {
    label: (number) => `Part ${number}`,
    expiresOn: (day) => `Expires: ${day}`,
    recordedOn: (day) => `Live: ${day}`,
    resumed: (at) => `Going on from ${at}`,
  },

  product: {
    backToRoom: 'Back to room',
    buy: 'Buy',
    noCheckout: 'Checkout is not connected yet',
    share: 'Share',
    rooms: 'Sold in these rooms',
    missing: 'There is no such item, or no longer',
    noProduct: 'The link names no item',
    back: 'Back to the last page',
    toIndex: 'To the shop',
  },

  upgrade: {
    title: 'WeChat needs an update',
    client: (version) => `WeChat ${version} is too old to watch live rooms and buy`,
    base: (version) => `Base library ${version} is too old to watch. Update WeChat`,
    update: 'Update WeChat',
    byHand: 'Update WeChat in the app store',
    failed: 'The update page did not open. Update WeChat in the app store',
  },

  plugin: {
    unavailable: 'Live rooms cannot be opened now. Try again later',
  },

  channels: {
    reserved: 'Reminder set. WeChat will tell you when it starts',
    kept: 'The reminder was set before',
    unreserved: 'Reminder taken back',
    notReserved: 'No reminder set',
    noticeCancelled: 'The host has cancelled this show',
    cancelledBefore: 'This show was cancelled',
    expired: 'This notice has expired',
    liveEnded: 'This show has ended',
    failed: 'No reminder was set. Try again later',
    unavailable: 'The room cannot be opened now. Try again later',
    tooOld: 'Update WeChat to watch',
    notHere: 'This WeChat does not support Channels live',
    mismatch: (id) =>
      id + ' has another subject or is not certified (100008): shoppers do not see it',
    unknownId: (id, code) => `WeChat does not know ${id} (${code}): shoppers do not see it`,
  },

  navigation: {
    failed: 'The page did not open. Try again',
    singlePage: 'Tap “Open Mini Program” below to go on',
  },

  share: {
    live: (title) => `Live now: ${title}`,
    upcoming: (start, title) => `${start}: ${title}`,
    replay: (title) => `Replay: ${title}`,
    shop: (name) => `${name} live`,
  },
}

function monthName(month: number): string {
  return short('JanFebMarAprMayJunJulAugSepOctNovDec', month - 1)
}

/** The three-letter name at this index. */
function short(names: string, at: number): string {
  return names.slice(at * 3, at * 3 + 3)
}
