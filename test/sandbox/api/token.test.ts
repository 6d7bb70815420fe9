import { aSandbox, closeSandboxes, credentials, LIST, MINUTE, type Sandbox } from './harness'

const STABLE = '/cgi-bin/stable_token'
const PLAIN = `/cgi-bin/token?${new URLSearchParams({
  grant_type: 'client_credential',
  appid: 'wx0000000000000001',
  secret: 'sandbox-secret-not-a-secret',
}).toString()}`
const PAGE = { start: 0, limit: 1 }

const errcodeWith = async (sandbox: Sandbox, token: unknown): Promise<unknown> =>
  (await sandbox.post(`${LIST}?access_token=${String(token)}`, PAGE))['errcode']

afterEach(closeSandboxes)

describe('stable_token, normal mode', () => {
  it('gives the same token to every asker, with the seconds that remain', async () => {
    const sandbox = await aSandbox()
    const first = await sandbox.post(STABLE, credentials())
    sandbox.pass(10 * MINUTE)
    const second = await sandbox.post(STABLE, credentials({ force_refresh: false }))
    expect(first['expires_in']).toBe(7200)
    expect(second['expires_in']).toBe(6600)
    expect(second['access_token']).toBe(first['access_token'])
    expect(first).not.toHaveProperty('errcode')
  })

  it('renews five minutes early, and the old token works for those five minutes', async () => {
    const sandbox = await aSandbox()
    const old = (await sandbox.post(STABLE, credentials()))['access_token']
    sandbox.pass(115 * MINUTE)
    const renewed = (await sandbox.post(STABLE, credentials()))['access_token']
    expect(renewed).not.toBe(old)
    expect(await errcodeWith(sandbox, old)).toBe(0)
    sandbox.pass(5 * MINUTE)
    expect(await errcodeWith(sandbox, old)).toBe(42001)
    expect(await errcodeWith(sandbox, renewed)).toBe(0)
  })
})

describe('stable_token, force_refresh', () => {
  it('gives a new token and ends the old one at once', async () => {
    const sandbox = await aSandbox()
    const old = (await sandbox.post(STABLE, credentials()))['access_token']
    const fresh = (await sandbox.post(STABLE, credentials({ force_refresh: true })))['access_token']
    expect(fresh).not.toBe(old)
    expect(await errcodeWith(sandbox, old)).toBe(40001)
    expect(await errcodeWith(sandbox, fresh)).toBe(0)
  })

  it('is refused within 30 seconds, and beyond 20 a Shanghai day', async () => {
    const sandbox = await aSandbox()
    const force = async (): Promise<unknown> =>
      (await sandbox.post(STABLE, credentials({ force_refresh: true })))['errcode']
    expect(await force()).toBeUndefined()
    sandbox.pass(29_999)
    expect(await force()).toBe(45011)
    for (let more = 1; more < 20; more += 1) {
      sandbox.pass(30_000)
      expect(await force()).toBeUndefined()
    }
    sandbox.pass(30_000)
    expect(await force()).toBe(45009)
    sandbox.pass(5 * 60 * MINUTE)
    expect(await force()).toBeUndefined()
  })
})

describe('GET /cgi-bin/token', () => {
  it('is a credential of its own, which stable_token does not touch', async () => {
    const sandbox = await aSandbox()
    const { access_token: plain } = await sandbox.get(PLAIN)
    const { access_token: stable } = await sandbox.post(
      STABLE,
      credentials({ force_refresh: true }),
    )
    expect(plain).not.toBe(stable)
    expect(await errcodeWith(sandbox, plain)).toBe(0)
    expect(await errcodeWith(sandbox, stable)).toBe(0)
  })

  it('gives a new token each time; the one before works for five minutes more', async () => {
    const sandbox = await aSandbox()
    const { access_token: first } = await sandbox.get(PLAIN)
    const { access_token: second } = await sandbox.get(PLAIN)
    expect(second).not.toBe(first)
    expect(await errcodeWith(sandbox, first)).toBe(0)
    sandbox.pass(5 * MINUTE)
    expect(await errcodeWith(sandbox, first)).toBe(40001)
    expect(await errcodeWith(sandbox, second)).toBe(0)
  })
})

describe('refusals', () => {
  it.each([
    ['no appid', { appid: '' }, 41002],
    ['no secret', { secret: undefined }, 41004],
    ['a wrong grant_type', { grant_type: 'password' }, 40002],
    ['another appid', { appid: 'wx00000000deadbeef' }, 40013],
    ['a wrong secret', { secret: 'guess' }, 40125],
  ])('answers %s with its code, in-band and with HTTP 200', async (_name, wrong, errcode) => {
    const sandbox = await aSandbox()
    const response = await sandbox.send('POST', STABLE, credentials(wrong))
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ errcode })
  })

  it('answers GET to a POST path with 43002, and a body that is no JSON with 47001', async () => {
    const sandbox = await aSandbox()
    expect((await sandbox.get(STABLE))['errcode']).toBe(43002)
    expect((await sandbox.get(LIST))['errcode']).toBe(43002)
    expect((await sandbox.post(STABLE, 'grant_type=client_credential'))['errcode']).toBe(47001)
  })

  it('answers POST to the GET path as documented, or as reported', async () => {
    const sandbox = await aSandbox()
    expect((await sandbox.post(PLAIN, {}))['errcode']).toBe(43001)
    await sandbox.send('PUT', '/__sandbox/options', { postToGet: '47001' })
    expect((await sandbox.post(PLAIN, {}))['errcode']).toBe(47001)
  })

  it('knows a missing and a made-up token apart', async () => {
    const sandbox = await aSandbox()
    expect(await sandbox.post(LIST, PAGE)).toMatchObject({
      errcode: 41001,
      errmsg: expect.stringMatching(/^access_token missing rid: /) as unknown,
    })
    expect(await errcodeWith(sandbox, 'made-up')).toBe(40001)
  })

  it.each([
    ['secretFrozen', true, 40243],
    ['ipAllowed', false, 40164],
    ['requireHttps', true, 43003],
  ])('can be told %s = %s', async (option, value, errcode) => {
    const sandbox = await aSandbox()
    await sandbox.send('PUT', '/__sandbox/options', { [option]: value })
    expect((await sandbox.post(STABLE, credentials()))['errcode']).toBe(errcode)
  })

  it('answers 48001 for an account without live', async () => {
    const sandbox = await aSandbox()
    await sandbox.send('PUT', '/__sandbox/options', { liveEnabled: false })
    expect((await sandbox.list(PAGE))['errcode']).toBe(48001)
  })

  it('reads a JSON body whatever its content type says', async () => {
    const sandbox = await aSandbox()
    for (const type of [
      'text/plain;charset=UTF-8',
      'application/json',
      'application/x-www-form-urlencoded',
    ]) {
      const response = await fetch(`${sandbox.api.url}${STABLE}`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: JSON.stringify(credentials()),
      })
      expect(await response.json()).toHaveProperty('access_token')
    }
  })
})
