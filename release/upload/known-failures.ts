import type { Refused } from './failures'
import type { RefusalCode } from './refusal'

/** A failure that has been seen before, or is told apart by its words. */
interface Known {
  readonly code: RefusalCode
  /** What was found in the refusal; null: it is another failure. */
  readonly find: (refused: Refused) => readonly string[] | null
  readonly advice: (found: readonly string[]) => string
}

interface Told {
  readonly code: RefusalCode
  readonly advice: string
}

const NETWORK =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ESOCKETTIMEDOUT|ENETUNREACH|EHOSTUNREACH|tunneling socket could not be established/
const UNTRUSTED =
  /unable to (?:verify the first|get (?:local )?issuer) certificate|self.signed certificate|certificate has expired|certificate is not yet valid|CERT_|UNABLE_TO_VERIFY|ERR_TLS_CERT|does not match certificate/
const HUNG_UP = /ECONNRESET|EPIPE|socket hang up/

/**
 * In this order; the first that fits speaks. The codes and texts are those of
 * docs/wechat-live-contract.md, Upload of the app. It knows none for a wrong key, a wrong appid and
 * an old base library, which are told by their words, so that a refusal in other words still shows
 * its own code and text.
 */
const KNOWN: readonly Known[] = [
  {
    code: 'ip-not-listed',
    find: ({ message, wechatCode }) => {
      const ip = /invalid ip:?\s*([0-9a-fA-F.:]+)/.exec(message)
      if (ip) return [(ip[1] ?? '').replace(/[.:]+$/, '')]
      return wechatCode === -10008 && !/signature/i.test(message) ? [''] : null
    },
    advice: ([ip = '']) =>
      `WeChat saw this machine as ${ip || 'an address that it did not name'}, which is not on the ` +
      "upload key's IP list. Add it at mp.weixin.qq.com, 开发设置 → 小程序代码上传 → IP白名单, or " +
      'send the upload by a machine or proxy with a fixed address (HTTPS_PROXY). ' +
      'Do not switch the list off: then a stolen key uploads from anywhere.',
  },
  {
    code: 'live-plugin-not-permitted',
    find: ({ message, wechatCode }) =>
      wechatCode === 80082 || wechatCode === -80082 || /permission deny/i.test(message) ? [] : null,
    advice: () =>
      'The account does not have the live function, and the plugin flavour declares the live plugin. ' +
      'Upload the flavour without it, for Channels live: --flavour channels, or "flavour": ' +
      '"channels" in release/upload.json. Or have the function granted (docs/go-live.md).',
  },
  {
    code: 'plugin-too-old',
    find: ({ message }) => {
      const found =
        /plugin\[([^\]]*)\] require minimum version\[([^\]]*)\] and your version\[([^\]]*)\]/.exec(
          message,
        )
      return found?.slice(1) ?? null
    },
    advice: ([plugin = '', minimum = '', yours = '']) =>
      `app.json declares ${plugin} ${yours}; WeChat takes ${minimum} and newer. Raise "version" ` +
      'there, and livePlugin.minVersion in release/check.json, so that npm run check says it first.',
  },
  {
    code: 'plugin-version-unknown',
    find: ({ message }) => (message.includes('插件版本不存在') ? [] : null),
    advice: () =>
      'app.json declares a plugin version that does not exist. WeChat DevTools shows the newest one ' +
      '(详情 → 基本信息 → 插件信息); no API lists them.',
  },
  {
    code: 'package-too-large',
    find: ({ message, wechatCode }) => {
      const sizes = /(\S+(?: package)?) source size (\d+)\s*KB exceed max limit (\d+)\s*KB/i.exec(
        message,
      )
      if (sizes) return sizes.slice(1)
      return wechatCode === 80200 || /exceed max limit/i.test(message) ? [] : null
    },
    advice: ([which, size, limit]) =>
      `${which === undefined ? 'A package' : `${which} weighs ${size ?? '?'} KB and`} is above ` +
      `WeChat's limit${limit === undefined ? '' : ` of ${limit} KB`}. npm run check shows what ` +
      'weighs how much: move pages and pictures into a subpackage, or pictures to your own server.',
  },
  {
    code: 'base-library-too-old',
    find: ({ message }) =>
      /(?:基础库|base ?library|libVersion).*(?:过期|过低|废弃|下线|不支持|expired?|deprecated|too low|too old|not support)/i.test(
        message,
      )
        ? []
        : null,
    advice: () =>
      'WeChat no longer takes the base library that project.config.json names. Put a newer one into ' +
      '"libVersion"; WeChat DevTools lists those that exist.',
  },
  {
    code: 'wrong-key',
    find: ({ code, message }) => (code === 20002 || /signature/i.test(message) ? [] : null),
    advice: () =>
      'The upload key is not the one that belongs to this appid: it was reset at mp.weixin.qq.com, ' +
      "or it is another mini-program's. An administrator makes a new one (开发设置 → 小程序代码上传); " +
      'then renew WX_UPLOAD_KEY.',
  },
  {
    code: 'wrong-appid',
    find: ({ message }) => (/invalid app ?id|app ?id (?:is )?invalid/i.test(message) ? [] : null),
    advice: () =>
      'WeChat does not know the appid. Correct it in project.config.json or in WX_APPID.',
  },
  {
    code: 'certificate-not-trusted',
    find: ({ message }) => (UNTRUSTED.test(message) ? [] : null),
    advice: () =>
      'Somebody on the way shows a certificate that node does not trust, mostly a company proxy that ' +
      'reads along. If that is yours, name its certificate by NODE_EXTRA_CA_CERTS=file.pem. Never ' +
      'switch verification off: the upload could go anywhere.',
  },
  {
    code: 'no-network',
    find: ({ message }) => (NETWORK.test(message) ? [] : null),
    advice: () =>
      'servicewechat.com cannot be reached. Check the network, and HTTPS_PROXY and NO_PROXY of the ' +
      'environment.',
  },
  {
    code: 'connection-lost',
    find: ({ message }) => (HUNG_UP.test(message) ? [] : null),
    advice: () =>
      'The line broke before WeChat had answered. Look at mp.weixin.qq.com whether the version ' +
      'arrived all the same, then try again.',
  },
  {
    code: 'answer-unreadable',
    find: ({ message }) =>
      /SyntaxError|Unexpected (?:token|end of JSON)|not valid JSON|not (?:a )?valid json/i.test(
        message,
      )
        ? []
        : null,
    advice: () =>
      'What came back is not from the upload service: a proxy or sign-in page of the network may ' +
      'have answered in its place. Look at mp.weixin.qq.com whether the version arrived, then try ' +
      'again from another network.',
  },
  {
    code: 'no-qrcode',
    find: ({ message }) => (message.includes('No `qrcode_img` in response') ? [] : null),
    advice: () => 'WeChat took the preview and sent no picture of it. Try again.',
  },
]

const UNKNOWN: Told = {
  code: 'refused',
  advice:
    'This refusal is not among the known ones (docs/release.md). Its code and text above are those ' +
    'of miniprogram-ci and WeChat: search for them.',
}

export function recognise(refused: Refused): Told {
  for (const { code, find, advice } of KNOWN) {
    const found = find(refused)
    if (found !== null) return { code, advice: advice(found) }
  }
  return UNKNOWN
}

/** So that a test can show each of them to have been seen. */
export const KNOWN_CODES: readonly RefusalCode[] = [...KNOWN, UNKNOWN].map(({ code }) => code)
