import { generateKeyPairSync } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { UploadCall, UploadStandIn } from '../../../sandbox/upload'
import { startUploadStandIn } from '../../../sandbox/upload'
import { anApp, APPID, clientOf, openLine, sign } from './harness'

const INVALID = { errCode: -1, errMsg: 'invalid signature' }
const TAKEN = { errCode: 0, errMsg: 'ok' }

let wechat: UploadStandIn
let client: ReturnType<typeof clientOf>

beforeAll(async () => {
  wechat = await startUploadStandIn({ appid: APPID })
  client = clientOf(wechat)
})
afterEach(() => wechat.fault(null))
afterAll(() => wechat.close())

const lastCall = () => wechat.calls.at(-1)

describe('a signature', () => {
  const getattr = (signature: unknown, appid = APPID) =>
    client.post('/wxa/ci/getattr', { appid, signature })

  it('is valid if made with the upload key', async () => {
    const answer = await getattr(await client.signature())
    expect(answer).toMatchObject({ ...TAKEN, data: { setting: { MaxSubpackageFullCodeSize: 20 } } })
    expect(lastCall()).toMatchObject({ path: '/wxa/ci/getattr', signature: 'valid', status: 200 })
  })

  it('is valid once', async () => {
    const signature = await client.signature()
    expect(await getattr(signature)).toMatchObject(TAKEN)
    expect(await getattr(signature)).toEqual(INVALID)
    expect(lastCall()?.signature).toBe('invalid')
  })

  it('is invalid if made with another key', async () => {
    const other = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    })
    const randomString = await client.randomString()
    expect(await getattr(sign(other.privateKey, randomString))).toEqual(INVALID)
    // it has not consumed the random string
    expect(await getattr(sign(wechat.uploadKey, randomString))).toMatchObject(TAKEN)
  })

  it('is invalid over an unknown random string', async () => {
    expect(await getattr(sign(wechat.uploadKey, '0'.repeat(32)))).toEqual(INVALID)
  })

  it('is invalid if made for another mini-program', async () => {
    const randomString = await client.randomString()
    const signature = sign(wechat.uploadKey, randomString, 'wx0000000000000002')
    expect(await getattr(signature)).toEqual(INVALID)
  })

  it.each([undefined, '', 'bm90IGEgc2lnbmF0dXJl', 7])('cannot be %p', async (signature) => {
    expect(await getattr(signature)).toEqual(INVALID)
    expect(lastCall()?.signature).toBe(
      typeof signature === 'string' && signature !== '' ? 'invalid' : 'none',
    )
  })

  it('is rejected for another appid, which gets no random string', async () => {
    const invalid = { errCode: -1, errMsg: 'invalid appid' }
    expect(await getattr(await client.signature(), 'wx0000000000000002')).toEqual(invalid)
    const asked = await client.post('/wxa/ci/getrandstr', { appid: 'wx0000000000000002' })
    expect(asked).toEqual(invalid)
  })
})

describe('an upload', () => {
  const found = {
    subpackage_info: [
      { name: '__FULL__', size: expect.any(Number) as number },
      { name: '__APP__', size: expect.any(Number) as number },
      { name: 'packageA', size: 3 },
    ],
    ext_plugin_info: [{ provider: 'wx2b03c6e691cd7370', version: '1.3.5', size: 1 }],
  }

  it('is answered with the sizes and plugins of the package', async () => {
    const answer = await client.send({ 'packageA/a.js': '123', 'app.js.map': '{}' })
    expect(answer).toEqual({ ...TAKEN, body: found })
    const main = Buffer.byteLength(JSON.stringify(anApp()))
    const call = lastCall()
    expect(call?.sizes).toEqual({ __FULL__: main + 3, __APP__: main, packageA: 3 })
    expect(call?.answer).toEqual(answer)
    expect(call?.query).toEqual({ appid: APPID, robot: '1', version: '1.0.0' })
    expect([...(call?.files?.keys() ?? [])]).toEqual(['app.json', 'packageA/a.js', 'app.js.map'])
  })

  it('is refused with a used signature, but read', async () => {
    const signature = await client.signature()
    await client.send({}, { signature })
    expect(await client.send({}, { signature })).toEqual(INVALID)
    expect(lastCall()?.files?.has('app.json')).toBe(true)
  })

  it('is refused if it is not a package', async () => {
    const body = Buffer.from('PK')
    const answer = await client.post(`/wxa/ci/upload?appid=${APPID}`, body)
    expect(answer).toEqual({ errCode: -1, errMsg: 'not gzipped' })
  })

  it('is refused above 2048 KB', async () => {
    const answer = await client.send({ 'app.js': Buffer.alloc(2048 * 1024) })
    expect(answer).toMatchObject({
      errMsg: expect.stringContaining('main package source size 2049KB') as string,
    })
  })

  it('gets no object store, so that a large package is sent over HTTP', async () => {
    expect(await client.postSigned('/wxa/ci/getmulticosuploadinfo')).toEqual({
      errCode: -1,
      errMsg: 'the sandbox has no object store',
    })
  })

  it('has a picture in the answer only for a preview', async () => {
    const answer = await client.send({}, { path: '/wxa/ci/testSourceURL' })
    const encoded: unknown = Reflect.get(Object(Reflect.get(Object(answer), 'body')), 'qrcode_img')
    expect(Buffer.from(String(encoded), 'base64').subarray(0, 3)).toEqual(
      Buffer.of(0xff, 0xd8, 0xff), // JPEG
    )
    expect(await client.send()).not.toHaveProperty('body.qrcode_img')
  })
})

describe('a fault', () => {
  const refusal = (errCode: number, errMsg: string) => ({ errCode, errMsg })

  it('of the IP allowlist affects every signed call', async () => {
    wechat.fault({ kind: 'ip-refused', ip: '203.0.113.7' })
    const invalid = refusal(
      -10008,
      'invalid ip: 203.0.113.7, reference: https://developers.weixin.qq.com/miniprogram/dev/devtools/ci.html',
    )
    expect(await client.postSigned('/wxa/ci/getattr')).toEqual(invalid)
    expect(await client.send()).toEqual(invalid)
  })

  it.each([
    [80082, -1, /^inner upload fail with errcode: 80082, errmsg: get plugin\(.*permission deny$/],
    [-80082, -80082, /^get plugin\(id: wx2b03c6e691cd7370, version: 1.3.5\) failed, permission/],
  ] as const)(
    'of the plugin, %p, affects packages that declare it',
    async (code, errCode, errMsg) => {
      wechat.fault({ kind: 'plugin-denied', code })
      expect(await client.send()).toEqual(refusal(errCode, expect.stringMatching(errMsg) as string))
      expect(await client.send({ 'app.json': '{"pages":[]}' })).toMatchObject(TAKEN)
    },
  )

  it('of a script quotes it with its name, for upload and preview', async () => {
    wechat.fault({ kind: 'script-refused' })
    const refused = refusal(
      -1,
      'inner upload fail with errcode: -80057, errmsg: invalid file: app.js, 1:6, SyntaxError: ' +
        'Unexpected token {App({})',
    )
    const files = { 'app.js': 'App({})' }
    expect(await client.send(files)).toEqual(refused)
    expect(await client.send(files, { path: '/wxa/ci/testSourceURL' })).toEqual(refused)
  })

  it('can be any error text for a package', async () => {
    wechat.fault({ kind: 'package-refused', errMsg: 'get new ticket fail: innerCode: -80002' })
    expect(await client.send()).toEqual(refusal(-1, 'get new ticket fail: innerCode: -80002'))
    expect(await client.postSigned('/wxa/ci/getattr')).toMatchObject({ errCode: 0 })
  })

  it('can be any error, for one call only', async () => {
    const path = '/wxa/ci/upload'
    wechat.fault({ kind: 'error', errCode: 80200, errMsg: 'words', path })
    expect(await client.send()).toEqual(refusal(80200, 'words'))
    expect(await client.send({}, { path: '/wxa/ci/testSourceURL' })).toMatchObject(TAKEN)
    wechat.fault({ kind: 'error', errCode: 9, errMsg: 'all' })
    expect(await client.post('/wxa/ci/getrandstr', { appid: APPID })).toEqual(refusal(9, 'all'))
  })

  it('can be an answer that is not JSON', async () => {
    wechat.fault({ kind: 'junk' })
    const { status, text } = await client.ask('GET', '/wxa/ci/getwhiteextlist')
    expect(status).toBe(200)
    expect(text).toMatch(/^<!doctype html>/)
    expect(lastCall()?.answer).toBe(text)
  })

  it('can be a closed connection', async () => {
    wechat.fault({ kind: 'drops', path: '/wxa/ci/upload' })
    await expect(client.send()).rejects.toThrow('socket hang up')
    expect(lastCall()).toMatchObject({ path: '/wxa/ci/upload', status: null, answer: null })
  })

  it('can omit the plugins or report other sizes', async () => {
    wechat.fault({ kind: 'plugin-info-missing' })
    expect(await client.send()).not.toHaveProperty('body.ext_plugin_info')
    wechat.fault({ kind: 'no-qrcode' })
    const preview = await client.send({}, { path: '/wxa/ci/testSourceURL' })
    expect(preview).not.toHaveProperty('body.qrcode_img')
    wechat.fault({ kind: 'sizes-differ', bytes: 7 })
    const answer = await client.send({ 'packageA/a.js': '123' })
    expect(answer).toHaveProperty('body.subpackage_info.2', { name: 'packageA', size: 10 })
  })
})

describe('source maps', () => {
  const readAll = (robot: number) =>
    client.postSigned('/wxa/ci/get_dev_sourcemap', { robot, streaming: false })

  it("are those of the robot's last upload", async () => {
    await client.send({ 'app.js': '1', 'app.js.map': '{"version":3}' }, { robot: 4 })
    await client.send({ 'b.js.map': '{}' }, { robot: 5 })
    await client.send({ 'c.js.map': '{}' }, { robot: 5 })
    expect(await readAll(4)).toEqual({
      ...TAKEN,
      data: { sourcemap_list: [{ fullpath: 'app.js.map', sourcemap: '{"version":3}' }] },
    })
    expect(await readAll(5)).toHaveProperty('data.sourcemap_list.0.fullpath', 'c.js.map')
    expect(await readAll(6)).toMatchObject({ errCode: -1 })
    const info = await client.postSigned('/wxa/ci/get_dev_sourcemap_info', { robot: 6 })
    expect(info).toMatchObject({ errCode: -1 })
  })

  it('do not include those of a preview or a refused upload', async () => {
    await client.send({ 'a.js.map': '{}' }, { robot: 7, path: '/wxa/ci/testSourceURL' })
    await client.send({ 'a.js.map': '{}' }, { robot: 7, signature: 'bm8=' })
    expect(await readAll(7)).toMatchObject({ errCode: -1 })
  })

  it('are complete when read in chunks, with any characters', async () => {
    const map = JSON.stringify({ sources: ['直播间.ts'], names: ['é'] })
    await client.send({ 'app.js.map': map }, { robot: 8 })
    const info = await client.postSigned('/wxa/ci/get_dev_sourcemap_info', { robot: 8 })
    const total = Number(Reflect.get(Object(Reflect.get(Object(info), 'data')), 'total_size'))
    let whole = ''
    for (let offset = 0; offset < total; offset += 50) {
      const more = { robot: 8, offset, limit: Math.min(50, total - offset) }
      const piece = await client.postSigned('/wxa/ci/get_dev_sourcemap', more)
      const inner: unknown = Reflect.get(Object(piece), 'innerRequestResp')
      whole += String(Reflect.get(Object(inner), 'body'))
    }
    expect(whole).toHaveLength(total)
    expect(JSON.parse(whole)).toEqual({
      sourcemap_list: [{ fullpath: 'app.js.map', sourcemap: map }],
    })
  })
})

describe('the proxy', () => {
  it('connects only to servicewechat.com', async () => {
    await expect(openLine(wechat.proxyUrl, 'api.weixin.qq.com:443')).rejects.toThrow('403')
    expect((await fetch(`${wechat.proxyUrl}/`)).status).toBe(403)
    expect(wechat.refused).toEqual(['api.weixin.qq.com:443', 'GET /'])
  })

  it('reports paths that are not implemented', async () => {
    expect(await client.ask('GET', '/wxa/ci/getlatestversion')).toMatchObject({ status: 404 })
    expect(await client.ask('GET', '/wxa/ci/upload')).toMatchObject({ status: 405 })
    expect(await client.ask('GET', '/constructor')).toMatchObject({ status: 404 })
  })

  it("records the client's usage reports separately from the calls", async () => {
    const before = wechat.calls.length
    await client.post('/wxa-dev-logic/clientreportv2', { report_info_list: [] })
    expect(wechat.reports).toEqual(['{"report_info_list":[]}'])
    expect(wechat.calls).toHaveLength(before)
  })

  it('reports each call when it has ended, and closes open calls', async () => {
    let onCall: (call: UploadCall) => void = () => undefined
    const told = new Promise<UploadCall>((resolve) => (onCall = resolve))
    const other = await startUploadStandIn({ appid: APPID, onCall })
    other.fault({ kind: 'hangs', path: '/wxa/ci/getwhiteextlist' })
    const hanging = clientOf(other).ask('GET', '/wxa/ci/getwhiteextlist')
    const ended = expect(hanging).rejects.toThrow('socket hang up')
    expect(await told).toMatchObject({ path: '/wxa/ci/getwhiteextlist', status: null })
    expect(other.calls).toEqual([await told])

    const folder = path.dirname(other.caFile)
    expect(readFileSync(other.uploadKeyFile, 'utf8')).toBe(other.uploadKey)
    await other.close()
    await ended
    expect(existsSync(folder)).toBe(false)
  })
})
