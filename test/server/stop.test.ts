import path from 'node:path'
import pino from 'pino'
import { openApp, type App } from '../../server/src/app'
import { Secret } from '../../server/src/secret'
import { openDatabase } from '../../server/src/store/database'
import { aClock, useTemporaryFolder } from '../helpers/node/server/builders'
import { someSettings } from '../helpers/node/server/settings'
import { json, never, startStandIn, type StandIn } from '../helpers/node/server/tcp-stand-in'

const ADMIN_TOKEN = 'admin-token-of-the-test-0123456789'

/** Timeout of one call to WeChat. */
const ATTEMPT_MS = 10_000

describe('a stop while WeChat does not answer', () => {
  const folder = useTemporaryFolder()
  let wechat: StandIn
  let app: App
  let url = ''
  const file = () => path.join(folder(), 'live.sqlite')

  beforeEach(async () => {
    wechat = await startStandIn()
    const config = someSettings({
      wechatBaseUrl: wechat.url,
      databaseFile: file(),
      adminToken: new Secret(ADMIN_TOKEN),
    })
    app = await openApp({ config, clock: aClock(), log: pino({ level: 'silent' }) })
    url = await app.http.listen({ host: '127.0.0.1', port: 0 })
  })
  afterEach(() => wechat.close())

  const post = (what: string, body?: object) =>
    fetch(`${url}/api/v1/${what}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${ADMIN_TOKEN}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  const wechatIsAsked = async (path: string) => {
    while (!wechat.received.some((request) => request.url.startsWith(path)))
      await new Promise((resolve) => setImmediate(resolve))
  }

  it('answers a waiting login, and ends', async () => {
    wechat.answer(never)
    const login = post('sessions', { code: 'code' })
    await wechatIsAsked('/sns/jscode2session')
    const startedMs = performance.now()
    await app.close()
    expect((await login).status).toBe(503)
    expect(performance.now() - startedMs).toBeLessThan(ATTEMPT_MS)
  })

  it('answers a requested refresh, and releases the lock', async () => {
    wechat.answer(json({ access_token: 'token', expires_in: 7200 }), never)
    const ordered = post('admin/refresh')
    await wechatIsAsked('/wxa/business/getliveinfo')
    const startedMs = performance.now()
    await app.close()
    expect(await (await ordered).json()).toMatchObject({ result: 'failed' })
    expect(performance.now() - startedMs).toBeLessThan(ATTEMPT_MS)
    const database = openDatabase(file())
    expect(database.prepare('SELECT * FROM refresh_lock').all()).toEqual([])
    // the call stays charged, because WeChat may have counted it
    expect(database.prepare('SELECT used FROM quota_day').all()).toEqual([{ used: 1 }])
    database.close()
  })
})
