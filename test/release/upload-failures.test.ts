import type { CiError } from '../../release/upload/ci-error'
import { explainFailure } from '../../release/upload/failures'
import { KNOWN_CODES } from '../../release/upload/known-failures'

/** The form in which miniprogram-ci passes on WeChat's answer to an upload. */
const answered = (errCode: number, errMsg: string): CiError => ({
  code: 20003,
  message: `Error: ${JSON.stringify({ errCode, errMsg })}`,
})
const inner = (code: number, errMsg: string) =>
  answered(-1, `inner upload fail with errcode: ${code}, errmsg: ${errMsg}`)
const explained = (error: CiError) => explainFailure({ kind: 'refused', error })

const denied = (plugin: string) => `get plugin(id: ${plugin}) failed, permission deny`
const DENIED = denied('wx2b03c6e691cd7370, version: 1.3.5')
/** WeChat's answer for a script that was not compiled; it quotes the whole script. */
const BROKEN =
  'invalid file: pages/a/a.js, 1:6, SyntaxError: Unexpected token {import{a as o}from"../b"'
const CI_DOC = 'reference: https://developers.weixin.qq.com/miniprogram/dev/devtools/ci.html'

/** Texts of docs/wechat-live-contract.md, Upload of the app, or of miniprogram-ci and node. */
const SEEN: [string, CiError, RegExp][] = [
  [
    'ip-not-listed',
    answered(-10008, `invalid ip: 203.0.113.9, ${CI_DOC}`),
    /received the upload from 203\.0\.113\.9,/,
  ],
  ['ip-not-listed', answered(-10008, `invalid ip: 2001:db8::1, ${CI_DOC}`), /from 2001:db8::1,/],
  [
    'ip-not-listed',
    { code: 20001, message: `Error: errCode: -10008; errMsg: invalid ip: 203.0.113.9` },
    /203\.0\.113\.9,/,
  ],
  ['ip-not-listed', answered(-10008, 'no'), /from an unknown address/],
  ['live-plugin-not-permitted', inner(80082, DENIED), /live function/],
  ['live-plugin-not-permitted', inner(-80082, 'failed'), /--flavour channels/],
  ['live-plugin-not-permitted', answered(-80082, 'failed'), /--flavour channels/],
  ['live-plugin-not-permitted', answered(-1, DENIED), /docs\/go-live\.md/],
  [
    'plugin-not-added',
    inner(80082, denied('wx7a727ff7d940bb3f, version: 0.0.14')),
    /declares the plugin wx7a727ff7d940bb3f, version 0\.0\.14,.*插件管理/,
  ],
  ['plugin-not-added', answered(-80082, denied('wx2ea687f4258401a9, version: 0.3.8')), /"plugins"/],
  [
    'script-refused',
    inner(-80057, BROKEN),
    /cannot read pages\/a\/a\.js, packed line 1, character 6: Unexpected token\. .*"es6": true/,
  ],
  [
    'script-refused',
    answered(-80057, 'invalid file'),
    /cannot read the script that its text above names\./,
  ],
  [
    'file-not-found',
    inner(800059, 'error: iconPath=a/b.png, file not found'),
    /names iconPath=a\/b\.png,/,
  ],
  ['app-json-refused', inner(80058, 'desc of scope.userLocation is empty'), /"desc"/],
  [
    'app-json-refused',
    inner(-80422, 'error: [wx.getLocation] is wrong API name'),
    /without "wx\."/,
  ],
  [
    'location-not-granted',
    inner(-80424, 'error: [getFuzzyLocation] is not authorized'),
    /names getFuzzyLocation,.*接口设置/,
  ],
  [
    'plugin-too-old',
    answered(
      -1,
      '非法的插件版本,plugin[live-player-plugin] require minimum version[1.2.0] and your version[1.0.9]',
    ),
    /declares live-player-plugin 1\.0\.9; WeChat requires 1\.2\.0/,
  ],
  ['plugin-version-unknown', answered(-1, '插件版本不存在'), /does not exist/],
  [
    'package-too-large',
    answered(-1, 'main package source size 2345KB exceed max limit 2048KB'),
    /main package|package has 2345 KB and is above WeChat's limit of 2048 KB/,
  ],
  ['package-too-large', inner(80200, 'main package size exceed 2MB'), /A package is above/],
  [
    'package-too-large',
    inner(80051, 'source size 2642KB exceed max limit 2MB'),
    /A package has 2642 KB and is above WeChat's limit of 2 MB\./,
  ],
  [
    'package-too-large',
    inner(80999, 'main package source size 2345KB exceed max limit 2048KB'),
    /^main package has 2345 KB/,
  ],
  ['base-library-too-old', answered(-1, '基础库版本过低'), /"libVersion"/],
  ['base-library-too-old', answered(-1, 'base library 1.9.0 is expired'), /"libVersion"/],
  ['wrong-key', answered(-1, 'invalid signature'), /WX_UPLOAD_KEY/],
  ['wrong-key', answered(-1, 'get new ticket fail: innerCode: -80002'), /WX_UPLOAD_KEY/],
  [
    'wrong-key',
    { code: 20002, message: 'generate local signature fail.' },
    /does not belong to this appid/,
  ],
  [
    'wrong-appid',
    { code: 20001, message: 'Error: errCode: 40013; errMsg: invalid appid' },
    /WX_APPID/,
  ],
  [
    'certificate-not-trusted',
    { code: 20001, message: 'Error: unable to verify the first certificate' },
    /NODE_EXTRA_CA_CERTS/,
  ],
  [
    'certificate-not-trusted',
    { code: 20001, message: 'Error: self-signed certificate in certificate chain' },
    /NODE_EXTRA_CA_CERTS/,
  ],
  [
    'certificate-not-trusted',
    { code: 20001, message: 'Error: certificate has expired' },
    /Never disable/,
  ],
  [
    'no-network',
    { code: 20001, message: 'Error: getaddrinfo ENOTFOUND servicewechat.com' },
    /HTTPS_PROXY/,
  ],
  [
    'no-network',
    {
      code: 20001,
      message:
        'Error: tunneling socket could not be established, cause=connect ECONNREFUSED 127.0.0.1:9',
    },
    /cannot be reached/,
  ],
  ['connection-lost', { code: 20003, message: 'Error: socket hang up' }, /has arrived/],
  ['connection-lost', { code: 20003, message: 'Error: read ECONNRESET' }, /has arrived/],
  [
    'answer-unreadable',
    { code: 20001, message: 'SyntaxError: Unexpected token < in JSON at position 0' },
    /sign-in page/,
  ],
  [
    'answer-unreadable',
    { code: null, message: 'download source map failed: info resp is not valid json' },
    /sign-in page/,
  ],
  ['no-qrcode', { code: null, message: 'No `qrcode_img` in response.' }, /no QR code/],
]

it.each(SEEN)('recognises %s and gives a remedy', (code, error, advice) => {
  const refusal = explained(error)
  expect(refusal.code).toBe(code)
  expect(refusal.advice).toMatch(advice)
  expect(refusal.advice).not.toMatch(/undefined|NaN|\?/)
})

it.each<[string, CiError, string]>([
  [
    'an address in a refused script',
    inner(-80057, `${BROKEN};"invalid ip: 1.2.3.4"`),
    'script-refused',
  ],
  ['a plugin in a refused script', inner(-80057, `${BROKEN};"${DENIED}"`), 'script-refused'],
  ['a network in a refused script', inner(-80057, `${BROKEN};"ECONNRESET"`), 'script-refused'],
  [
    'a signature beside the code of an address',
    answered(-10008, 'invalid signature'),
    'ip-not-listed',
  ],
  ['a plugin beside an unknown code', inner(80999, DENIED), 'refused'],
  ['a signature beside an unknown code', answered(80999, 'invalid signature'), 'refused'],
  [
    'a fault of JSON beside the general code',
    answered(-1, 'SyntaxError: Unexpected token <'),
    'refused',
  ],
])('prefers the code to the text: %s', (_what, error, code) => {
  expect(explained(error).code).toBe(code)
})

it('shortens the script that WeChat quotes', () => {
  const { message } = explained(inner(-80057, `${BROKEN};${'/* the shop */'.repeat(500)}`))
  expect(message).toMatch(/^miniprogram-ci 20003, WeChat -80057: .*pages\/a\/a\.js.*…$/)
  expect(message.length).toBeLessThan(700)
})

it('has a case for each code', () => {
  expect(new Set([...SEEN.map(([code]) => code), 'refused'])).toEqual(new Set(KNOWN_CODES))
})

it("keeps miniprogram-ci's code and text, and WeChat's inner code", () => {
  expect(explained(inner(80082, DENIED)).message).toBe(
    `miniprogram-ci 20003, WeChat 80082: {"errCode":-1,"errMsg":"inner upload fail with errcode: 80082, errmsg: ${DENIED}"}`,
  )
  expect(explained({ code: 20001, message: 'Error: errCode: -7; errMsg: busy' }).message).toBe(
    'miniprogram-ci 20001, WeChat -7: errCode: -7; errMsg: busy',
  )
})

it.each([
  [
    answered(-1, 'system error'),
    'miniprogram-ci 20003, WeChat -1: {"errCode":-1,"errMsg":"system error"}',
  ],
  [{ code: null, message: '' }, 'no text'],
  [
    { code: 'E1', message: 'params robot is invalid' },
    'miniprogram-ci E1: params robot is invalid',
  ],
])('prints unknown errors unchanged', (error, message) => {
  expect(explained(error)).toMatchObject({ code: 'refused', message })
})

it('has codes of their own for a time limit and a crash', () => {
  expect(explainFailure({ kind: 'timed-out', limitMs: 90_400, doing: 'upload' })).toMatchObject({
    code: 'time-limit',
    message: 'No answer within 90 s. Last step: upload. The upload was stopped.',
  })
  expect(explainFailure({ kind: 'crashed', output: '' })).toMatchObject({
    code: 'crashed',
    message: 'miniprogram-ci ended without an answer: it printed nothing',
  })
})
