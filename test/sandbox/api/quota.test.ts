import { aSandbox, asBody, closeSandboxes, LIST, MINUTE, type Body, type Sandbox } from './harness'

const PAGE = { start: 0, limit: 1 }
const REPLAY = { action: 'get_replay', room_id: 1019, start: 0, limit: 1 }

afterEach(closeSandboxes)

async function quotaOf(sandbox: Sandbox, cgiPath: unknown = LIST): Promise<Body> {
  const path = `/cgi-bin/openapi/quota/get?access_token=${await sandbox.token()}`
  return sandbox.post(path, { cgi_path: cgiPath })
}

describe('the daily quota', () => {
  it('is shared by room list and replays, and ends with 45009', async () => {
    const sandbox = await aSandbox({ dailyLimit: 3 })
    expect((await sandbox.list(PAGE))['errcode']).toBe(0)
    expect((await sandbox.list(REPLAY))['errcode']).toBe(0)
    expect((await sandbox.list(PAGE))['errcode']).toBe(0)
    expect(await sandbox.list(REPLAY)).toMatchObject({
      errcode: 45009,
      errmsg: expect.stringMatching(/^reach max api daily quota limit rid: /) as unknown,
    })
  })

  it('is renewed at midnight in Shanghai', async () => {
    const sandbox = await aSandbox({
      startAt: Date.parse('2026-11-22T23:59:00+08:00'),
      dailyLimit: 1,
    })
    await sandbox.list(PAGE)
    sandbox.pass(MINUTE - 1)
    expect((await sandbox.list(PAGE))['errcode']).toBe(45009)
    sandbox.pass(1)
    expect((await sandbox.list(PAGE))['errcode']).toBe(0)
  })

  it('counts failed attempts, unless countFailed is false', async () => {
    const sandbox = await aSandbox()
    const used = async (): Promise<unknown> => asBody((await quotaOf(sandbox))['quota'])['used']
    await sandbox.post(`${LIST}?access_token=dead`, PAGE)
    await sandbox.list({ start: 'x' })
    expect(await used()).toBe(2)
    await sandbox.send('PUT', '/__sandbox/options', { countFailed: false })
    await sandbox.post(`${LIST}?access_token=dead`, PAGE)
    expect(await used()).toBe(2)
    await sandbox.list(PAGE)
    expect(await used()).toBe(3)
  })

  it('counts calls whose answer was lost', async () => {
    const sandbox = await aSandbox()
    await sandbox.send('POST', '/__sandbox/faults', { path: LIST, times: 1, kind: 'reset' })
    await expect(sandbox.list(PAGE)).rejects.toThrow()
    expect(await quotaOf(sandbox)).toMatchObject({
      quota: { daily_limit: 500, used: 1, remain: 499 },
    })
  })

  it('has a limit per minute if requested', async () => {
    const sandbox = await aSandbox()
    await sandbox.send('PUT', '/__sandbox/options', { minuteLimit: 1 })
    expect((await sandbox.list(PAGE))['errcode']).toBe(0)
    expect((await sandbox.list(PAGE))['errcode']).toBe(45011)
    sandbox.pass(MINUTE)
    expect((await sandbox.list(PAGE))['errcode']).toBe(0)
  })
})

describe('quota/get', () => {
  it('includes the calls of another system', async () => {
    const sandbox = await aSandbox({ dailyLimit: 10 })
    await sandbox.send('PUT', '/__sandbox/options', { spentElsewhere: 10 })
    expect((await sandbox.list(PAGE))['errcode']).toBe(45009)
    expect(await quotaOf(sandbox)).toMatchObject({ quota: { used: 10, remain: 0 } })
  })

  it('can answer used: 0', async () => {
    const sandbox = await aSandbox()
    await sandbox.send('PUT', '/__sandbox/options', { quotaGet: 'stuck' })
    await sandbox.list(PAGE)
    expect(await quotaOf(sandbox)).toMatchObject({ quota: { used: 0 } })
  })

  it('rejects a path with a host, and an unknown path', async () => {
    const sandbox = await aSandbox()
    expect((await quotaOf(sandbox, `https://api.weixin.qq.com${LIST}`))['errcode']).toBe(76003)
    expect((await quotaOf(sandbox, '/wxa/business/nothing'))['errcode']).toBe(76021)
  })

  it('needs a token', async () => {
    const sandbox = await aSandbox()
    const answer = await sandbox.post('/cgi-bin/openapi/quota/get', { cgi_path: LIST })
    expect(answer['errcode']).toBe(41001)
  })
})

describe('the call count', () => {
  it('is by Shanghai day and path, and includes calls beyond the quota', async () => {
    const sandbox = await aSandbox({ dailyLimit: 1 })
    await sandbox.list(PAGE)
    await sandbox.list(PAGE)
    sandbox.pass(5 * 60 * MINUTE)
    await sandbox.list(PAGE)
    expect(await sandbox.get('/__sandbox/calls')).toMatchObject({
      day: '2026-11-23',
      today: { [LIST]: 1 },
      days: {
        '2026-11-22': { [LIST]: 2, '/cgi-bin/stable_token': 2 },
        '2026-11-23': { [LIST]: 1 },
      },
    })
  })
})
