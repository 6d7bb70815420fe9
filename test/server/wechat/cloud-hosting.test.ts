import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import pino from 'pino'
import { openApp, type App } from '../../../server/src/app'
import type { Home } from '../../../server/src/http/schemas/shop'
import { Secret } from '../../../server/src/secret'
import { aClock, aWechatRoom, useTemporaryFolder } from '../../helpers/node/server/builders'
import { someSettings } from '../../helpers/node/server/settings'

const LIST = '/wxa/business/getliveinfo'
const QUOTA = '/cgi-bin/openapi/quota/get'

/**
 * WeChat as seen inside its cloud hosting: the network authenticates the caller, and no call
 * carries a token. The sandbox has no such network, so a local server replaces it.
 * @see contract G, 开放接口服务
 */
describe('on WeChat cloud hosting', () => {
  const folder = useTemporaryFolder()
  const clock = aClock()
  const asked: string[] = []
  let isListed = true
  let network: Server
  let app: App

  beforeEach(async () => {
    asked.length = 0
    isListed = true
    network = createServer((request, response) => {
      const { pathname, search } = new URL(request.url ?? '', 'http://api.weixin.qq.com')
      asked.push(pathname + search)
      request.resume()
      response.sendDate = false
      const body = !isListed
        ? { errcode: 41001, errmsg: 'access_token missing rid: 1-2' }
        : pathname === LIST
          ? { errcode: 0, total: 1, room_info: [aWechatRoom()] }
          : { errcode: 0, quota: { daily_limit: 400, used: 7, remain: 393 } }
      response.end(JSON.stringify(body))
    }).listen(0, '127.0.0.1')
    await once(network, 'listening')
    const config = someSettings({
      authMode: 'cloud-hosting',
      appSecret: new Secret(''),
      scheduler: 'request',
      wechatBaseUrl: `http://127.0.0.1:${(network.address() as AddressInfo).port}`,
      databaseFile: path.join(folder(), 'live.sqlite'),
    })
    app = await openApp({ config, clock, log: pino({ level: 'silent' }) })
  })
  afterEach(async () => {
    await app.close()
    network.close()
  })

  const read = async (url: string) => app.http.inject({ method: 'GET', url })
  const health = async () => (await read('/readyz')).json<Record<string, unknown>>()

  it('reads the list without a token, and counts the call first', async () => {
    const home = await read('/api/v1/home')
    expect(home.json<Home>().live).toMatchObject([{ roomId: 7 }])
    expect(asked[0]).toBe(LIST)
    expect(asked.filter((url) => url.includes('?') || url.includes('token'))).toEqual([])
    expect(await health()).toMatchObject({ lastWechatError: null })
  })

  it('applies quota/get, called without a token', async () => {
    await read('/api/v1/home')
    clock.pass(2_000)
    await read('/api/v1/home')
    expect(asked).toContain(QUOTA)
    expect(await health()).toMatchObject({ quota: { limit: 400, used: 7 } })
  })

  it('explains what to enable if the network does not authenticate, after one call', async () => {
    isListed = false
    expect((await read('/api/v1/home')).statusCode).toBe(503)
    expect(await health()).toMatchObject({
      quota: { used: 1 },
      lastWechatError: { code: '41001', whatToDo: expect.stringMatching(/开放接口服务/) as string },
    })
    expect(asked.filter((url) => url === LIST)).toHaveLength(1)
  })

  it("offers no sessions, because WeChat sends the caller's identity", async () => {
    const payload = { code: 'code' }
    const login = await app.http.inject({ method: 'POST', url: '/api/v1/sessions', payload })
    expect(login.statusCode).toBe(404)
    expect(asked).toEqual([])
  })
})
