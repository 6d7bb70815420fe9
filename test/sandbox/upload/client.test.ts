import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import type { UploadStandIn } from '../../../sandbox/upload'
import { startUploadStandIn } from '../../../sandbox/upload'
import { APPID } from './harness'

const SOURCES: Readonly<Record<string, string>> = {
  'project.config.json': JSON.stringify({
    appid: APPID,
    miniprogramRoot: 'miniprogram/',
    setting: { es6: true, minified: true, minifyWXML: true, uploadWithSourceMap: true },
  }),
  'miniprogram/app.json': JSON.stringify({
    pages: ['pages/index/index'],
    subpackages: [
      {
        root: 'packageA',
        pages: ['pages/room/room'],
        plugins: { 'live-player-plugin': { version: '1.3.5', provider: 'wx2b03c6e691cd7370' } },
      },
    ],
  }),
  'miniprogram/app.js': 'App({})',
  ...page('miniprogram/pages/index/index'),
  ...page('miniprogram/packageA/pages/room/room'),
}

function page(at: string): Record<string, string> {
  return {
    [`${at}.js`]: 'const 直播间 = 1\nPage({ data: { 直播间 } })',
    [`${at}.json`]: '{ "usingComponents": {} }',
    [`${at}.wxml`]: '<view>直播间</view>',
    [`${at}.wxss`]: 'view { color: red; }',
  }
}

describe("WeChat's own client", () => {
  let folder: string
  let wechat: UploadStandIn
  let output: string

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'upload-client-'))
    for (const [name, content] of Object.entries(SOURCES)) {
      mkdirSync(path.dirname(path.join(folder, 'app', name)), { recursive: true })
      writeFileSync(path.join(folder, 'app', name), content)
    }
    wechat = await startUploadStandIn({ appid: APPID })
    output = await runClient(folder, wechat)
  })
  afterAll(async () => {
    await wechat.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })

  const calls = () => wechat.calls.map((call) => call.path.replace('/wxa/ci/', ''))

  it('uploads, previews and downloads source maps', () => {
    expect(calls()).toEqual([
      ...['getrandstr', 'getattr', 'getwhiteextlist', 'getrandstr', 'upload'],
      ...['getrandstr', 'testSourceURL'],
      ...['getrandstr', 'get_dev_sourcemap_info', 'getrandstr', 'get_dev_sourcemap'],
    ])
    expect(wechat.calls.map((call) => call.status)).toEqual(calls().map(() => 200))
    expect(wechat.refused).toEqual([])
  })

  it('signs its calls', () => {
    const unsigned = ['getrandstr', 'getwhiteextlist']
    expect(wechat.calls.map((call) => call.signature)).toEqual(
      calls().map((name) => (unsigned.includes(name) ? 'none' : 'valid')),
    )
  })

  it('sends a readable package', () => {
    const upload = wechat.calls.find((call) => call.path === '/wxa/ci/upload')
    expect(upload?.query).toMatchObject({ version: '1.2.3', robot: '3', desc: '说明 & more' })
    expect([...(upload?.files?.keys() ?? [])]).toEqual(
      expect.arrayContaining(['app.json', 'packageA/pages/room/room.js', 'app.js.map']),
    )
    expect(Object.keys(upload?.sizes ?? {})).toEqual(['__FULL__', '__APP__', 'packageA'])
  })

  it('accepts the answers', () => {
    const { uploaded, previewed } = JSON.parse(output.trim().split('\n').at(-1) ?? '') as Record<
      string,
      unknown
    >
    const upload = wechat.calls.find((call) => call.path === '/wxa/ci/upload')
    expect(uploaded).toEqual({
      subPackageInfo: Object.entries(upload?.sizes ?? {}).map(([name, size]) => ({ name, size })),
      pluginInfo: [{ pluginProviderAppid: 'wx2b03c6e691cd7370', version: '1.3.5', size: 1 }],
    })
    expect(previewed).toEqual(uploaded)
  })

  it('reads the QR code of the preview', () => {
    // printed only after it has found the code in the picture
    expect(output).toContain('terminal qrcode shown above')
    expect(output).not.toContain('qrcode generate failed')
  })

  it('receives the source maps that it sent', () => {
    const zip = readFileSync(path.join(folder, 'maps.zip')).toString('latin1')
    const upload = wechat.calls.find((call) => call.path === '/wxa/ci/upload')
    const maps = [...(upload?.files?.keys() ?? [])].filter((name) => name.endsWith('.js.map'))
    expect(maps).toHaveLength(3)
    for (const name of maps) expect(zip).toContain(name)
  })
})

async function runClient(folder: string, wechat: UploadStandIn): Promise<string> {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    HTTPS_PROXY: wechat.proxyUrl,
    NODE_EXTRA_CA_CERTS: wechat.caFile,
  }
  for (const name of ['NO_PROXY', 'no_proxy', 'https_proxy']) Reflect.deleteProperty(env, name)
  const loader = pathToFileURL(require.resolve('tsx')).href
  const script = path.join(__dirname, 'real-client.ts')
  const child = spawn(
    process.execPath,
    ['--import', loader, script, path.join(folder, 'app'), wechat.uploadKeyFile],
    { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true },
  )
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
  if ((await ended) !== 0) throw new Error(`the client failed:\n${out}\n${err}`)
  return out
}
