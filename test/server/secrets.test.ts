import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pino from 'pino'
import { openApp } from '../../server/src/app'
import { Secret } from '../../server/src/secret'
import { aClock, aWechatRoom, MINUTE_MS, useTemporaryFolder } from '../helpers/node/server/builders'
import { someSettings } from '../helpers/node/server/settings'
import { json, raw, reset, startStandIn, truncated } from '../helpers/node/server/tcp-stand-in'

const APPSECRET = 'appsecret-that-nobody-may-see'
const TOKEN = 'token-that-nobody-may-see'

describe('secrets', () => {
  const folder = useTemporaryFolder()

  it('are in no log line, no answer and no file, whatever WeChat does', async () => {
    const wechat = await startStandIn()
    const clock = aClock()
    const written: string[] = []
    const config = someSettings({
      wechatBaseUrl: wechat.url,
      appSecret: new Secret(APPSECRET),
      databaseFile: path.join(folder(), 'live.sqlite'),
    })
    const log = pino({ level: 'trace' }, { write: (line: string) => void written.push(line) })
    const app = await openApp({ config, clock, log })
    log.info({ event: 'test', config }, 'a careless line')

    const token = json({ access_token: TOKEN, expires_in: 7200 })
    const list = json({ errcode: 0, total: 1, room_info: [aWechatRoom()] })
    const evenings = [
      [json({ errcode: 40125, errmsg: `invalid appsecret ${APPSECRET}` })],
      [raw(`<html>${APPSECRET}</html>`, 502)],
      [token, list],
      [json({ errcode: 40001, errmsg: `invalid ${TOKEN}` }), token, json({ errcode: -1 })],
      [json({ errcode: 48001, errmsg: `api unauthorized ${TOKEN} rid: 1-2` })],
      [raw(`{"errcode":0,"room_info":[{"token":"${TOKEN}"`, 200)],
      [reset],
      [truncated],
    ]
    for (const answers of evenings) {
      wechat.answer(...answers)
      await app.scheduler.tick()
      for (const url of ['/readyz', '/api/v1/home', `/api/v1/rooms?cursor=${TOKEN}`, '/nothing'])
        written.push((await app.http.inject({ method: 'GET', url })).body)
      clock.pass(10 * MINUTE_MS)
    }
    await app.close()
    await wechat.close()
    for (const file of readdirSync(folder()))
      written.push(readFileSync(path.join(folder(), file)).toString('latin1'))

    // what WeChat received shows that there was something to be seen
    expect(wechat.received.map(({ url, body }) => url + body).join()).toMatch(
      new RegExp(`${APPSECRET}[\\s\\S]*${TOKEN}`),
    )
    expect(written.filter((text) => text.includes(APPSECRET) || text.includes(TOKEN))).toEqual([])
    expect(written.filter((text) => text.includes('access_token'))).toEqual([])
    expect(written.join()).toMatch(/"event":"sync.failed"/)
  })
})
