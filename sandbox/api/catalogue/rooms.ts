import { planShow, SHOW_ROOM_ID } from '../show'
import { ANCHOR_AWAY, BANNED, timelineOf, ENDED, EXPIRED, LIVE, PAUSED } from './timeline'
import type { Plan } from './plans'
import { planOrdinary, replaysFrom } from './plans'
import type { Random } from './random'
import { DAY_MS, HOUR_MS, MINUTE_MS } from './shanghai'
import { roundToFiveMinutes, slotsAhead, slotsBehind } from './slots'
import type { RoomTitle } from './titles'
import * as titles from './titles'

/** A room before its goods are chosen. */
export interface PlannedRoom {
  readonly roomId: number
  readonly title: RoomTitle
  readonly plan: Plan
  readonly goodsCount: number
}

export const ALL_DAY_ROOM_ID = 1002
export const MANY_GOODS_ROOM_ID = 1003
const FIRST_FREE_ROOM_ID = 1004
/** If the anchor loses the connection this long, WeChat ends the room (contract A6, 106). */
const GRACE_MS = 15 * MINUTE_MS

type RoomWithoutId = Omit<PlannedRoom, 'roomId'>

/** All rooms of the account. A room has the same id at every time of day. */
export function planRooms(startMs: number, random: Random): PlannedRoom[] {
  const show = planShow(startMs)
  const named: PlannedRoom[] = [
    {
      roomId: SHOW_ROOM_ID,
      title: titles.SHOW_TITLE,
      goodsCount: 7,
      plan: { ...show, replays: replaysFrom(show.replayAtMs, ['mp4', 'mp4']) },
    },
    {
      roomId: ALL_DAY_ROOM_ID,
      title: titles.ALL_DAY_TITLE,
      goodsCount: 8,
      plan: planOrdinary({
        startAtMs: roundToFiveMinutes(startMs - 2 * HOUR_MS),
        endAtMs: roundToFiveMinutes(startMs + 22 * HOUR_MS),
      }),
    },
    {
      roomId: MANY_GOODS_ROOM_ID,
      title: titles.MANY_GOODS_TITLE,
      goodsCount: 30,
      plan: planOrdinary({
        startAtMs: roundToFiveMinutes(startMs - 48 * MINUTE_MS),
        endAtMs: roundToFiveMinutes(startMs + 5 * HOUR_MS),
        formats: ['m3u8', 'mp4', 'mp4'],
      }),
    },
  ]
  const others = [...liveRooms(startMs), ...upcomingRooms(startMs, random), ...failedRooms(startMs)]
  const numbered = [...others, ...pastRooms(startMs, random)].map((room, index) => ({
    ...room,
    roomId: FIRST_FREE_ROOM_ID + index,
  }))
  return [...named, ...numbered]
}

function liveRooms(startMs: number): RoomWithoutId[] {
  const minutes = (count: number): number => startMs + count * MINUTE_MS
  const [kiln, orchard] = titles.LIVE_TITLES
  const rooms: RoomWithoutId[] = []
  if (kiln !== undefined) {
    // The anchor does not return: the room ends after the grace period, before the planned end.
    const lostAtMs = minutes(40)
    const plan: Plan = {
      startAtMs: roundToFiveMinutes(minutes(-35)),
      endAtMs: roundToFiveMinutes(minutes(90)),
      timeline: timelineOf(
        [roundToFiveMinutes(minutes(-35)), LIVE],
        [lostAtMs, ANCHOR_AWAY],
        [lostAtMs + GRACE_MS, ENDED],
      ),
      replays: replaysFrom(lostAtMs + GRACE_MS + 10 * MINUTE_MS, ['mp4']),
    }
    rooms.push({ title: kiln, goodsCount: 5, plan })
  }
  if (orchard !== undefined) {
    const plan = planOrdinary({
      startAtMs: roundToFiveMinutes(minutes(-80)),
      endAtMs: roundToFiveMinutes(minutes(70)),
    })
    rooms.push({ title: orchard, goodsCount: 6, plan })
  }
  const paused = planOrdinary({
    startAtMs: roundToFiveMinutes(minutes(-55)),
    endAtMs: roundToFiveMinutes(minutes(150)),
    changes: [
      [minutes(-4), PAUSED],
      [minutes(45), LIVE],
    ],
  })
  const away = planOrdinary({
    startAtMs: roundToFiveMinutes(minutes(-25)),
    endAtMs: roundToFiveMinutes(minutes(120)),
    changes: [
      [minutes(-2), ANCHOR_AWAY],
      [minutes(-2) + GRACE_MS - MINUTE_MS, LIVE],
    ],
  })
  return [
    ...rooms,
    { title: titles.PAUSED_TITLE, goodsCount: 3, plan: paused },
    { title: titles.AWAY_TITLE, goodsCount: 5, plan: away },
  ]
}

function upcomingRooms(startMs: number, random: Random): RoomWithoutId[] {
  const [soon, ...later] = titles.UPCOMING_TITLES
  const slots = slotsAhead(startMs, 45 * MINUTE_MS, 24)
  // This evening, tomorrow, then at growing intervals up to next week.
  const starts = [0, 1, 3, 5, 8, 12, 18, 23].map((index) => slots[index])
  const room = (title: RoomTitle, startAtMs: number): RoomWithoutId => {
    const endAtMs = startAtMs + random.whole(3, 6) * 30 * MINUTE_MS
    return { title, goodsCount: random.whole(3, 8), plan: planOrdinary({ startAtMs, endAtMs }) }
  }
  const rooms = later.flatMap((title, index) => {
    const startAtMs = starts[index]
    return startAtMs === undefined ? [] : [room(title, startAtMs)]
  })
  return soon === undefined ? rooms : [room(soon, startMs + 12 * MINUTE_MS), ...rooms]
}

/** One room banned by WeChat, and one whose anchor never started. */
function failedRooms(startMs: number): RoomWithoutId[] {
  const bannedStartMs = roundToFiveMinutes(startMs - 3 * HOUR_MS)
  const missedStartMs = roundToFiveMinutes(startMs - 6 * HOUR_MS)
  const missedEndMs = missedStartMs + 90 * MINUTE_MS
  return [
    {
      title: titles.BANNED_TITLE,
      goodsCount: 4,
      plan: {
        startAtMs: bannedStartMs,
        endAtMs: bannedStartMs + 2 * HOUR_MS,
        timeline: timelineOf([bannedStartMs, LIVE], [bannedStartMs + 18 * MINUTE_MS, BANNED]),
        replays: [],
      },
    },
    {
      title: titles.EXPIRED_TITLE,
      goodsCount: 3,
      plan: {
        startAtMs: missedStartMs,
        endAtMs: missedEndMs,
        timeline: timelineOf([missedEndMs, EXPIRED]),
        replays: [],
      },
    },
  ]
}

const MIXED_FORMATS = 1
const WITHOUT_REPLAY = 4
const WITH_EXPIRED_REPLAY = 25

function pastRooms(startMs: number, random: Random): RoomWithoutId[] {
  const longestMs = 3 * HOUR_MS
  // Every second slot: two or three broadcasts a day.
  const slots = slotsBehind(startMs - HOUR_MS, longestMs, 2 * titles.PAST_TITLES.length)
  return titles.PAST_TITLES.flatMap((title, index) => {
    const startAtMs = slots[2 * index]
    if (startAtMs === undefined) return []
    const endAtMs = startAtMs + random.whole(2, 6) * 30 * MINUTE_MS
    const segments = Array.from({ length: random.whole(1, 3) }, () => 'mp4' as const)
    const plan = planOrdinary({
      startAtMs,
      endAtMs,
      formats:
        index === MIXED_FORMATS ? ['m3u8', 'mp4', 'mp4'] : index === WITHOUT_REPLAY ? [] : segments,
      ...(index === WITH_EXPIRED_REPLAY ? { replayLifeMs: DAY_MS } : {}),
    })
    return [{ title, goodsCount: random.whole(3, 9), plan }]
  })
}
