import { HOUR_MS, MINUTE_MS } from '../../helpers/node/server/builders'
import { aBackEndOnTheSandbox, GETLIVEINFO } from '../../helpers/node/server/on-sandbox'

describe("WeChat's own clock and count", () => {
  const { control, health, pass } = aBackEndOnTheSandbox()

  const options = (body: unknown) => control('PUT', 'options', body)
  const calls = async (): Promise<number> => {
    const report = await control('GET', 'calls')
    const { days } = (await report.json()) as { days: Record<string, Record<string, number>> }
    return Object.values(days).reduce((sum, day) => sum + (day[GETLIVEINFO] ?? 0), 0)
  }
  const quota = async () => (await health()).quota

  it('applies the calls of another system and a lower limit', async () => {
    await options({ spentElsewhere: 300, dailyLimit: 450 })
    await pass(0)
    expect(await quota()).toMatchObject({ used: 300 + (await calls()), limit: 450, closed: false })
  })

  it('works without a useful answer', async () => {
    await options({ spentElsewhere: 300, quotaGet: 'stuck' })
    await pass(0)
    expect(await quota()).toMatchObject({ used: await calls(), limit: 500 })
  })

  it('waits with the new day until it is midnight at WeChat', async () => {
    // our clock is ten minutes ahead
    await options({ dateSkewMs: -10 * MINUTE_MS })
    await pass(0)
    await pass(12 * HOUR_MS - MINUTE_MS)
    const before = await calls()
    await pass(2 * MINUTE_MS)
    await pass(4 * MINUTE_MS)
    expect(await calls()).toBe(before)
    await pass(2 * HOUR_MS)
    expect(await calls()).toBeGreaterThan(before)
    expect(await quota()).toMatchObject({ day: '2026-11-23' })
  })
})
