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
  it('returns the same token to all callers, with its remaining seconds', async () => {
    const sandbox = await aSandbox()
    const first = await sandbox.post(STABLE, credentials())
    sandbox.pass(10 * MINUTE)
    const second = await sandbox.post(STABLE, credentials({ force_refresh: false }))
    expect(first['expires_in']).toBe(7200)
    expect(second['expires_in']).toBe(6600)
    expect(second['access_token']).toBe(first['access_token'])
    expect(first).not.toHaveProperty('errcode')
  })

  it('renews it five minutes early; the old token stays valid until then', async () => {
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
  it('returns a new token and invalidates the old one', async () => {
    const sandbox = await aSandbox()
    const old = (await sandbox.post(STABLE, credentials()))['access_token']
    const fresh = (await sandbox.post(STABLE, credentials({ force_refresh: true })))['access_token']
    expect(fresh).not.toBe(old)
    expect(await errcodeWith(sandbox, old)).toBe(40001)
    expect(await errcodeWith(sandbox, fresh)).toBe(0)
  })

  it('is limited to one in 30 seconds and 20 a Shanghai day', async () => {
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
  it('is independent of stable_token', async () => {
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

  it('returns a new token each time; the previous one is valid for five more minutes', async () => {
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

describe('errors', () => {
  it.each([
    ['no appid', { appid: '' }, 41002],
    ['no secret', { secret: undefined }, 41004],
    ['a wrong grant_type', { grant_type: 'password' }, 40002],
    ['another appid', { appid: 'wx00000000deadbeef' }, 40013],
    ['a wrong secret', { secret: 'guess' }, 40125],
  ])('have the code for %s in the body, with HTTP 200', async (_name, wrong, errcode) => {
    const sandbox = await aSandbox()
    const response = await sandbox.send('POST', STABLE, credentials(wrong))
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ errcode })
  })

  it('are 43002 for GET to a POST path, and 47001 for a body that is not JSON', async () => {
    const sandbox = await aSandbox()
    expect((await sandbox.get(STABLE))['errcode']).toBe(43002)
    expect((await sandbox.get(LIST))['errcode']).toBe(43002)
    expect((await sandbox.post(STABLE, 'grant_type=client_credential'))['errcode']).toBe(47001)
  })

  it('are the documented or the reported code for POST to a GET path', async () => {
    const sandbox = await aSandbox()
    expect((await sandbox.post(PLAIN, {}))['errcode']).toBe(43001)
    await sandbox.send('PUT', '/__sandbox/options', { postToGet: '47001' })
    expect((await sandbox.post(PLAIN, {}))['errcode']).toBe(47001)
  })

  it('distinguish a missing and an unknown token', async () => {
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
  ])('can be enabled by %s = %s', async (option, value, errcode) => {
    const sandbox = await aSandbox()
    await sandbox.send('PUT', '/__sandbox/options', { [option]: value })
    expect((await sandbox.post(STABLE, credentials()))['errcode']).toBe(errcode)
  })

  it('are 48001 for an account without the live function', async () => {
    const sandbox = await aSandbox()
    await sandbox.send('PUT', '/__sandbox/options', { liveEnabled: false })
    expect((await sandbox.list(PAGE))['errcode']).toBe(48001)
  })

  it('do not depend on the content type of a JSON body', async () => {
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
