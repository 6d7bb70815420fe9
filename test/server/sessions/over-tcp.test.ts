import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pino from 'pino'
import { startSandboxApi, type SandboxApi } from '../../../sandbox/api/index'
import { openApp, type App } from '../../../server/src/app'
import type { Config } from '../../../server/src/config'
import { Secret } from '../../../server/src/secret'
import { aClock, HOUR_MS, useTemporaryFolder } from '../../helpers/node/server/builders'
import { someSettings } from '../../helpers/node/server/settings'

const ADMIN_TOKEN = 'admin-token-that-nobody-may-see-1'

/** Routes with access control, against the sandbox over TCP. */
describe('the back end and WeChat', () => {
  const folder = useTemporaryFolder()
  const clock = aClock()
  const written: string[] = []
  let wechat: SandboxApi
  let app: App

  beforeEach(async () => {
    written.length = 0
    wechat = await startSandboxApi({ realNowMs: () => clock.nowMs(), startAtMs: clock.nowMs() })
  })
  afterEach(async () => {
    await app.close()
    await wechat.close()
  })

  const start = async (over: Partial<Config> = {}) => {
    const config = someSettings({
      wechatBaseUrl: wechat.url,
      databaseFile: path.join(folder(), 'live.sqlite'),
      adminToken: new Secret(ADMIN_TOKEN),
      ...over,
    })
    const log = pino({ level: 'trace' }, { write: (line: string) => void written.push(line) })
    app = await openApp({ config, clock, log })
  }
  const control = async (name: string, body: object = {}) => {
    const response = await fetch(`${wechat.url}/__sandbox/${name}`, {
      method: 'POST',
      body: JSON.stringify(body),
    })
    return (response.status === 204 ? {} : await response.json()) as Record<string, string>
  }
  const post = (url: string, payload?: object, token = ADMIN_TOKEN) =>
    app.http.inject({
      method: 'POST',
      url: `/api/v1/${url}`,
      headers: { authorization: `Bearer ${token}` },
      ...(payload === undefined ? {} : { payload }),
    })
  const logIn = async () => {
    const { code = '' } = await control('logins')
    const response = await post('sessions', { code })
    expect(response.statusCode).toBe(201)
    return { code, token: response.json<{ sessionToken: string }>().sessionToken }
  }

  it('returns the group id to a logged-in phone only', async () => {
    await start()
    const { code, token } = await logIn()
    const group = await control('encrypted')
    const entry = await post('group-entries', group, token)
    expect(entry.statusCode).toBe(200)
    expect(entry.json()).toEqual({ groupId: 'tGsandboxGroup000000000001' })

    expect((await post('group-entries', group, 'another')).json()).toMatchObject({
      code: 'session-expired',
    })
    const ofAnother = await control('encrypted', {
      data: { openGId: 'tG1', watermark: { appid: 'wx9' } },
    })
    expect((await post('group-entries', ofAnother, token)).statusCode).toBe(400)
    expect((await post('sessions', { code })).json()).toMatchObject({ code: 'login-refused' })
  })

  it('requires a new login after a new session key and after expiry', async () => {
    await start()
    const first = await logIn()
    const second = await logIn()
    const group = await control('encrypted')
    expect((await post('group-entries', group, first.token)).json()).toMatchObject({
      code: 'undecipherable',
    })
    expect((await post('group-entries', group, second.token)).statusCode).toBe(200)
    clock.pass(24 * HOUR_MS)
    expect((await post('group-entries', group, second.token)).statusCode).toBe(401)
  })

  it('answers 503 if WeChat refuses the login, and logs why', async () => {
    await start()
    await control('faults', {
      path: '/sns/jscode2session',
      times: 1,
      kind: 'errcode',
      errcode: 45011,
    })
    const { code = '' } = await control('logins')
    const response = await post('sessions', { code })
    expect(response.statusCode).toBe(503)
    expect(response.headers['retry-after']).toBe('5')
    expect(written.join('')).toMatch(/"event":"login.failed","code":"45011"/)
  })

  it('stores and logs no tokens or keys', async () => {
    await start()
    const { code, token } = await logIn()
    await post('group-entries', await control('encrypted'), token)
    await post('admin/refresh')
    const metrics = await app.http.inject('/metrics')
    written.push(metrics.body)
    for (const file of readdirSync(folder()))
      written.push(readFileSync(path.join(folder(), file)).toString('latin1'))
    const text = written.join()
    expect(text).toMatch(/"route":"\/api\/v1\/group-entries"/)
    expect(text).toMatch(/"requestId":"[\w-]+-\w+"/)
    for (const secret of [token, code, ADMIN_TOKEN, 'sandbox-secret', 'openGId', 'oSandboxShopper'])
      expect(text).not.toContain(secret)
  })

  it('reads the list within a request, with SCHEDULER=request', async () => {
    await start({ scheduler: 'request' })
    expect((await app.http.inject('/api/v1/home')).statusCode).toBe(200)
  })

  it('reads the list on a tick from outside', async () => {
    await start({ scheduler: 'tick' })
    expect((await app.http.inject('/api/v1/home')).statusCode).toBe(503)
    expect((await post('admin/tick')).json()).toEqual({ result: 'refreshed' })
    expect((await app.http.inject('/api/v1/home')).statusCode).toBe(200)
  })

  it('reads the list on request of the merchant, and reports the calls', async () => {
    await start({ scheduler: 'tick' })
    expect((await post('admin/refresh')).json()).toEqual({ result: 'refreshed' })
    const quota = await app.http.inject({
      url: '/api/v1/admin/quota',
      headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
    })
    const { usedByPurpose } = quota.json<{ usedByPurpose: Record<string, number> }>()
    expect(usedByPurpose['manual']).toBeGreaterThanOrEqual(1)
    const { body } = await app.http.inject('/metrics')
    expect(body).toMatch(/^live_quota_used_by_purpose\{purpose="manual"\} [1-9]/m)
    expect(body).toMatch(/^wechat_answers_total\{path="\/cgi-bin\/stable_token",code="ok"\} 1$/m)
    expect(body).toMatch(/^wechat_token_life_seconds 7\d\d\d/m)
  })

  it('reports a failure with an instruction', async () => {
    await start({ scheduler: 'tick', appSecret: new Secret('wrong') })
    expect((await post('admin/refresh')).json()).toMatchObject({
      result: 'failed',
      code: '40125',
      whatToDo: expect.stringMatching(/WX_APPSECRET/) as string,
    })
    expect((await app.http.inject('/readyz')).json()).toMatchObject({
      ready: true,
      lastWechatError: { code: '40125', whatToDo: expect.stringMatching(/WX_APPSECRET/) as string },
    })
    expect(written.join('')).toMatch(/"event":"sync.failed".*"whatToDo":"Set WX_APPSECRET/)
  })
})
