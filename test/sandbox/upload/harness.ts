import { constants, privateEncrypt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { text } from 'node:stream/consumers'
import type { Duplex } from 'node:stream'
import { connect as tlsConnect } from 'node:tls'
import { gzipSync } from 'node:zlib'
import type { UploadStandIn } from '../../../sandbox/upload'

export const APPID = 'wx0000000000000001'

/** Packs like WeChat's tools: the reverse of `unpack`, written from the same format description. */
export function pack(files: Readonly<Record<string, string | Buffer>>): Buffer {
  const entries = Object.entries(files).map(([name, content]) => ({
    name: Buffer.from(`/${name}`),
    content: Buffer.from(content),
  }))
  const indexBytes = 4 + entries.reduce((sum, { name }) => sum + name.length + 12, 0)
  const dataBytes = entries.reduce((sum, { content }) => sum + content.length, 0)
  let offset = 14 + indexBytes
  const index = entries.map(({ name, content }) => {
    offset += content.length
    return Buffer.concat([
      int(name.length),
      name,
      int(offset - content.length),
      int(content.length),
    ])
  })
  return Buffer.concat([
    ...[Buffer.of(0xbe), int(0), int(indexBytes), int(dataBytes), Buffer.of(0xed)],
    ...[int(entries.length), ...index, ...entries.map(({ content }) => content)],
  ])
}

function int(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

/** A compiled app with the live plugin in a subpackage. */
export function anApp(more: object = {}): object {
  return {
    pages: ['pages/index/index'],
    subPackages: [
      {
        root: 'packageA',
        pages: ['pages/room/room'],
        plugins: { 'live-player-plugin': aPlugin('1.3.5') },
      },
    ],
    ...more,
  }
}

export function aPlugin(version: string, provider = 'wx2b03c6e691cd7370'): object {
  return { version, provider }
}

export function sign(key: string, randomString: string, appid = APPID): string {
  const plain = Buffer.from(JSON.stringify({ appid, rand_str: randomString }))
  return privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, plain).toString('base64')
}

export interface Said {
  readonly status: number
  readonly text: string
}

/** Sends a request to servicewechat.com through the proxy, trusting only the given CA. */
export async function ask(
  wechat: Pick<UploadStandIn, 'proxyUrl'>,
  ca: string | readonly string[],
  method: string,
  path: string,
  body: string | Buffer = '',
): Promise<Said> {
  const line = await openLine(wechat.proxyUrl, 'servicewechat.com:443')
  return new Promise((resolve, reject) => {
    const request = httpsRequest({
      method,
      path,
      host: 'servicewechat.com',
      createConnection: () =>
        tlsConnect({ socket: line, servername: 'servicewechat.com', ca: [ca].flat() }),
    })
    request.on('error', (error) => {
      line.destroy()
      reject(error)
    })
    request.on('response', (response) => {
      text(response).then(
        (said) => resolve({ status: response.statusCode ?? 0, text: said }),
        reject,
      )
    })
    request.end(body)
  })
}

/** @throws the status code if the proxy refuses */
export function openLine(proxyUrl: string, target: string): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(proxyUrl, { method: 'CONNECT', path: target, agent: false })
    request.on('error', reject)
    request.on('connect', (response, line) => {
      if (response.statusCode === 200) resolve(line)
      else reject(new Error(`proxy: ${response.statusCode ?? 'no status'}`))
    })
    request.end()
  })
}

/** A client of one stand-in. */
export function clientOf(wechat: UploadStandIn) {
  const ca = readFileSync(wechat.caFile, 'utf8')
  const post = async (path: string, body: unknown): Promise<unknown> => {
    const given = Buffer.isBuffer(body) ? body : JSON.stringify(body)
    return JSON.parse((await ask(wechat, ca, 'POST', path, given)).text)
  }
  const randomString = async (appid = APPID): Promise<string> => {
    const answer = await post('/wxa/ci/getrandstr', { appid, clientRand: 1 })
    return String(Reflect.get(Object(Reflect.get(Object(answer), 'data')), 'randomString'))
  }
  const signature = async () => sign(wechat.uploadKey, await randomString())
  return {
    ask: (method: string, path: string, body?: string | Buffer) =>
      ask(wechat, ca, method, path, body),
    post,
    randomString,
    signature,
    /** A call with a signature in its JSON body. */
    postSigned: async (path: string, more: object = {}) =>
      post(path, { appid: APPID, signature: await signature(), ...more }),
    /** Uploads the given files, or by default an acceptable app. */
    async send(
      files: Readonly<Record<string, string | Buffer>> = {},
      to: { path?: string; robot?: number; signature?: string } = {},
    ): Promise<unknown> {
      const { path = '/wxa/ci/upload', robot = 1 } = to
      const signed = JSON.stringify({
        signature: to.signature ?? (await signature()),
        version: '2',
      })
      const all = { 'app.json': JSON.stringify(anApp()), ...files, 'ci.signature': signed }
      return post(`${path}?appid=${APPID}&robot=${robot}&version=1.0.0`, gzipSync(pack(all)))
    },
  }
}
