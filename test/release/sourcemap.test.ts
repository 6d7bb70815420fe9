/**
 * Runs the script of `npm run sourcemap` when WeChat or the network refuses. All commands share the
 * function that sends, and this one compiles nothing. For its success see upload.test.ts.
 */
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { startUploadStandIn, type UploadFault, type UploadStandIn } from '../../sandbox/upload'
import { TEMP_PREFIX } from '../../release/upload/send'
import { aProjectFolder } from './shop-builder'
import { aHome, errorOf, filesWith, outputsWith, piecesOf, variablesOf } from './upload-run'

const APPID = 'wx0000000000000001'
const another = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs1', format: 'pem' })
  .toString()

const home = aHome()
const shop = aProjectFolder()
let wechat: UploadStandIn
let pieces: readonly string[]
let onCall = (): void => undefined

beforeAll(async () => {
  wechat = await startUploadStandIn({ appid: APPID, onCall: () => onCall() })
  pieces = piecesOf(wechat.uploadKey)
})
beforeEach(() => {
  wechat.fault(null)
  onCall = () => undefined
})
afterEach(() => {
  expect(readdirSync(home.home).filter((name) => name.startsWith(TEMP_PREFIX))).toEqual([])
})
afterAll(async () => {
  await wechat.close()
  shop.remove()
  home.remove()
})

interface Given {
  readonly fault?: UploadFault
  readonly env?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
  readonly onStarted?: (interrupt: () => void) => void
}

async function run({ fault, env = {}, args = [], onStarted }: Given = {}) {
  wechat.fault(fault ?? null)
  const ended = await home.run('sourcemap.ts', ['--project', shop.dir, '--json', ...args], {
    env: { ...variablesOf(wechat), ...env },
    ...(onStarted && { onStarted }),
  })
  expect(outputsWith(pieces, ended)).toEqual([])
  return ended
}

/** A closed port. */
function aDeadPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 9))
    })
  })
}

const BROKEN: [string, Given, string, RegExp][] = [
  ['another key', { env: { WX_UPLOAD_KEY: another } }, 'wrong-key', /signature/],
  [
    'a certificate that nobody trusts',
    { env: { NODE_EXTRA_CA_CERTS: '' } },
    'certificate-not-trusted',
    /^miniprogram-ci 20001: .*certificate/,
  ],
  [
    'an address that is not on the list',
    { fault: { kind: 'ip-refused', ip: '203.0.113.9' } },
    'ip-not-listed',
    /invalid ip: 203\.0\.113\.9/,
  ],
  ['an answer that is no JSON', { fault: { kind: 'junk' } }, 'answer-unreadable', /JSON/],
  [
    'silence',
    { fault: { kind: 'hangs' }, args: ['--time-limit', '3'] },
    'time-limit',
    /^No answer within 3 s/,
  ],
]

it.each(BROKEN)('ends with 1 and a remedy at %s', async (_what, given, code, message) => {
  const ended = await run(given)
  expect(ended.code).toBe(1)
  const error = errorOf(ended)
  expect(error).toMatchObject({ code, message: expect.stringMatching(message) as string })
  expect(ended.stderr).toContain(`${code}: ${error.message}`)
  expect(ended.stderr).toContain(error.advice)
  if (given.fault?.kind === 'ip-refused') expect(error.advice).toContain('203.0.113.9')
})

it('ends with 1 and a remedy without a network', async () => {
  const ended = await run({ env: { HTTPS_PROXY: `http://127.0.0.1:${await aDeadPort()}` } })
  expect(ended.code).toBe(1)
  expect(errorOf(ended)).toMatchObject({
    code: 'no-network',
    message: expect.stringContaining('ECONNREFUSED') as string,
    advice: expect.stringContaining('HTTPS_PROXY') as string,
  })
})

it('stops at Ctrl-C while WeChat does not answer, and removes its folder', async () => {
  const out = path.join(shop.dir, 'never.zip')
  let asked = 0
  const ended = await run({
    fault: { kind: 'hangs' },
    args: ['--out', out],
    onStarted: (interrupt) => {
      onCall = () => {
        asked += 1
        interrupt()
      }
    },
  })
  expect(asked).toBe(1)
  expect(ended.code).toBe(130)
  expect(ended.stderr).toContain('Interrupted.')
  expect(existsSync(out)).toBe(false)
})

it('prints an unknown text without the key', async () => {
  const errMsg = `系统繁忙 ${wechat.uploadKey} 系统繁忙`
  const ended = await run({ fault: { kind: 'error', errCode: -80011, errMsg } })
  expect(ended.code).toBe(1)
  const { code, message } = errorOf(ended)
  expect(code).toBe('refused')
  expect(message).toMatch(/WeChat -80011: .*系统繁忙 .*\[upload key\].* 系统繁忙/s)
})

it('writes the key to no file', () => {
  for (const folder of [home.home, shop.dir]) expect(filesWith(pieces, folder)).toEqual([])
  // the search finds the key where it exists
  const { uploadKeyFile } = wechat
  expect(filesWith(pieces, path.dirname(uploadKeyFile))).toEqual([uploadKeyFile])
})
