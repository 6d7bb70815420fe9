import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pino from 'pino'
import { openApp, type App } from '../../server/src/app'
import { Secret } from '../../server/src/secret'
import { aClock, aWechatRoom, MINUTE_MS, useTemporaryFolder } from '../helpers/node/server/builders'
import { someSettings } from '../helpers/node/server/settings'
import { describeStorages } from '../helpers/node/server/storages'
import { json, raw, reset, startStandIn, truncated } from '../helpers/node/server/tcp-stand-in'

const SECRETS = {
  appSecret: 'appsecret-that-nobody-may-see',
  token: 'token-that-nobody-may-see',
  sessionKey: Buffer.from('session-key-1234').toString('base64'),
  openid: 'openid-that-nobody-may-see',
  adminToken: 'admin-token-that-nobody-may-see-1',
  metricsToken: 'metrics-token-that-nobody-may-see',
}
const NAMES = Object.keys(SECRETS) as (keyof typeof SECRETS)[]

/** A text and its location. */
type Written = readonly [where: string, text: string]

/** Secrets found, also in encoded forms. */
function leaksIn(written: readonly Written[]): string[] {
  return written.flatMap(([where, text]) =>
    NAMES.filter((name) => {
      const bytes = Buffer.from(SECRETS[name])
      const forms = [SECRETS[name], encodeURIComponent(SECRETS[name])]
      // the start of its base64 form
      forms.push(bytes.toString('hex'), bytes.toString('base64').slice(0, -4))
      return forms.some((form) => text.includes(form))
    }).map((name) => `${name} in ${where}`),
  )
}

/** All files in a folder. Latin-1 keeps every byte. */
function filesIn(folder: string): Written[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => [file, readFileSync(file).toString('latin1')])
}

describeStorages('that a back end has written to', (kind) => {
  const folder = useTemporaryFolder()
  const written: Written[] = []
  const clock = aClock()
  let wechat: Awaited<ReturnType<typeof startStandIn>>
  let app: App

  beforeEach(async () => {
    written.length = 0
    wechat = await startStandIn()
    const config = someSettings({
      ...(await kind.start(folder())),
      wechatBaseUrl: wechat.url,
      appSecret: new Secret(SECRETS.appSecret),
      adminToken: new Secret(SECRETS.adminToken),
      metricsToken: new Secret(SECRETS.metricsToken),
    })
    const write = (line: string) => void written.push(['the log', line])
    const log = pino({ level: 'trace' }, { write })
    for (const stream of [process.stdout, process.stderr])
      jest.spyOn(stream, 'write').mockImplementation((text) => {
        written.push(['the console', String(text)])
        return true
      })
    app = await openApp({ config, clock, log })
    log.info({ event: 'test', config }, 'a careless line')
  })
  afterEach(async () => {
    jest.restoreAllMocks()
    await wechat.close()
    await kind.stop()
  })

  const ask = async (method: 'GET' | 'POST', url: string, bearer?: string, payload?: object) => {
    const response = await app.http.inject({
      method,
      url,
      ...(bearer === undefined ? {} : { headers: { authorization: `Bearer ${bearer}` } }),
      ...(payload === undefined ? {} : { payload }),
    })
    const { statusCode, headers, body } = response
    written.push([`the answer to ${method} ${url}`, JSON.stringify(headers) + body])
    return { statusCode, body }
  }

  const evening = async () => {
    const { appSecret, sessionKey, openid } = SECRETS
    const good = json({ access_token: SECRETS.token, expires_in: 7200 })
    const list = json({ errcode: 0, total: 1, room_info: [aWechatRoom()] })
    const refusal = (errcode: number, errmsg: string) => json({ errcode, errmsg })
    for (const { token = good, answer = list } of [
      { token: refusal(40125, `invalid appsecret ${appSecret} rid: ${appSecret}`) },
      { token: raw(`<html>${appSecret}</html>`, 502) },
      {},
      { answer: refusal(40001, `invalid ${SECRETS.token}`) },
      { answer: refusal(48001, `api unauthorized rid: ${SECRETS.token}`) },
      { answer: refusal(1234567, `${SECRETS.token} rid: 1-2`) },
      { answer: raw(`{"errcode":0,"room_info":[{"token":"${SECRETS.token}"`, 200) },
      { answer: reset },
      { answer: truncated },
    ]) {
      wechat.answer((response, request) => {
        const isToken = request.url === '/cgi-bin/stable_token'
        ;(isToken ? token : answer)(response, request)
      })
      await app.scheduler.tick()
      for (const url of ['/readyz', '/api/v1/home', '/api/v1/rooms?cursor=x', '/nothing'])
        await ask('GET', url)
      clock.pass(10 * MINUTE_MS)
    }
    wechat.answer(json({ session_key: sessionKey, openid }))
    const login = await ask('POST', '/api/v1/sessions', undefined, { code: 'code' })
    expect(login.statusCode).toBe(201)
    const { sessionToken } = JSON.parse(login.body) as { sessionToken: string }
    const data = { encryptedData: 'AAAA', iv: 'AAAA' }
    await ask('POST', '/api/v1/group-entries', sessionToken, data)
    wechat.answer(json({ errcode: 45011, errmsg: `${appSecret} rid: ${appSecret}` }))
    await ask('POST', '/api/v1/sessions', undefined, { code: 'code' })
    wechat.answer(json({ errcode: -1 }))
    for (const bearer of [SECRETS.adminToken, `${SECRETS.adminToken}x`]) {
      await ask('GET', '/api/v1/admin/quota', bearer)
      await ask('POST', '/api/v1/admin/refresh', bearer)
    }
    for (const bearer of [SECRETS.metricsToken, `${SECRETS.metricsToken}x`])
      await ask('GET', '/metrics', bearer)
    await ask('GET', '/docs/json')
    // before and after closing, because the data may move between files
    written.push(...filesIn(folder()))
    await app.close()
    written.push(...filesIn(folder()))
  }

  it('contains no secret, nor do log, metrics and answers, for any behaviour of WeChat', async () => {
    await evening()
    // WeChat received the secrets, so they could have leaked
    const received = wechat.received.map(({ url, body }) => url + body).join()
    expect(received).toMatch(new RegExp(`${SECRETS.appSecret}[\\s\\S]*${SECRETS.token}`))
    expect(leaksIn(written)).toEqual([])
    expect(written.filter(([, text]) => text.includes('access_token'))).toEqual([])

    const all = written.map(([, text]) => text).join('\n')
    for (const code of [
      '40125',
      '40001',
      '48001',
      '1234567',
      'unreadable: not-json',
      'unreachable',
    ])
      expect(all).toMatch(new RegExp(`"event":"sync.failed"[^\\n]*"code":"${code}`))
    expect(all).toMatch(/"event":"login.failed"/)
    expect(all).toMatch(/wechat_answers_total/)
    expect(all).toContain('秋日羊绒专场')
    expect(
      filesIn(folder())
        .map(([, text]) => text)
        .join(),
    ).toMatch(/reserve/)
  })

  it('is searched in a way that finds a leak', async () => {
    const careless = pino({}, { write: (line: string) => void written.push(['the log', line]) })
    careless.info({ url: `${wechat.url}/?access_token=${SECRETS.token}` }, 'asked')
    process.stderr.write(`Error: ${SECRETS.appSecret}\n`)
    writeFileSync(path.join(folder(), 'dump'), Buffer.from(SECRETS.sessionKey).toString('hex'))
    written.push(...filesIn(folder()))
    await app.close()
    expect(leaksIn(written)).toEqual([
      'token in the log',
      'appSecret in the console',
      `sessionKey in ${path.join(folder(), 'dump')}`,
    ])
  })
})
