import { planShow, SHOW_ROOM_ID } from '../show'
import { ANCHOR_AWAY, BANNED, courseOf, ENDED, EXPIRED, LIVE, PAUSED } from './course'
import type { Plan } from './plans'
import { planOrdinary, replaysFrom } from './plans'
import type { Random } from './random'
import { DAY_MS, HOUR_MS, MINUTE_MS } from './shanghai'
import { planned, slotsAhead, slotsBehind } from './slots'
import type { Billing } from './titles'
import * as titles from './titles'

/** A room before its goods are chosen. */
export interface Booking {
  readonly roomId: number
  readonly billing: Billing
  readonly plan: Plan
  readonly goodsCount: number
}

export const ALL_DAY_ROOM_ID = 1002
export const MANY_GOODS_ROOM_ID = 1003
const FIRST_FREE_ROOM_ID = 1004
/** If the anchor loses the connection this long, WeChat ends the room (contract A6, 106). */
const GRACE_MS = 15 * MINUTE_MS

type Unnumbered = Omit<Booking, 'roomId'>

/** All rooms of the account. A room has the same id at every time of day. */
export function bookRooms(startMs: number, random: Random): Booking[] {
  const show = planShow(startMs)
  const named: Booking[] = [
    {
      roomId: SHOW_ROOM_ID,
      billing: titles.SHOW_BILLING,
      goodsCount: 7,
      plan: { ...show, replays: replaysFrom(show.replayAtMs, ['mp4', 'mp4']) },
    },
    {
      roomId: ALL_DAY_ROOM_ID,
      billing: titles.ALL_DAY_BILLING,
      goodsCount: 8,
      plan: planOrdinary({
        startAtMs: planned(startMs - 2 * HOUR_MS),
        endAtMs: planned(startMs + 22 * HOUR_MS),
      }),
    },
    {
      roomId: MANY_GOODS_ROOM_ID,
      billing: titles.MANY_GOODS_BILLING,
      goodsCount: 30,
      plan: planOrdinary({
        startAtMs: planned(startMs - 48 * MINUTE_MS),
        endAtMs: planned(startMs + 5 * HOUR_MS),
        formats: ['m3u8', 'mp4', 'mp4'],
      }),
    },
  ]
  const others = [...onAir(startMs), ...upcoming(startMs, random), ...fallen(startMs)]
  const numbered = [...others, ...past(startMs, random)].map((room, index) => ({
    ...room,
    roomId: FIRST_FREE_ROOM_ID + index,
  }))
  return [...named, ...numbered]
}

function onAir(startMs: number): Unnumbered[] {
  const minutes = (count: number): number => startMs + count * MINUTE_MS
  const [kiln, orchard] = titles.LIVE_BILLINGS
  const rooms: Unnumbered[] = []
  if (kiln !== undefined) {
    // The anchor does not return: the room ends after the grace period, before the planned end.
    const lostAtMs = minutes(40)
    const plan: Plan = {
      startAtMs: planned(minutes(-35)),
      endAtMs: planned(minutes(90)),
      course: courseOf(
        [planned(minutes(-35)), LIVE],
        [lostAtMs, ANCHOR_AWAY],
        [lostAtMs + GRACE_MS, ENDED],
      ),
      replays: replaysFrom(lostAtMs + GRACE_MS + 10 * MINUTE_MS, ['mp4']),
    }
    rooms.push({ billing: kiln, goodsCount: 5, plan })
  }
  if (orchard !== undefined) {
    const plan = planOrdinary({ startAtMs: planned(minutes(-80)), endAtMs: planned(minutes(70)) })
    rooms.push({ billing: orchard, goodsCount: 6, plan })
  }
  const paused = planOrdinary({
    startAtMs: planned(minutes(-55)),
    endAtMs: planned(minutes(150)),
    turns: [
      [minutes(-4), PAUSED],
      [minutes(45), LIVE],
    ],
  })
  const away = planOrdinary({
    startAtMs: planned(minutes(-25)),
    endAtMs: planned(minutes(120)),
    turns: [
      [minutes(-2), ANCHOR_AWAY],
      [minutes(-2) + GRACE_MS - MINUTE_MS, LIVE],
    ],
  })
  return [
    ...rooms,
    { billing: titles.PAUSED_BILLING, goodsCount: 3, plan: paused },
    { billing: titles.AWAY_BILLING, goodsCount: 5, plan: away },
  ]
}

function upcoming(startMs: number, random: Random): Unnumbered[] {
  const [soon, ...later] = titles.UPCOMING_BILLINGS
  const slots = slotsAhead(startMs, 45 * MINUTE_MS, 24)
  // This evening, tomorrow, then at growing intervals up to next week.
  const starts = [0, 1, 3, 5, 8, 12, 18, 23].map((index) => slots[index])
  const room = (billing: Billing, startAtMs: number): Unnumbered => {
    const endAtMs = startAtMs + random.whole(3, 6) * 30 * MINUTE_MS
    return { billing, goodsCount: random.whole(3, 8), plan: planOrdinary({ startAtMs, endAtMs }) }
  }
  const rooms = later.flatMap((billing, index) => {
    const startAtMs = starts[index]
    return startAtMs === undefined ? [] : [room(billing, startAtMs)]
  })
  return soon === undefined ? rooms : [room(soon, startMs + 12 * MINUTE_MS), ...rooms]
}

/** One room banned by WeChat, and one whose anchor never started. */
function fallen(startMs: number): Unnumbered[] {
  const bannedStartMs = planned(startMs - 3 * HOUR_MS)
  const missedStartMs = planned(startMs - 6 * HOUR_MS)
  const missedEndMs = missedStartMs + 90 * MINUTE_MS
  return [
    {
      billing: titles.BANNED_BILLING,
      goodsCount: 4,
      plan: {
        startAtMs: bannedStartMs,
        endAtMs: bannedStartMs + 2 * HOUR_MS,
        course: courseOf([bannedStartMs, LIVE], [bannedStartMs + 18 * MINUTE_MS, BANNED]),
        replays: [],
      },
    },
    {
      billing: titles.EXPIRED_BILLING,
      goodsCount: 3,
      plan: {
        startAtMs: missedStartMs,
        endAtMs: missedEndMs,
        course: courseOf([missedEndMs, EXPIRED]),
        replays: [],
      },
    },
  ]
}

const MIXED = 1
const WITHOUT_REPLAY = 4
const WITH_EXPIRED_REPLAY = 25

function past(startMs: number, random: Random): Unnumbered[] {
  const longestMs = 3 * HOUR_MS
  // Every second slot: two or three broadcasts a day.
  const slots = slotsBehind(startMs - HOUR_MS, longestMs, 2 * titles.PAST_BILLINGS.length)
  return titles.PAST_BILLINGS.flatMap((billing, index) => {
    const startAtMs = slots[2 * index]
    if (startAtMs === undefined) return []
    const endAtMs = startAtMs + random.whole(2, 6) * 30 * MINUTE_MS
    const segments = Array.from({ length: random.whole(1, 3) }, () => 'mp4' as const)
    const plan = planOrdinary({
      startAtMs,
      endAtMs,
      formats: index === MIXED ? ['m3u8', 'mp4', 'mp4'] : index === WITHOUT_REPLAY ? [] : segments,
      ...(index === WITH_EXPIRED_REPLAY ? { replayLifeMs: DAY_MS } : {}),
    })
    return [{ billing, goodsCount: random.whole(3, 9), plan }]
  })
}
