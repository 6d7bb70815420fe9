import fc from 'fast-check'
import { planShow, showAt } from '../../../sandbox/api/show'
import { statusAt } from '../../../sandbox/api/catalogue/timeline'
import { aSandbox, closeSandboxes, EVENING_MS, MINUTE, rowsOf, statusOf } from './harness'

const SHOW = 1001
const nextAct = { nextAct: true }

afterEach(closeSandboxes)

describe('the scripted show', () => {
  it('has its acts with their statuses, reached by nextAct', async () => {
    const sandbox = await aSandbox()
    const acts: unknown[] = []
    for (;;) {
      const { act } = await sandbox.get('/__sandbox/state')
      acts.push([act, await statusOf(sandbox, SHOW)])
      const moved = await sandbox.send('POST', '/__sandbox/clock', nextAct)
      if (moved.status === 409) break
    }
    const at = (minute: number): number => EVENING_MS + minute * MINUTE
    expect(acts).toEqual([
      [{ name: '预告', nextName: '开播', nextAtMs: at(10) }, 102],
      [{ name: '开播', nextName: '暂停', nextAtMs: at(20) }, 101],
      [{ name: '暂停', nextName: '恢复', nextAtMs: at(25) }, 105],
      [{ name: '恢复', nextName: '主播离开', nextAtMs: at(32) }, 101],
      [{ name: '主播离开', nextName: '回来', nextAtMs: at(36) }, 106],
      [{ name: '回来', nextName: '结束', nextAtMs: at(55) }, 101],
      [{ name: '结束', nextName: '回放上线', nextAtMs: at(65) }, 103],
      [{ name: '回放上线', nextName: null, nextAtMs: null }, 103],
    ])
  })

  it('has a replay with two segments ten minutes after the end', async () => {
    const sandbox = await aSandbox()
    const replays = () => sandbox.list({ action: 'get_replay', room_id: SHOW, start: 0, limit: 9 })
    sandbox.pass(65 * MINUTE - 1)
    expect((await replays())['errcode']).toBe(9410000)
    sandbox.pass(1)
    expect(rowsOf(await replays(), 'live_replay')).toHaveLength(2)
  })

  it('follows real time at the given speed', async () => {
    const sandbox = await aSandbox({ speed: 60 })
    sandbox.pass(10_000)
    expect(await statusOf(sandbox, SHOW)).toBe(101)
  })

  it('agrees with its timeline at any time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 * MINUTE }), (afterMs) => {
        const nowMs = EVENING_MS + afterMs
        const { name, nextAtMs } = showAt(EVENING_MS, nowMs)
        const status = statusAt(planShow(EVENING_MS).timeline, nowMs)
        expect(nextAtMs === null || nextAtMs > nowMs).toBe(true)
        expect(status === 106).toBe(name === '主播离开')
        expect(status === 105).toBe(name === '暂停')
        expect(status === 102).toBe(name === '预告')
      }),
    )
  })
})

describe('the other rooms', () => {
  it('start and end by the clock', async () => {
    const sandbox = await aSandbox()
    expect(await statusOf(sandbox, 1008)).toBe(102)
    sandbox.pass(12 * MINUTE)
    expect(await statusOf(sandbox, 1008)).toBe(101)
    sandbox.pass(180 * MINUTE)
    expect(await statusOf(sandbox, 1008)).toBe(103)
  })

  it('keep room 1002 live all day', async () => {
    const sandbox = await aSandbox()
    for (let hours = 0; hours < 21; hours += 1) {
      expect(await statusOf(sandbox, 1002)).toBe(101)
      sandbox.pass(60 * MINUTE)
    }
  })

  it('lose an anchor: live again within 15 minutes, or ended after 15', async () => {
    const sandbox = await aSandbox()
    expect(await statusOf(sandbox, 1007)).toBe(106)
    sandbox.pass(13 * MINUTE)
    expect(await statusOf(sandbox, 1007)).toBe(101)
    sandbox.pass(27 * MINUTE)
    expect(await statusOf(sandbox, 1004)).toBe(106)
    sandbox.pass(15 * MINUTE - 1)
    expect(await statusOf(sandbox, 1004)).toBe(106)
    sandbox.pass(1)
    expect(await statusOf(sandbox, 1004)).toBe(103)
  })

  it('can list an expired room as scheduled', async () => {
    const sandbox = await aSandbox()
    expect(await statusOf(sandbox, 1018)).toBe(107)
    await sandbox.send('PUT', '/__sandbox/options', { keepExpiredAs102: true })
    expect(await statusOf(sandbox, 1018)).toBe(102)
  })
})
