import { DEFAULT_SETTINGS } from '../settings'
import type { RefusalCode } from './refusal'

/** WeChat's own answer: that of its inner service where the answer wraps one. */
export interface WechatAnswer {
  readonly code: number
  /** "errMsg" without the wrapping. */
  readonly text: string
}

export interface Told {
  readonly code: RefusalCode
  readonly advice: string
}

/** What stands in the parentheses of a pattern; undefined where a part of it was not there. */
type Groups = readonly (string | undefined)[]

/** A refusal by WeChat's upload service. */
interface KnownAnswer {
  readonly code: RefusalCode
  readonly wechatCodes: readonly number[]
  /** From the start of WeChat's text; its groups go to `fits` and `advice`. */
  readonly text?: RegExp
  /** The text is reported and its code is not: it is read beside every code that is not listed here. */
  readonly anyCode?: boolean
  readonly fits?: (groups: Groups) => boolean
  readonly advice: (groups: Groups) => string
}

/** WeChat's code for "see the text". */
const GENERAL = -1

const PLUGIN_DENIED = {
  wechatCodes: [80082, -80082],
  text: /^get plugin\(id: (\w+), version: ([^)]*)\) failed, permission deny/,
}

/** File, line, character and fault, without the script that WeChat quotes behind them. */
const INVALID_FILE = /^invalid file: (.+?), (\d+):(\d+), (?:SyntaxError: )?([^\n{;]{1,60})/

export const WRONG_KEY_ADVICE =
  'The upload key is not the one that belongs to this appid: it was reset at mp.weixin.qq.com, ' +
  "or it is another mini-program's. An administrator makes a new one (开发设置 → 小程序代码上传); " +
  'then renew WX_UPLOAD_KEY.'

/**
 * Codes and texts are those of docs/wechat-live-contract.md, Upload of the app. It knows no text for a
 * wrong appid and an old base library; these texts are likely ones, and are read beside -1 alone.
 */
const KNOWN: readonly KnownAnswer[] = [
  {
    code: 'ip-not-listed',
    wechatCodes: [-10008],
    text: /^invalid ip:?\s*([0-9a-fA-F.:]*[0-9a-fA-F])/,
    advice: ([ip = 'an address that it did not name']) =>
      `WeChat saw this machine as ${ip}, which is not on the ` +
      "upload key's IP list. Add it at mp.weixin.qq.com, 开发设置 → 小程序代码上传 → IP白名单, or " +
      'send the upload by a machine or proxy with a fixed address (HTTPS_PROXY). ' +
      'Do not switch the list off: then a stolen key uploads from anywhere.',
  },
  {
    ...PLUGIN_DENIED,
    code: 'plugin-not-added',
    fits: ([provider]) =>
      provider !== undefined && provider !== DEFAULT_SETTINGS.livePlugin.provider,
    advice: ([provider = '', version = '']) =>
      `app.json declares the plugin ${provider}, version ${version}, and this mini-program may not use ` +
      'it. Add it at mp.weixin.qq.com, 设置 → 第三方设置 → 插件管理, and wait until its provider ' +
      'agrees; or take it out of "plugins" in app.json.',
  },
  {
    ...PLUGIN_DENIED,
    code: 'live-plugin-not-permitted',
    advice: () =>
      'The account does not have the live function, and the plugin flavour declares the live plugin. ' +
      'Upload the flavour without it, for Channels live: --flavour channels, or "flavour": ' +
      '"channels" in release/upload.json. Or have the function granted (docs/go-live.md).',
  },
  {
    code: 'plugin-too-old',
    wechatCodes: [],
    anyCode: true,
    text: /^[^a-z]*plugin\[([^\]]*)\] require minimum version\[([^\]]*)\] and your version\[([^\]]*)\]/,
    advice: ([plugin = '', minimum = '', yours = '']) =>
      `app.json declares ${plugin} ${yours}; WeChat takes ${minimum} and newer. Raise "version" ` +
      'there, and livePlugin.minVersion in release/check.json, so that npm run check says it first.',
  },
  {
    code: 'plugin-version-unknown',
    wechatCodes: [],
    anyCode: true,
    text: /^插件版本不存在/,
    advice: () =>
      'app.json declares a plugin version that does not exist. WeChat DevTools shows the newest one ' +
      '(详情 → 基本信息 → 插件信息); no API lists them.',
  },
  {
    code: 'script-refused',
    wechatCodes: [-80057],
    text: INVALID_FILE,
    advice: ([file, line, column, fault = '']) =>
      (file === undefined
        ? 'WeChat cannot read a script, which its text above names. '
        : `WeChat cannot read ${file}, packed line ${line ?? '1'}, character ${column ?? '1'}: ${fault.trim()}. `) +
      'It takes neither import nor newer syntax, such as optional chaining. Have miniprogram-ci translate ' +
      'the script ("es6": true and "enhance": true under "setting" of project.config.json), or put in ' +
      'one that was built to ES5.',
  },
  {
    code: 'package-too-large',
    wechatCodes: [80200, 80051],
    anyCode: true,
    text: /^(?:(main package|subpackage \S+) )?source size (\d+)\s*KB? exceed max limit (\d+)\s*([KM]B)/i,
    advice: ([which = 'A package', sizeKb, limit, unit = '']) =>
      `${sizeKb === undefined ? which : `${which} weighs ${sizeKb} KB and`} is above WeChat's limit` +
      `${limit === undefined ? '' : ` of ${limit} ${unit}`}. npm run check shows what weighs how much: move ` +
      'pages and pictures into a subpackage, or pictures to your own server.',
  },
  {
    code: 'file-not-found',
    wechatCodes: [800059],
    text: /^(?:error: )?(\w+=\S+), file not found/,
    advice: ([what = 'a file']) =>
      `app.json names ${what}, and the package does not hold it. Put the file into the app's folder, ` +
      'or correct its path; packOptions.ignore of project.config.json may leave it out.',
  },
  {
    code: 'app-json-refused',
    wechatCodes: [80058, -80422],
    advice: () =>
      'WeChat does not take a value of app.json; its text above tells which. "permission" wants a ' +
      '"desc" that is not empty; "requiredPrivateInfos" wants names without "wx.", as "getLocation".',
  },
  {
    code: 'location-not-granted',
    wechatCodes: [-80424],
    text: /^(?:error: )?\[([^\]]*)\] is not authorized/,
    advice: ([calls = 'a call']) =>
      `"requiredPrivateInfos" of app.json names ${calls}, which this account may not use. Have it granted ` +
      'at mp.weixin.qq.com, 开发管理 → 接口设置, or take it out of app.json.',
  },
  {
    code: 'wrong-key',
    wechatCodes: [-80002],
    text: /^(?:invalid signature|signature)/i,
    advice: () => WRONG_KEY_ADVICE,
  },
  {
    code: 'wrong-appid',
    wechatCodes: [40013],
    text: /^(?:invalid app ?id|app ?id (?:is )?invalid)/i,
    advice: () =>
      'WeChat does not know the appid. Correct it in project.config.json or in WX_APPID.',
  },
  {
    code: 'base-library-too-old',
    wechatCodes: [],
    text: /^.{0,20}(?:基础库|base ?library|libVersion).*(?:过期|过低|废弃|下线|不支持|expired?|deprecated|too low|too old|not support)/i,
    advice: () =>
      'WeChat no longer takes the base library that project.config.json names. Put a newer one into ' +
      '"libVersion"; WeChat DevTools lists those that exist.',
  },
]

/**
 * By WeChat's code where it is a known one. The text decides beside the general -1, and beside an
 * unknown code where it was reported without one.
 */
export function recogniseAnswer({ code, text }: WechatAnswer): Told | undefined {
  const byCode = KNOWN.filter(({ wechatCodes }) => wechatCodes.includes(code))
  const candidates =
    byCode.length > 0
      ? byCode
      : KNOWN.filter(
          (known) => (code === GENERAL || known.anyCode) && known.text?.test(text) === true,
        )
  for (const known of candidates) {
    const groups = groupsOf(known, text)
    if (known.fits?.(groups) ?? true) return { code: known.code, advice: known.advice(groups) }
  }
  return undefined
}

function groupsOf({ text: pattern }: KnownAnswer, text: string): Groups {
  return pattern?.exec(text)?.slice(1) ?? []
}

export const ANSWER_CODES: readonly RefusalCode[] = KNOWN.map(({ code }) => code)
