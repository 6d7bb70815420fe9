import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { floorOf } from '../../../bench/simulation/floor'
import { randomOf } from '../../../bench/simulation/random'
import { DAY_START_MS, HOUR_MS, MINUTE_MS, traceOf } from '../../../bench/simulation/trace'
import { listedAt, simulatedWechat, statusAt } from '../../../bench/simulation/wechat'

const shape = {
  rooms: 120,
  hours: [20],
  unplannedHours: [12],
  ahead: 30,
  noShows: 1,
  pageCap: 50,
  limit: 3,
}

describe('the simulated WeChat', () => {
  const trace = traceOf(shape, randomOf(7))
  const at = (nowMs: number) => simulatedWechat(trace, { nowMs: () => nowMs })

  it('creates the same day for the same seed', () => {
    expect(traceOf(shape, randomOf(7))).toEqual(trace)
    expect(traceOf(shape, randomOf(8))).not.toEqual(trace)
  })

  it('lists the latest start first, fifty rows at most, and nothing past the end', async () => {
    const wechat = at(DAY_START_MS)
    const first = await wechat.listRooms(0, 90)
    const rows = first.kind === 'page' ? first.rows : []
    const starts = rows.map((row) => Number(Reflect.get(Object(row), 'start_time')))
    expect(rows).toHaveLength(50)
    expect(starts).toEqual([...starts].sort((a, b) => b - a))
    expect(await wechat.listRooms(500, 50)).toEqual({ kind: 'empty' })
  })

  it('counts every call and refuses those past the limit', async () => {
    const wechat = at(DAY_START_MS)
    for (let call = 0; call < 4; call += 1) await wechat.listReplays(1, 0, 10)
    expect(await wechat.listRooms(0, 10)).toMatchObject({ kind: 'refused', errcode: 45009 })
    expect([wechat.calls(), wechat.overspent()]).toEqual([5, 2])
  })

  it('changes statuses by what happens, not by the plan', () => {
    const room = trace.shows[0]
    const { startMs = 0, endMs = 0 } = room?.live ?? {}
    const statuses = [startMs - 1, startMs, endMs - 1, endMs].map((atMs) =>
      room === undefined ? 0 : statusAt(room, atMs),
    )
    expect(statuses[0]).toBe(102)
    expect([101, 105, 106]).toContain(statuses[1])
    expect([101, 105, 106]).toContain(statuses[2])
    expect(statuses[3]).toBe(103)
  })

  it('lists a room created at short notice from then on', () => {
    const made = trace.shows[1]?.createdAtMs ?? 0
    expect(listedAt(trace, made)).toHaveLength(listedAt(trace, made - 1).length + 1)
  })
})

describe('the lower bound', () => {
  it('spreads all calls over the times of change', () => {
    const trace = traceOf({ ...shape, unplannedHours: [], limit: 100 }, randomOf(3))
    const [show] = trace.shows
    const { startMs = 0, endMs = 0 } = show?.live ?? {}
    const hotMs = endMs - Math.min(startMs, show?.plannedStartMs ?? 0)
    const [first] = floorOf(trace).delays
    expect(first?.delayMs).toBeGreaterThanOrEqual(hotMs / 200 - MINUTE_MS / 100)
    expect(first?.delayMs).toBeLessThan((hotMs + HOUR_MS / 4) / 200)
  })
})

/**
 * Runs the command for the shop that is closest to the limits. One day has three changes only, so
 * the target is checked over all of its days.
 */
describe('npm run simulate', () => {
  const simulate = (...args: readonly string[]) =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', 'bench/simulate.ts', ...args])

  it('shows that a small shop reaches the targets', async () => {
    const { stdout } = await simulate('--shop', '33 rooms')
    expect(stdout).toMatch(/^1 show, 33 rooms\n {2}policy .*\n {2}ours /)
    const verdict = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, unknown>
    expect(verdict).toMatchObject({
      overspend: 0,
      starved: 0,
      cases: [{ name: '1 show, 33 rooms', ours: { starved: 0 }, floor: { calls: 500 } }],
    })
    expect(verdict['worstFloorRatio']).toBeLessThanOrEqual(1.5)
    expect(verdict['worstUniformRatio']).toBeGreaterThanOrEqual(8)
  })

  it('rejects an unknown shop', async () => {
    await expect(simulate('--shop', 'nobody')).rejects.toMatchObject({
      stdout: '',
      stderr: expect.stringContaining('No shop is named "nobody"') as unknown,
    })
  })
})
