import path from 'node:path'
import type { QuotaLedger } from '../../../server/src/quota/types'
import { openSqliteLedger } from '../../../server/src/quota/sqlite-ledger'
import { openDatabase, type SqliteFile } from '../../../server/src/store/database'
import { loadShopData, type ShopData } from '../../../server/src/store/shop-data'
import type { Snapshot } from '../../../server/src/store/snapshot'
import { openSqliteSnapshotStore } from '../../../server/src/store/sqlite-snapshot-store'
import { createRefresher } from '../../../server/src/sync/refresher'
import {
  aClock,
  aLog,
  aWechatGoods,
  aWechatRoom,
  HOUR_MS,
  MINUTE_MS,
  NOON_MS,
  NOON_SEC,
  useTemporaryFolder,
} from '../../helpers/node/server/builders'
import { aLiveInfo } from '../../helpers/node/server/fake-live-info'

const TIMED_OUT = { kind: 'unreachable', why: 'timeout', detail: 'TimeoutError' } as const

describe('the refresher', () => {
  const folder = useTemporaryFolder()
  let database: SqliteFile
  afterEach(() => void database.close())

  const setUp = async (rooms: readonly unknown[] = [aWechatRoom()]) => {
    database = openDatabase(path.join(folder(), 'live.sqlite'))
    const clock = aClock()
    const log = aLog()
    const liveInfo = aLiveInfo(rooms)
    const ledger: QuotaLedger = openSqliteLedger(database, { limit: 500, clock })
    const data: ShopData = await loadShopData(openSqliteSnapshotStore(database))
    const refresher = createRefresher({ liveInfo, data, ledger, clock, log, refreshMs: MINUTE_MS })
    const runUntilIdle = async () => {
      while ((await refresher.step()).kind !== 'wait');
    }
    return { clock, log, liveInfo, data, refresher, runUntilIdle }
  }
  const statuses = (snapshot: Snapshot | undefined) =>
    snapshot?.rooms.map(({ room }) => [room.roomId, room.liveStatus])

  it('reads the list, stores it, and waits', async () => {
    const { refresher, data, log } = await setUp()
    expect(await refresher.step()).toEqual({ kind: 'walk' })
    expect(statuses(data.current())).toEqual([[7, 101]])
    expect(await openSqliteSnapshotStore(database).load()).toEqual(data.current())
    expect((await refresher.step()).kind).toBe('wait')
    expect(log.events()).toEqual(['sync.walked'])
  })

  it('warns about goods that cannot be shown, once per increase', async () => {
    const broken = aWechatGoods({ goods_id: 12, url: '' })
    const { runUntilIdle, log, liveInfo, clock } = await setUp([
      aWechatRoom({ goods: [aWechatGoods(), broken] }),
    ])
    const warnings = () => log.lines.filter(({ event }) => event === 'goods.dropped')
    await runUntilIdle()
    clock.pass(HOUR_MS)
    await runUntilIdle()
    expect(warnings()).toHaveLength(1)
    expect(warnings()[0]).toMatchObject({
      level: 'warn',
      fields: { goodsDropped: 1, roomIds: [7] },
    })
    liveInfo.rooms = [aWechatRoom({ goods: [broken, aWechatGoods({ goods_id: 13, price: null })] })]
    clock.pass(HOUR_MS)
    await runUntilIdle()
    expect(warnings()[1]?.fields).toMatchObject({ goodsDropped: 2 })
  })

  it('follows a room from its start to its replay', async () => {
    const { refresher, data, liveInfo, clock, runUntilIdle } = await setUp([
      aWechatRoom({ live_status: 102, start_time: NOON_SEC + 300, end_time: NOON_SEC + 3600 }),
    ])
    await runUntilIdle()
    for (const live_status of [101, 105, 106, 101]) {
      clock.pass(10 * MINUTE_MS)
      liveInfo.rooms = [aWechatRoom({ live_status, end_time: NOON_SEC + 3600 })]
      await refresher.step()
      expect(statuses(data.current())).toEqual([[7, live_status]])
    }
    clock.set(NOON_MS + HOUR_MS)
    liveInfo.rooms = [aWechatRoom({ live_status: 103, end_time: NOON_SEC + 3600 })]
    await runUntilIdle()
    expect(liveInfo.asked).not.toContain('replays 7')
    clock.pass(10 * MINUTE_MS)
    liveInfo.replays[7] = [{ media_url: 'http://1.vod2.myqcloud.com/f0.mp4' }]
    await runUntilIdle()
    expect(data.current()?.replays).toMatchObject([{ roomId: 7, replays: [{ format: 'mp4' }] }])
  })

  it('keeps the last good list while WeChat fails, and reports the failure', async () => {
    const { refresher, data, liveInfo, clock, log } = await setUp()
    await refresher.step()
    const good = data.current()
    clock.pass(HOUR_MS)
    liveInfo.instead.push({ kind: 'refused', errcode: 40164, errmsg: 'invalid ip', rid: 'r-1' })
    await refresher.step()
    expect(data.current()).toBe(good)
    expect(refresher.lastError()).toMatchObject({ code: '40164', atMs: NOON_MS + HOUR_MS })
    expect(refresher.lastError()?.whatToDo).toMatch(/IP白名单/)
    expect(log.lines.at(-1)).toMatchObject({ level: 'warn', event: 'sync.failed' })
    expect(log.lines.at(-1)?.fields).toMatchObject({ rid: 'r-1', errmsg: 'invalid ip' })
  })

  it('does not retry at once after a failure, and recovers', async () => {
    const { refresher, liveInfo, clock } = await setUp()
    liveInfo.instead.push(TIMED_OUT)
    await refresher.step()
    expect((await refresher.step()).kind).toBe('wait')
    clock.pass(MINUTE_MS)
    expect(await refresher.step()).toEqual({ kind: 'walk' })
    expect(refresher.lastError()).toBeUndefined()
    expect(liveInfo.asked).toHaveLength(2)
  })

  it('keeps its rooms after a single empty answer', async () => {
    const { runUntilIdle, data, liveInfo, clock } = await setUp()
    await runUntilIdle()
    liveInfo.rooms = []
    for (const left of [1, 0]) {
      clock.pass(HOUR_MS)
      await runUntilIdle()
      expect(data.current()?.rooms).toHaveLength(left)
    }
  })

  it('retries a replay after a failed call', async () => {
    const ended = aWechatRoom({ live_status: 103, end_time: NOON_SEC - 3600 })
    const { refresher, data, liveInfo, clock, runUntilIdle } = await setUp([ended])
    await refresher.step()
    liveInfo.instead.push(TIMED_OUT)
    expect(await refresher.step()).toEqual({ kind: 'replays', roomId: 7 })
    expect(data.current()?.replays).toMatchObject([{ answers: 0, triedAtMs: NOON_MS }])
    expect((await refresher.step()).kind).toBe('wait')
    // an hour after the end, a quarter of that later
    clock.pass(15 * MINUTE_MS)
    liveInfo.replays[7] = [{ media_url: 'https://a.example/1.mp4' }]
    await runUntilIdle()
    expect(data.current()?.replays[0]?.replays).toHaveLength(1)
  })

  it('serves a list that it cannot store', async () => {
    const { refresher, data, log } = await setUp()
    database.exec('DROP TABLE snapshot')
    await refresher.step()
    expect(statuses(data.current())).toEqual([[7, 101]])
    expect(log.events()).toEqual(['store.failed', 'sync.walked'])
  })

  it('calls nothing while calls cannot be counted, and logs it once', async () => {
    const { refresher, liveInfo, log } = await setUp()
    database.exec('ALTER TABLE quota_day RENAME TO gone')
    await refresher.step()
    await refresher.step()
    expect(liveInfo.asked).toEqual([])
    expect(log.events()).toEqual(['ledger.down'])
    expect(refresher.lastError()).toMatchObject({ code: 'ledger-down' })
    database.exec('ALTER TABLE gone RENAME TO quota_day')
    expect(await refresher.step()).toEqual({ kind: 'walk' })
    expect(refresher.lastError()).toBeUndefined()
  })

  it('logs once a day that the quota is used up', async () => {
    const { refresher, log, clock } = await setUp()
    await refresher.step()
    database.exec("INSERT INTO quota_day (day, used) VALUES ('2026-11-22', 500)")
    for (const ms of [0, HOUR_MS, 12 * HOUR_MS]) {
      clock.pass(ms)
      await refresher.step()
    }
    expect(log.events()).toEqual(['sync.walked', 'quota.spent', 'sync.looked'])
  })

  it('explains a call that was not granted', async () => {
    const { refresher, liveInfo } = await setUp()
    const grant = { kind: 'spent', limit: 500, resetAtMs: 0 } as const
    liveInfo.instead.push({ kind: 'not-granted', grant })
    await refresher.step()
    expect(refresher.lastError()).toMatchObject({ code: 'quota: spent' })
  })

  it('keeps a list fresh for three read intervals', async () => {
    const { refresher, data } = await setUp([aWechatRoom({ live_status: 103 })])
    await refresher.step()
    // three times the quarter of an hour of quiet hours
    expect(data.current()?.freshUntilMs).toBe(NOON_MS + 45 * MINUTE_MS)
  })

  describe('a requested refresh', () => {
    it('runs at once, charged as manual, and once', async () => {
      const { refresher, liveInfo, runUntilIdle, clock } = await setUp()
      await runUntilIdle()
      const listRooms = jest.spyOn(liveInfo, 'listRooms')
      const ordered = refresher.requestFullScan(clock.nowMs() + MINUTE_MS)
      expect(await refresher.step()).toEqual({ kind: 'walk' })
      await ordered
      expect(listRooms.mock.calls.map(([, , purpose]) => purpose)).toEqual(['manual'])
      expect(await refresher.step()).toMatchObject({ kind: 'wait' })
    })

    it('is dropped after its time limit', async () => {
      const { refresher, liveInfo, runUntilIdle, clock } = await setUp([])
      await runUntilIdle()
      const asked = liveInfo.asked.length
      void refresher.requestFullScan(clock.nowMs() - 1)
      expect(await refresher.step()).toMatchObject({ kind: 'wait' })
      expect(liveInfo.asked).toHaveLength(asked)
    })

    it('resolves also when it fails', async () => {
      const { refresher, clock } = await setUp()
      database.exec('ALTER TABLE quota_day RENAME TO gone')
      const ordered = refresher.requestFullScan(clock.nowMs())
      await refresher.step()
      await expect(ordered).resolves.toBeUndefined()
      expect(refresher.lastError()).toMatchObject({ code: 'ledger-down' })
    })
  })
})
