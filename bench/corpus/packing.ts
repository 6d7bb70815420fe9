import type { Fault } from './fault'

const CONFIG = 'project.config.json'
const SETTINGS = 'release/check.json'
const UNUSED = '"ignoreUploadUnusedFiles": true'

/** Adds a file that is packed because unused files are packed. */
const packed =
  (path: string, content: string | Uint8Array): Fault['edit'] =>
  (app) => {
    app.write(path, content)
    app.replace(CONFIG, UNUSED, '"ignoreUploadUnusedFiles": false')
  }

const ignored =
  (type: string, value: string): Fault['edit'] =>
  (app) =>
    app.replace(CONFIG, '"ignore": [', `"ignore": [{ "type": "${type}", "value": "${value}" },`)

const KEY = '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n'

/** Pseudo-random bytes, which cannot be compressed. */
function noise(bytes: number): Uint8Array {
  let state = 1
  return Uint8Array.from({ length: bytes }, () => {
    state = (state * 48_271) % 2_147_483_647
    return state & 255
  })
}

const TOO_MUCH: readonly Fault[] = [
  {
    name: 'a test beside its source',
    rule: 'packed-test-code',
    edit: packed('miniprogram/domain/__tests__/price.ts', 'export const price = 1\n'),
  },
  {
    name: 'a script that uses the sandbox',
    rule: 'packed-test-code',
    edit: (app) =>
      app.write(
        'miniprogram/live/services/phone/toast.ts',
        `${app.read('miniprogram/live/services/phone/toast.ts')}\nexport const sandbox = '/__sandbox/state'\n`,
      ),
  },
  {
    name: 'a file of npm',
    rule: 'packed-stray',
    edit: packed('miniprogram/package.json', '{ "name": "app" }\n'),
  },
  {
    name: 'scripts of the documentation',
    rule: 'packed-stray',
    edit: packed('miniprogram/docs/example.js', 'module.exports = 1\n'),
  },
  {
    name: 'a private key in a certificate',
    rule: 'packed-secret',
    edit: packed('miniprogram/domain/upload.cer', KEY),
  },
  {
    name: 'a private key in a script',
    rule: 'packed-secret',
    edit: packed('miniprogram/domain/sign.ts', `export const key = \`${KEY}\`\n`),
  },
  {
    name: 'an upload key in the folder of the app, under a name that is not packed',
    rule: 'private-key',
    edit: (app) => app.write('miniprogram/private.wx0000000000000001.key', KEY),
  },
  {
    name: 'an upload key in a file that is named like a picture',
    rule: 'private-key',
    edit: (app) => app.write('miniprogram/unused.webp', KEY),
  },
  {
    name: 'the AppSecret in the settings',
    rule: 'packed-secret',
    edit: (app) =>
      app.write(
        'miniprogram/config.ts',
        `${app.read('miniprogram/config.ts')}\nexport const login = { appSecret: '${'0f1e'.repeat(8)}' }\n`,
      ),
  },
]

const TOO_LITTLE: readonly Fault[] = [
  {
    name: 'a script that is excluded from the package',
    rule: 'not-packed',
    at: 'miniprogram/live/domain/text.ts',
    edit: ignored('folder', 'live/domain/text'),
  },
  {
    name: 'styles that are excluded from the package',
    rule: 'not-packed',
    at: 'miniprogram/app.wxss',
    edit: ignored('file', 'live/styles/tokens.wxss'),
  },
  {
    name: 'a picture of a kind that WeChat does not pack',
    rule: 'not-packed',
    edit: (app) => {
      const page = 'miniprogram/pages/index/index.wxml'
      app.write('miniprogram/pictures/empty.webp', noise(64))
      app.write(page, `<image src="/pictures/empty.webp" />\n${app.read(page)}`)
    },
  },
]

const TOO_LARGE: readonly Fault[] = [
  {
    name: 'two megabytes of pictures in the main package',
    rule: 'package-size',
    at: 'miniprogram/app.json',
    edit: (app) => app.write('miniprogram/pictures/large.png', noise(2 * 1024 * 1024)),
  },
  {
    name: 'two megabytes of pictures in the live package',
    rule: 'package-size',
    at: 'miniprogram/app.json',
    edit: (app) => app.write('miniprogram/packageA/large.png', noise(2 * 1024 * 1024 + 1)),
  },
  {
    name: 'a picture as large as the whole budget',
    rule: 'size-budget',
    at: SETTINGS,
    edit: (app) => app.write('miniprogram/pictures/more.png', noise(200 * 1024)),
  },
]

export const PACKING_FAULTS: readonly Fault[] = [...TOO_MUCH, ...TOO_LITTLE, ...TOO_LARGE]
