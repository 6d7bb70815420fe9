/**
 * Runs the scripts of `npm run upload`, `preview` and `sourcemap` against the stand-in of WeChat.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { LAST_UPLOAD_FILE, readLastUpload } from '../../release/upload/last-upload'
import { withPlugins } from './shop-builder'
import { commitAll, type Ended, errorOf } from './upload-run'
import { withWeChat } from './upload-service'

const APPID = 'wx0000000000000001'
const LIVE = { provider: 'wx2b03c6e691cd7370', version: '1.3.5' }
const SUBJECT = 'Sell 直播 "; touch pwned; #$(touch pwned) `touch pwned`'

const { wechat, aShop, run, upload, expectKeyInNoFile } = withWeChat()

/** As in this project, source maps are uploaded too. */
function keepSourceMaps(dir: string): void {
  const file = path.join(dir, 'project.config.json')
  const config = JSON.parse(readFileSync(file, 'utf8')) as { setting: object }
  const setting = { ...config.setting, uploadWithSourceMap: true }
  writeFileSync(file, JSON.stringify({ ...config, setting }))
}

describe('an upload', () => {
  let dir: string
  let hash: string
  let ended: Awaited<ReturnType<typeof upload>>

  beforeAll(async () => {
    dir = aShop({
      'release/upload.json': '{"robots": {"main": 7, "*": 2}}',
      'miniprogram/domain/price.test.ts': 'export const notPacked = 1\n',
      'miniprogram/upload.key': 'not a key, and not packed\n',
    })
    keepSourceMaps(dir)
    hash = commitAll(dir, SUBJECT, 'v1.5.0')
    ended = await upload(dir)
  })

  it('sends its requests in this order, each signed with the key', () => {
    expect(ended.code).toBe(0)
    expect(
      ended.calls.map(({ method, path: asked, signature }) => `${method} ${asked} ${signature}`),
    ).toEqual([
      'POST /wxa/ci/getrandstr none',
      'POST /wxa/ci/getattr valid',
      'GET /wxa/ci/getwhiteextlist none',
      'POST /wxa/ci/getrandstr none',
      'POST /wxa/ci/upload valid',
    ])
    expect(wechat().refused).toEqual([])
  })

  it('sends version, robot and description', () => {
    expect(ended.calls.at(-1)?.query).toMatchObject({
      appid: APPID,
      version: '1.5.0',
      robot: '7',
      desc: `${SUBJECT} (${hash})`,
    })
    expect(existsSync(path.join(dir, 'pwned'))).toBe(false)
  })

  it('contains only the app', () => {
    const names = [...(ended.calls.at(-1)?.files?.keys() ?? [])].sort()
    expect(names.filter((name) => !name.endsWith('.map'))).toEqual([
      'app.js',
      'app.json',
      'app.wxss',
      'components/price/price.js',
      'components/price/price.json',
      'components/price/price.wxml',
      'domain/price.js',
      'packageA/pages/room/room.js',
      'packageA/pages/room/room.json',
      'packageA/pages/room/room.wxml',
      'pages/index/index.js',
      'pages/index/index.json',
      'pages/index/index.wxml',
      'project.config.json',
      'sitemap.json',
    ])
    // for npm run sourcemap: WeChat stores them separately
    expect(names.filter((name) => name.endsWith('.map'))).toEqual([
      'app.js.map',
      'components/price/price.js.map',
      'domain/price.js.map',
      'packageA/pages/room/room.js.map',
      'pages/index/index.js.map',
    ])
  })

  it('prints the sizes of check in its last line', () => {
    const sizes = ended.calls.at(-1)?.sizes
    const [main, packageA, total] = [sizes?.['__APP__'], sizes?.['packageA'], sizes?.['__FULL__']]
    expect(ended.json).toEqual({
      version: '1.5.0',
      sizes: { main, packageA, total },
      plugin: LIVE,
      robot: 7,
      flavour: 'plugin',
    })
    const keys = ['version', 'sizes', 'plugin', 'robot', 'flavour']
    expect(Object.keys(ended.json as object)).toEqual(keys)
    expect(ended.stdout).toMatch(/^package +size +limit +used\nmain /)
    expect(ended.stdout).toContain('live plugin 1.3.5')
    expect(ended.stdout).not.toContain('warning')
    expect(readLastUpload(dir)).toMatchObject({
      appid: APPID,
      version: '1.5.0',
      flavour: 'plugin',
      packages: { main, packageA },
      total,
      plugins: [LIVE],
    })
  })

  it('stores its source maps, which sourcemap downloads as a zip', async () => {
    const fetched = await run('sourcemap.ts', dir)
    const file = path.join(dir, 'sourcemap-robot-7.zip')
    const zip = readFileSync(file)
    expect(fetched).toMatchObject({ code: 0, json: { robot: 7, file, bytes: zip.length } })
    expect(fetched.calls.filter(({ signature }) => signature === 'valid')).toHaveLength(2)
    expect(zip.subarray(0, 2).toString()).toBe('PK')
    expect(zip.toString('latin1')).toContain('app.js.map')
  })

  it('is refused for the same version', async () => {
    const again = await upload(dir)
    expect(again).toMatchObject({ code: 2, calls: [] })
    expect(errorOf(again)).toMatchObject({ code: 'version-not-above' })
    expect(again.stderr).toContain('the tag v1.5.0 has 1.5.0, but 1.5.0 has been uploaded')
  })
})

it('previews a page in the flavour of the settings, with the QR code in a file and in the terminal', async () => {
  const dir = aShop({ 'release/upload.json': '{"flavour": "channels"}' })
  const page = ['--page', '/packageA/pages/room/room', '--query', 'room_id=7&enter=1']
  const asked = [...page, '--robot', '12', '--desc', 'By hand']
  const keyFile = { WX_UPLOAD_KEY: '', WX_UPLOAD_KEY_FILE: wechat().uploadKeyFile }
  const ended = await run('preview.ts', dir, asked, keyFile)
  expect(ended.code).toBe(0)
  const sent = ended.calls.at(-1)
  expect(sent).toMatchObject({
    path: '/wxa/ci/testSourceURL',
    signature: 'valid',
    query: {
      version: '0.0.1',
      robot: '12',
      desc: 'By hand',
      path: 'packageA/pages/room/room?room_id=7&enter=1',
    },
  })
  const qr = path.join(dir, 'preview-qr.jpg')
  const answered = sent?.answer as { body: { qrcode_img: string } }
  expect(readFileSync(qr).toString('base64')).toBe(answered.body.qrcode_img)
  const flavour = 'channels'
  expect(ended.json).toMatchObject({ version: '0.0.1', plugin: null, robot: 12, flavour, qr })
  expect(sent?.files?.get('app.json')?.toString()).not.toContain('plugin')
  // at least 21 modules, each two characters on black or white
  const drawn = ended.stdout.replaceAll('\u001b', '')
  expect(drawn).toMatch(/(?:\[4[07]m {2}\[0m){21,}\n/)
  // a preview has no version
  expect(existsSync(path.join(dir, LAST_UPLOAD_FILE))).toBe(false)
})

it('uses no network in a dry run', async () => {
  const ended = await upload(aShop(), ['--dry-run', '--version', '2.0.0'])
  expect(ended).toMatchObject({ code: 0, calls: [] })
  expect(ended.json).toMatchObject({ version: '2.0.0', plugin: LIVE, robot: 1, dryRun: true })
})

it('sends nothing if check finds problems', async () => {
  const dir = aShop({ 'miniprogram/app.wxss': 'a { b' })
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' })
  writeFileSync(path.join(dir, 'miniprogram/private.txt'), key)
  const ended = await upload(dir)
  expect(ended).toMatchObject({ code: 3, calls: [] })
  expect(errorOf(ended).code).toBe('check-failed')
  const { problems } = ended.json as { problems: { rule: string; file: string }[] }
  expect(problems[0]).toMatchObject({ rule: 'compile', file: 'miniprogram/app.wxss' })
  expect(problems).toContainEqual(
    expect.objectContaining({ rule: 'private-key', file: 'miniprogram/private.txt' }),
  )
})

describe('a refusal by WeChat ends with 1, its text and a remedy', () => {
  const refused = (ended: Ended) => {
    expect(ended.code).toBe(1)
    expect(ended.stderr).toContain(errorOf(ended).message)
    expect(ended.stderr).toContain(errorOf(ended).advice)
    return errorOf(ended)
  }

  it('80082: the account may not use the live plugin; the remedy is the channels flavour', async () => {
    wechat().fault({ kind: 'plugin-denied', code: 80082 })
    const dir = aShop()
    const error = refused(await upload(dir))
    expect(error.code).toBe('live-plugin-not-permitted')
    expect(error.message).toMatch(/^miniprogram-ci 20003, WeChat 80082: .*permission deny/)
    expect(error.advice).toContain('--flavour channels')
    expect(existsSync(path.join(dir, LAST_UPLOAD_FILE))).toBe(false)

    const taken = await upload(dir, ['--flavour', 'channels'])
    expect(taken).toMatchObject({ code: 0, json: { plugin: null, flavour: 'channels' } })
    expect(taken.stdout).toContain('channels flavour, robot 1')
    expect(taken.stdout).toMatch(/WeChat accepted the upload: .* no live plugin\.\n/)
    const { files = new Map<string, Buffer>(), sizes } = taken.calls.at(-1) ?? {}
    const room = 'packageA/pages/room/room'
    expect([...files.keys()].filter((name) => /room\.\w+$/.test(name)).sort()).toEqual(
      ['js', 'json', 'wxml'].map((ending) => `${room}.${ending}`),
    )
    expect(files.get(`${room}.wxml`)?.toString()).toContain('channel-live')
    const text = [...files.values()].map((content) => content.toString()).join('\n')
    expect(text).not.toMatch(/plugin:|plugin-private:|requirePlugin|wx2b03c6e691cd7370/)
    expect(readLastUpload(dir)).toMatchObject({
      version: '1.4.0',
      flavour: 'channels',
      total: sizes?.['__FULL__'],
      plugins: [],
    })
  })

  it('80082 for another plugin: the remedy is to add it', async () => {
    wechat().fault({ kind: 'plugin-not-added' })
    const other = { version: '1.0.5', provider: 'wx7a727ff7d940bb3f' }
    const dir = aShop({
      'miniprogram/app.json': withPlugins({ 'live-player-plugin': LIVE, other }),
    })
    const error = refused(await upload(dir))
    expect(error.code).toBe('plugin-not-added')
    expect(error.advice).toContain('declares the plugin wx7a727ff7d940bb3f, version 1.0.5')
    expect(error.advice).not.toContain('--flavour')
  })

  it('-80057: a script that WeChat cannot read; its quote is shortened', async () => {
    wechat().fault({ kind: 'script-refused' })
    const long = `console.log('${'the shop’s own code '.repeat(200)}')`
    const dir = aShop({ 'miniprogram/app.ts': `App({})\n${long}\n` })
    const ended = await upload(dir)
    const error = refused(ended)
    expect(error.code).toBe('script-refused')
    expect(error.message).toMatch(/^miniprogram-ci 20003, WeChat -80057: .*invalid file: /)
    expect(error.advice).toContain('"es6": true')
    expect(ended.stderr.length).toBeLessThan(4000)
  })

  it('a package above 2 MB that the settings of check allow', async () => {
    const dir = aShop({
      'release/check.json': '{"packageLimitKb": 4096}',
      'miniprogram/pages/index/index.wxml':
        '<view><price /><image src="/images/big.jpg" /></view>\n',
      'miniprogram/images/big.jpg': '',
    })
    writeFileSync(path.join(dir, 'miniprogram/images/big.jpg'), randomBytes(2100 * 1024))
    const error = refused(await upload(dir))
    expect(error.code).toBe('package-too-large')
    expect(error.message).toMatch(/main package source size 21\d\dKB exceed max limit 2048KB/)
    expect(error.advice).toMatch(/has 21\d\d KB and is above WeChat's limit of 2048 KB/)
  })

  it('a version that WeChat accepted without the live plugin', async () => {
    wechat().fault({ kind: 'plugin-info-missing' })
    const dir = aShop()
    const error = refused(await upload(dir))
    expect(error.code).toBe('plugin-differs')
    expect(error.advice).toContain('do not release it')
    expect(readLastUpload(dir)).toMatchObject({ version: '1.4.0' })
  })
})

it('writes the key to no file', () => expectKeyInNoFile())
