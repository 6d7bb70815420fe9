import { DEFAULT_SETTINGS } from '../settings'
import type { RefusalCode } from './refusal'

/** WeChat's answer, or that of its inner service if the answer wraps one. */
export interface WechatAnswer {
  readonly code: number
  /** "errMsg" without the wrapping. */
  readonly text: string
}

export interface Diagnosis {
  readonly code: RefusalCode
  readonly advice: string
}

/** The groups of a pattern; undefined for a missing group. */
type Groups = readonly (string | undefined)[]

/** A refusal by WeChat's upload service. */
interface KnownAnswer {
  readonly code: RefusalCode
  readonly wechatCodes: readonly number[]
  /** Matches the start of WeChat's text. Its groups are passed to `fits` and `advice`. */
  readonly text?: RegExp
  /**
   * The text is known and its code is not: the text is also matched for each code that is not
   * listed here.
   */
  readonly anyCode?: boolean
  readonly fits?: (groups: Groups) => boolean
  readonly advice: (groups: Groups) => string
}

/** WeChat's general code, whose text gives the reason. */
const GENERAL = -1

const PLUGIN_DENIED = {
  wechatCodes: [80082, -80082],
  text: /^get plugin\(id: (\w+), version: ([^)]*)\) failed, permission deny/,
}

/** File, line, character and fault, without the script that WeChat quotes after them. */
const INVALID_FILE = /^invalid file: (.+?), (\d+):(\d+), (?:SyntaxError: )?([^\n{;]{1,60})/

export const WRONG_KEY_ADVICE =
  'The upload key does not belong to this appid: it was reset at mp.weixin.qq.com, or it is the key ' +
  'of another mini-program. An administrator creates a new key (开发设置 → 小程序代码上传); ' +
  'then update WX_UPLOAD_KEY.'

/**
 * Codes and texts are those of docs/wechat-live-contract.md, Upload of the app. The texts for a
 * wrong appid and an old base library are not documented: these are guesses and are matched for -1
 * only.
 */
const KNOWN: readonly KnownAnswer[] = [
  {
    code: 'ip-not-listed',
    wechatCodes: [-10008],
    text: /^invalid ip:?\s*([0-9a-fA-F.:]*[0-9a-fA-F])/,
    advice: ([ip = 'an unknown address']) =>
      `WeChat received the upload from ${ip}, which is not on the IP list of the ` +
      'upload key. Add it at mp.weixin.qq.com, 开发设置 → 小程序代码上传 → IP白名单, or ' +
      'upload from a machine or proxy with a fixed address (HTTPS_PROXY). ' +
      'Do not disable the list: a stolen key could then be used from anywhere.',
  },
  {
    ...PLUGIN_DENIED,
    code: 'plugin-not-added',
    fits: ([provider]) =>
      provider !== undefined && provider !== DEFAULT_SETTINGS.livePlugin.provider,
    advice: ([provider = '', version = '']) =>
      `app.json declares the plugin ${provider}, version ${version}, and this mini-program may not use ` +
      'it. Add it at mp.weixin.qq.com, 设置 → 第三方设置 → 插件管理, and wait for the approval of its ' +
      'provider; or remove it from "plugins" in app.json.',
  },
  {
    ...PLUGIN_DENIED,
    code: 'live-plugin-not-permitted',
    advice: () =>
      'The plugin flavour declares the live plugin, but the account does not have the live function. ' +
      'Upload the flavour for Channels live: --flavour channels, or "flavour": ' +
      '"channels" in release/upload.json. Or apply for the function (docs/go-live.md).',
  },
  {
    code: 'plugin-too-old',
    wechatCodes: [],
    anyCode: true,
    text: /^[^a-z]*plugin\[([^\]]*)\] require minimum version\[([^\]]*)\] and your version\[([^\]]*)\]/,
    advice: ([plugin = '', minimum = '', yours = '']) =>
      `app.json declares ${plugin} ${yours}; WeChat requires ${minimum} or newer. Raise "version" ` +
      'there, and livePlugin.minVersion in release/check.json, so that npm run check reports it.',
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
        ? 'WeChat cannot read the script that its text above names. '
        : `WeChat cannot read ${file}, packed line ${line ?? '1'}, character ${column ?? '1'}: ${fault.trim()}. `) +
      'It supports neither import nor newer syntax such as optional chaining. Let miniprogram-ci compile ' +
      'the script ("es6": true and "enhance": true under "setting" of project.config.json), or use ' +
      'a script that was built to ES5.',
  },
  {
    code: 'package-too-large',
    wechatCodes: [80200, 80051],
    anyCode: true,
    text: /^(?:(main package|subpackage \S+) )?source size (\d+)\s*KB? exceed max limit (\d+)\s*([KM]B)/i,
    advice: ([which = 'A package', sizeKb, limit, unit = '']) =>
      `${sizeKb === undefined ? which : `${which} has ${sizeKb} KB and`} is above WeChat's limit` +
      `${limit === undefined ? '' : ` of ${limit} ${unit}`}. npm run check shows the sizes. Move ` +
      'pages and pictures to a subpackage, or pictures to your own server.',
  },
  {
    code: 'file-not-found',
    wechatCodes: [800059],
    text: /^(?:error: )?(\w+=\S+), file not found/,
    advice: ([what = 'a file']) =>
      `app.json names ${what}, but the package does not contain it. Add the file to the app's folder, ` +
      'or correct its path; packOptions.ignore of project.config.json may exclude it.',
  },
  {
    code: 'app-json-refused',
    wechatCodes: [80058, -80422],
    advice: () =>
      'WeChat refuses a value of app.json; its text above names it. "permission" needs a ' +
      'non-empty "desc"; "requiredPrivateInfos" needs names without "wx.", such as "getLocation".',
  },
  {
    code: 'location-not-granted',
    wechatCodes: [-80424],
    text: /^(?:error: )?\[([^\]]*)\] is not authorized/,
    advice: ([calls = 'a call']) =>
      `"requiredPrivateInfos" of app.json names ${calls}, which this account may not use. Apply for it ` +
      'at mp.weixin.qq.com, 开发管理 → 接口设置, or remove it from app.json.',
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
    advice: () => 'The appid does not exist. Correct it in project.config.json or in WX_APPID.',
  },
  {
    code: 'base-library-too-old',
    wechatCodes: [],
    text: /^.{0,20}(?:基础库|base ?library|libVersion).*(?:过期|过低|废弃|下线|不支持|expired?|deprecated|too low|too old|not support)/i,
    advice: () =>
      'WeChat no longer accepts the base library that project.config.json names. Set "libVersion" to a ' +
      'newer version; WeChat DevTools lists the versions.',
  },
]

/**
 * Identifies an answer by WeChat's code if that is known. For the general code -1, and for unknown
 * codes with a documented text, it is identified by the text.
 */
export function recogniseAnswer({ code, text }: WechatAnswer): Diagnosis | undefined {
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
