import { createMetrics, type MetricsParts } from '../../../server/src/metrics/metrics'
import { countSteps } from '../../../server/src/metrics/count-steps'
import type { UsageAnswer } from '../../../server/src/quota/types'
import type { Snapshot } from '../../../server/src/store/snapshot'
import { metricLabelOf, reportAnswers } from '../../../server/src/wechat/events'
import {
  aClock,
  aKeptRoom,
  aSnapshot,
  aUsage,
  MINUTE_MS,
  NOON_MS,
} from '../../helpers/node/server/builders'
import type { LastError } from '../../../server/src/sync/types'

const setUp = (tokenExpiresAtMs?: number, pause?: MetricsParts['pause']) => {
  const clock = aClock()
  const world: { usage: UsageAnswer; snapshot: Snapshot | undefined } = {
    usage: { kind: 'ledger-down', cause: 'x' },
    snapshot: undefined,
  }
  const metrics = createMetrics({
    clock,
    ledger: { usage: () => Promise.resolve(world.usage) },
    current: () => world.snapshot,
    tokenExpiresAtMs: () => tokenExpiresAtMs,
    ...(pause === undefined ? {} : { pause }),
  })
  return { clock, world, metrics }
}

describe('metrics', () => {
  it('report the quota, the age of the list and the life of the token', async () => {
    const { metrics, world, clock } = setUp(NOON_MS + 90 * MINUTE_MS)
    const byPurpose = { sync: 5, replay: 1, manual: 1, reserve: 0 }
    const left = { sync: 300, replay: 90, manual: 50, reserve: 50 }
    world.usage = { kind: 'known', usage: aUsage({ used: 7, byPurpose, left, closed: true }) }
    world.snapshot = aSnapshot({ dropped: 2, rooms: [aKeptRoom({ goodsDropped: 3 })] })
    clock.pass(MINUTE_MS)
    const lines = (await metrics.render()).split('\n')
    expect(lines).toEqual(
      expect.arrayContaining([
        'live_ledger_up 1',
        'live_quota_used 7',
        'live_quota_limit 500',
        'live_quota_closed 1',
        'live_quota_used_by_purpose{purpose="sync"} 5',
        'live_quota_used_by_purpose{purpose="manual"} 1',
        'live_quota_left_by_purpose{purpose="sync"} 300',
        'live_snapshot_age_seconds 60',
        'live_snapshot_rooms 1',
        'live_snapshot_dropped{of="rooms"} 2',
        'live_snapshot_dropped{of="goods"} 3',
        'wechat_token_life_seconds 5340',
      ]),
    )
  })

  it('leave out unknown values, also if they were known before', async () => {
    const { metrics, world } = setUp()
    world.usage = { kind: 'known', usage: aUsage({ used: 7 }) }
    world.snapshot = aSnapshot()
    await metrics.render()
    world.usage = { kind: 'ledger-down', cause: 'x' }
    world.snapshot = undefined
    const text = await metrics.render()
    expect(text).toMatch(/^live_ledger_up 0$/m)
    expect(text).not.toMatch(/^(live_quota_used|live_quota_limit|live_snapshot|wechat_token)\S* /m)
  })

  it('count refusals of the ledger, steps, answers and requests', async () => {
    const { metrics } = setUp()
    metrics.denied('replay', 'spent')
    metrics.denied('replay', 'spent')
    metrics.refreshed('walk', 'failed')
    metrics.repaired('/wxa/business/getliveinfo', 'control-character', 2)
    metrics.wechatAnswered('/cgi-bin/stable_token', '40164')
    metrics.answersOf({ method: 'GET', route: '/api/v1/home', status: 304 })(0.002)
    const text = await metrics.render()
    for (const line of [
      'live_quota_denied_total{purpose="replay",why="spent"} 2',
      'live_quota_denied_total{purpose="sync",why="spent"} 0',
      'live_refreshes_total{doing="walk",result="failed"} 1',
      'wechat_mended_total{path="/wxa/business/getliveinfo",mend="control-character"} 2',
      'wechat_answers_total{path="/cgi-bin/stable_token",code="40164"} 1',
      'http_request_duration_seconds_bucket{le="0.0025",method="GET",route="/api/v1/home",status="304"} 1',
      'http_request_duration_seconds_bucket{le="0.001",method="GET",route="/api/v1/home",status="304"} 0',
    ])
      expect(text).toContain(`${line}\n`)
  })

  it('report the code of a pause while it lasts', async () => {
    const pauses = [{ errcode: 48001, end: 'hour' } as const, undefined]
    const { metrics } = setUp(undefined, () => pauses.shift())
    expect(await metrics.render()).toContain('wechat_paused{code="48001",end="hour"} 1\n')
    expect(await metrics.render()).not.toContain('wechat_paused{')
  })

  it('of two apps in one process are separate', async () => {
    const [one, two] = [setUp().metrics, setUp().metrics]
    one.refreshed('walk', 'ok')
    expect(await two.render()).not.toContain('doing="walk"')
  })
})

describe('counted events', () => {
  it('of WeChat have few label values', async () => {
    const seen: string[] = []
    const answers = [
      { kind: 'answered', body: {} },
      { kind: 'refused', errcode: 45009, errmsg: '', rid: '' },
      { kind: 'refused', errcode: 61023, errmsg: '', rid: '' },
      { kind: 'unreachable', why: 'timeout', detail: 'x' },
    ] as const
    for (const answer of answers) {
      const wechatAnswered = (path: string, code: string) => void seen.push(`${path} ${code}`)
      const post = reportAnswers(() => Promise.resolve(answer), { wechatAnswered })
      expect(await post('/x', {})).toBe(answer)
    }
    expect(seen).toEqual(['/x ok', '/x 45009', '/x unknown', '/x unreachable: timeout'])
    expect(metricLabelOf({ kind: 'unreadable', why: 'not-json', status: 502 })).toBe(
      'unreadable: not-json',
    )
  })

  it('of the refresh have a kind and a result', async () => {
    const seen: string[] = []
    const steps = [{ kind: 'walk' }, { kind: 'walk' }, { kind: 'wait', untilMs: 0 }] as const
    const errors: (LastError | undefined)[] = [{ atMs: 0, code: '-1', whatToDo: 'x' }, undefined]
    let asked = 0
    const counted = countSteps(
      {
        step: () => Promise.resolve(steps[asked++] ?? steps[2]),
        lastError: () => errors[asked - 1],
      },
      { refreshed: (doing, result) => void seen.push(`${doing} ${result}`) },
    )
    for (const step of steps) expect(await counted.step()).toBe(step)
    expect(seen).toEqual(['walk failed', 'walk ok'])
  })
})
