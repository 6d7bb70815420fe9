import type { Refused } from './ci-error'
import type { RefusalCode } from './refusal'
import { ANSWER_CODES, recogniseAnswer, type Told, WRONG_KEY_ADVICE } from './wechat-answers'

/** A failure without an answer of WeChat: of miniprogram-ci, or of the way to WeChat. */
interface Known extends Told {
  readonly fits: (refused: Refused) => boolean
}

const worded =
  (pattern: RegExp): Known['fits'] =>
  ({ message }) =>
    pattern.test(message)

/** The first that fits is used. */
const KNOWN: readonly Known[] = [
  { code: 'wrong-key', fits: ({ code }) => code === 20002, advice: WRONG_KEY_ADVICE },
  {
    code: 'certificate-not-trusted',
    fits: worded(
      /unable to (?:verify the first|get (?:local )?issuer) certificate|self.signed certificate|certificate has expired|certificate is not yet valid|CERT_|UNABLE_TO_VERIFY|ERR_TLS_CERT|does not match certificate/,
    ),
    advice:
      'Somebody on the way shows a certificate that node does not trust, mostly a company proxy that ' +
      'reads along. If that is yours, name its certificate by NODE_EXTRA_CA_CERTS=file.pem. Never ' +
      'switch verification off: the upload could go anywhere.',
  },
  {
    code: 'no-network',
    fits: worded(
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ESOCKETTIMEDOUT|ENETUNREACH|EHOSTUNREACH|tunneling socket could not be established/,
    ),
    advice:
      'servicewechat.com cannot be reached. Check the network, and HTTPS_PROXY and NO_PROXY of the ' +
      'environment.',
  },
  {
    code: 'connection-lost',
    fits: worded(/ECONNRESET|EPIPE|socket hang up/),
    advice:
      'The line broke before WeChat had answered. Look at mp.weixin.qq.com whether the version ' +
      'arrived all the same, then try again.',
  },
  {
    code: 'answer-unreadable',
    fits: worded(
      /SyntaxError|Unexpected (?:token|end of JSON)|not valid JSON|not (?:a )?valid json/i,
    ),
    advice:
      'What came back is not from the upload service: a proxy or sign-in page of the network may ' +
      'have answered in its place. Look at mp.weixin.qq.com whether the version arrived, then try ' +
      'again from another network.',
  },
  {
    code: 'no-qrcode',
    fits: worded(/No `qrcode_img` in response/),
    advice: 'WeChat took the preview and sent no picture of it. Try again.',
  },
]

const UNKNOWN: Told = {
  code: 'refused',
  advice:
    'This refusal is not among the known ones (docs/release.md). Its code and text above are those ' +
    'of miniprogram-ci and WeChat: search for them.',
}

export function recognise(refused: Refused): Told {
  const { answer } = refused
  const told = answer ? recogniseAnswer(answer) : KNOWN.find(({ fits }) => fits(refused))
  return told ?? UNKNOWN
}

/** So that a test can show each of them to have been seen. */
export const KNOWN_CODES: readonly RefusalCode[] = [
  ...new Set([...ANSWER_CODES, ...[...KNOWN, UNKNOWN].map(({ code }) => code)]),
]
