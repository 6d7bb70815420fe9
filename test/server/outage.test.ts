import path from 'node:path'
import pino from 'pino'
import { openApp, type App } from '../../server/src/app'
import type { Config } from '../../server/src/config'
import type { Readiness } from '../../server/src/http/schemas/health'
import type {
  Freshness,
  Home,
  ProductDetail,
  ReplayList,
  RoomDetail,
  RoomList,
} from '../../server/src/http/schemas/shop'
import { dayKey } from '../../server/src/quota/day'
import { Secret } from '../../server/src/secret'
import {
  aWechatGoods,
  aWechatRoom,
  HOUR_MS,
  MINUTE_MS,
  NOON_MS,
  NOON_SEC,
  useTemporaryFolder,
} from '../helpers/node/server/builders'
import { describeOnRedis, startRedis, type RedisServer } from '../helpers/node/server/redis-server'
import { someSettings } from '../helpers/node/server/settings'
import {
  json,
  raw,
  reset,
  startStandIn,
  truncated,
  type Answer,
  type StandIn,
} from '../helpers/node/server/tcp-stand-in'

const LIMIT = 120
const STEP_MS = 5 * MINUTE_MS
const LOGIN = '/sns/jscode2session'
/** 16 bytes in base64, like WeChat's. */
const SESSION_KEY = 'c2Vzc2lvbi1rZXktMTIzNA=='
const GETLIVEINFO = '/wxa/business/getliveinfo'

/**
 * At noon: one live room, one from 15:00 to 17:00, and two of yesterday, one of them with a replay
 * until 18:00.
 */
const [ON_AIR, TO_COME, EXPIRING, ENDLESS] = [1, 2, 3, 4] as const
const OVER_SEC = NOON_SEC + 5 * 3600
const EXPIRES_SEC = NOON_SEC + 6 * 3600
const GOODS = [11, 12]

const aRow = (roomid: number, live_status: number, start_time: number, end_time: number) => {
  const goods = GOODS.map((goods_id) => aWechatGoods({ goods_id }))
  return aWechatRoom({ roomid, live_status, start_time, end_time, goods })
}
const ROWS = [
  aRow(TO_COME, 102, NOON_SEC + 3 * 3600, OVER_SEC),
  aRow(ON_AIR, 101, NOON_SEC - 1800, NOON_SEC + 5400),
  aRow(EXPIRING, 103, NOON_SEC - 80_000, NOON_SEC - 76_000),
  aRow(ENDLESS, 103, NOON_SEC - 90_000, NOON_SEC - 87_000),
]
const aReplayRow = (roomId: number, expire_time: string) => ({
  media_url: `https://a.example/${roomId}.mp4`,
  create_time: '2026-11-21T09:00:00Z',
  expire_time,
})
const REPLAYS: Readonly<Record<number, unknown>> = {
  [EXPIRING]: aReplayRow(EXPIRING, new Date(EXPIRES_SEC * 1000).toISOString()),
  [ENDLESS]: aReplayRow(ENDLESS, '2106-02-07T14:28:15Z'),
}

/** A back end and a WeChat that can fail, on one clock that the test moves. */
function setUp() {
  const clock = { realMs: NOON_MS }
  let wechat: StandIn
  let app: App
  const callsByDay = new Map<string, number>()

  const isForList: (request: Parameters<Answer>[1]) => boolean = ({ url }) =>
    url?.startsWith(GETLIVEINFO) === true
  const answerWith = (answer: Answer): void => {
    wechat.answer((response, request) => {
      const day = dayKey(clock.realMs)
      if (isForList(request)) callsByDay.set(day, (callsByDay.get(day) ?? 0) + 1)
      answer(response, request)
    })
  }
  const well: Answer = (response, request) => {
    if (request.url?.startsWith(LOGIN) === true) {
      json({ openid: 'o1', session_key: SESSION_KEY })(response, request)
      return
    }
    if (!isForList(request)) {
      json({ access_token: 'token', expires_in: 7200 })(response, request)
      return
    }
    const { room_id = 0 } = JSON.parse(wechat.received.at(-1)?.body ?? '') as { room_id?: number }
    const found = REPLAYS[room_id] === undefined ? [] : [REPLAYS[room_id]]
    const list = { errcode: 0, room_info: ROWS, total: ROWS.length }
    const replays = { errcode: 0, live_replay: found, total: found.length }
    json(room_id === 0 ? list : replays)(response, request)
  }
  /** Fails for getliveinfo only; tokens still work. */
  const butTokens =
    (answer: Answer): Answer =>
    (response, request) =>
      (isForList(request) ? answer : well)(response, request)

  beforeEach(async () => {
    clock.realMs = NOON_MS
    callsByDay.clear()
    wechat = await startStandIn()
    answerWith(well)
  })
  afterEach(async () => {
    await app.close()
    await wechat.close()
  })

  /** @throws if the answer is not 200 */
  const get = async <T>(url: string): Promise<T> => {
    const { statusCode, body } = await app.http.inject({ method: 'GET', url })
    if (statusCode !== 200) throw new Error(`${url} answered ${statusCode}: ${body}`)
    return JSON.parse(body) as T
  }
  return {
    clock,
    callsByDay,
    get,
    received: () => wechat.received.length,
    comesBack: () => answerWith(well),
    goes: (how: number) => {
      const ways = [
        reset,
        butTokens(raw('<html>502 Bad Gateway</html>', 502)),
        raw('', 504),
        butTokens(truncated),
        butTokens(json({ errcode: -1, errmsg: 'system error' })),
      ]
      answerWith(ways[how % ways.length] ?? reset)
    },
    start: async (place: Partial<Config>) => {
      const config = someSettings({ dailyLimit: LIMIT, ...place, wechatBaseUrl: wechat.url })
      const theOnly = { nowMs: () => clock.realMs }
      app = await openApp({
        config,
        clock: theOnly,
        redisClock: theOnly,
        log: pino({ level: 'silent' }),
      })
      await app.scheduler.tick()
    },
    /** In small steps; in each step the back end does what is due. */
    pass: async (ms: number) => {
      for (const untilMs = clock.realMs + ms; clock.realMs < untilMs;) {
        clock.realMs += STEP_MS
        await app.scheduler.tick()
      }
    },
    post: (url: string, payload: object) => {
      const headers = { authorization: 'Bearer of-somebody' }
      return app.http.inject({ method: 'POST', url: `/api/v1/${url}`, headers, payload })
    },
    health: async () => (await app.http.inject({ method: 'GET', url: '/readyz' })).statusCode,
    /** Everything that a shopper can read; each read must answer 200. */
    readAll: async () => {
      const home = await get<Home>('/api/v1/home')
      const lists = await Promise.all(
        ['', '?list=live', '?list=upcoming', '?list=replay'].map((query) =>
          get<RoomList>(`/api/v1/rooms${query}`),
        ),
      )
      const ids = ROWS.map(({ roomid }) => Number(roomid))
      const rooms = await Promise.all(ids.map((id) => get<RoomDetail>(`/api/v1/rooms/${id}`)))
      const replays = await Promise.all(
        ids.map((id) => get<ReplayList>(`/api/v1/rooms/${id}/replays`)),
      )
      const products = await Promise.all(
        GOODS.map((id) => get<ProductDetail>(`/api/v1/products/${id}`)),
      )
      const fresh: Freshness[] = [home, ...lists, ...rooms, ...replays, ...products].map(
        ({ asOfSec, stale, refreshAfterSec }) => ({ asOfSec, stale, refreshAfterSec }),
      )
      const playable = replays.filter((one) => one.replays.length > 0).map(({ roomId }) => roomId)
      const onShelf = (list: Home['replays']) => list.map(({ roomId }) => roomId)
      return {
        fresh,
        statuses: Object.fromEntries(rooms.map(({ room }) => [room.roomId, room.liveStatus])),
        playable: playable.sort(),
        offered: onShelf(home.replays).sort(),
      }
    },
  }
}

const HALF_AN_HOUR = 30 * MINUTE_MS
const A_DAY_OF_HALF_HOURS = 48

describe('a day without WeChat', () => {
  const folder = useTemporaryFolder()
  const { clock, callsByDay, get, comesBack, goes, start, pass, health, readAll } = setUp()

  it('keeps serving, stays within the limit, and recovers by itself', async () => {
    await start({ databaseFile: path.join(folder(), 'live.sqlite') })
    await pass(5 * MINUTE_MS)
    const before = await readAll()
    expect(before.fresh.every(({ stale }) => !stale)).toBe(true)
    expect(before.playable).toEqual([EXPIRING, ENDLESS])
    const lastSec = before.fresh[0]?.asOfSec
    const calls = new Map(callsByDay)

    for (let look = 0; look < A_DAY_OF_HALF_HOURS; look += 1) {
      goes(look)
      await pass(HALF_AN_HOUR)
      const { fresh, statuses, playable, offered } = await readAll()
      for (const one of fresh) {
        expect(one).toEqual({ asOfSec: lastSec, stale: true, refreshAfterSec: 60 })
      }
      // Changes by time alone still happen.
      const nowSec = clock.realMs / 1000
      expect(playable).toEqual(nowSec < EXPIRES_SEC ? [EXPIRING, ENDLESS] : [ENDLESS])
      expect(offered).toEqual(playable)
      expect(statuses).toMatchObject({
        [ON_AIR]: 101,
        [TO_COME]: nowSec <= OVER_SEC ? 102 : 107,
      })
      expect(await health()).toBe(200)
    }

    const [today, tomorrow] = [dayKey(NOON_MS), dayKey(NOON_MS + 24 * HOUR_MS)]
    const spent = (day: string) => callsByDay.get(day) ?? 0
    expect(spent(today)).toBeGreaterThan((calls.get(today) ?? 0) + 10)
    expect(spent(tomorrow)).toBeGreaterThan(10)
    for (const day of [today, tomorrow]) expect(spent(day)).toBeLessThanOrEqual(LIMIT)
    const { quota, lastWechatError } = await get<Readiness>('/readyz')
    expect(quota).toMatchObject({ day: tomorrow, used: spent(tomorrow), limit: LIMIT })
    expect(lastWechatError?.whatToDo).not.toBe('')

    comesBack()
    await pass(10 * MINUTE_MS)
    const after = await readAll()
    expect(after.fresh.every(({ stale }) => !stale)).toBe(true)
    expect(after.playable).toEqual([ENDLESS])
    expect((await get<Readiness>('/readyz')).lastWechatError).toBeNull()
  })
})

describeOnRedis('a day without Redis', () => {
  const folder = useTemporaryFolder()
  const { clock, received, start, pass, post, health, readAll } = setUp()
  let redis: RedisServer
  afterEach(() => redis.kill())

  it('rejects logins with 503, and accepts them afterwards', async () => {
    redis = await startRedis(folder())
    const databaseFile = path.join(folder(), 'live.sqlite')
    await start({ store: 'redis', redisUrl: new Secret(redis.url), databaseFile })
    const logIn = () => post('sessions', { code: 'code' })
    const enter = () => post('group-entries', { encryptedData: 'AAAA', iv: 'AAAA' })
    expect((await logIn()).statusCode).toBe(201)
    expect((await enter()).statusCode).toBe(401)

    await redis.kill()
    for (const { statusCode, headers, body } of [await logIn(), await enter()]) {
      expect(statusCode).toBe(503)
      expect(headers).toMatchObject({ 'retry-after': '5', 'cache-control': 'no-store' })
      expect(JSON.parse(body)).toMatchObject({ code: 'sessions-unavailable' })
    }

    redis = await startRedis(folder())
    while ((await logIn()).statusCode === 503) await new Promise((resolve) => setImmediate(resolve))
    expect((await enter()).statusCode).toBe(401)
  })

  it('keeps serving, calls nothing, and recovers by itself', async () => {
    redis = await startRedis(folder())
    const databaseFile = path.join(folder(), 'live.sqlite')
    await start({ store: 'redis', redisUrl: new Secret(redis.url), databaseFile })
    const before = await readAll()
    const asked = received()
    expect(asked).toBeGreaterThan(0)

    await redis.kill()
    for (let look = 0; look < A_DAY_OF_HALF_HOURS; look += 1) {
      await pass(HALF_AN_HOUR)
      const { fresh, playable } = await readAll()
      for (const one of fresh) {
        expect(one).toEqual({ ...before.fresh[0], stale: true })
      }
      expect(playable).toEqual(clock.realMs / 1000 < EXPIRES_SEC ? [EXPIRING, ENDLESS] : [ENDLESS])
      // Not ready, because calls cannot be counted.
      expect(await health()).toBe(503)
    }
    expect(received()).toBe(asked)

    redis = await startRedis(folder())
    while ((await health()) === 503) await new Promise((resolve) => setImmediate(resolve))
    await pass(10 * MINUTE_MS)
    expect(received()).toBeGreaterThan(asked)
    expect((await readAll()).fresh.every(({ stale }) => !stale)).toBe(true)
  })
})
