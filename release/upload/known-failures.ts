import type { Refused } from './ci-error'
import type { RefusalCode } from './refusal'
import { ANSWER_CODES, recogniseAnswer, type Diagnosis, WRONG_KEY_ADVICE } from './wechat-answers'

/** A failure without an answer from WeChat: of miniprogram-ci or of the network. */
interface Known extends Diagnosis {
  readonly fits: (refused: Refused) => boolean
}

const textMatches =
  (pattern: RegExp): Known['fits'] =>
  ({ message }) =>
    pattern.test(message)

/** The first match is used. */
const KNOWN: readonly Known[] = [
  { code: 'wrong-key', fits: ({ code }) => code === 20002, advice: WRONG_KEY_ADVICE },
  {
    code: 'certificate-not-trusted',
    fits: textMatches(
      /unable to (?:verify the first|get (?:local )?issuer) certificate|self.signed certificate|certificate has expired|certificate is not yet valid|CERT_|UNABLE_TO_VERIFY|ERR_TLS_CERT|does not match certificate/,
    ),
    advice:
      'The connection uses a certificate that node does not trust, usually that of a company proxy that ' +
      'inspects traffic. If the proxy is yours, name its certificate by NODE_EXTRA_CA_CERTS=file.pem. ' +
      'Never disable verification: the upload could reach another server.',
  },
  {
    code: 'no-network',
    fits: textMatches(
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ESOCKETTIMEDOUT|ENETUNREACH|EHOSTUNREACH|tunneling socket could not be established/,
    ),
    advice:
      'servicewechat.com cannot be reached. Check the network, and the variables HTTPS_PROXY and ' +
      'NO_PROXY.',
  },
  {
    code: 'connection-lost',
    fits: textMatches(/ECONNRESET|EPIPE|socket hang up/),
    advice:
      'The connection broke before WeChat answered. Check at mp.weixin.qq.com whether the version ' +
      'has arrived, then try again.',
  },
  {
    code: 'answer-unreadable',
    fits: textMatches(
      /SyntaxError|Unexpected (?:token|end of JSON)|not valid JSON|not (?:a )?valid json/i,
    ),
    advice:
      'The answer is not from the upload service: a proxy or a sign-in page of the network may have ' +
      'answered instead. Check at mp.weixin.qq.com whether the version has arrived, then try again ' +
      'from another network.',
  },
  {
    code: 'no-qrcode',
    fits: textMatches(/No `qrcode_img` in response/),
    advice: 'WeChat accepted the preview but sent no QR code. Try again.',
  },
]

const UNKNOWN: Diagnosis = {
  code: 'refused',
  advice:
    'This refusal is not in the list of docs/release.md. Search for the code and text above, which ' +
    'are those of miniprogram-ci and WeChat.',
}

export function recognise(refused: Refused): Diagnosis {
  const { answer } = refused
  const diagnosis = answer ? recogniseAnswer(answer) : KNOWN.find(({ fits }) => fits(refused))
  return diagnosis ?? UNKNOWN
}

/** For tests that each code is covered. */
export const KNOWN_CODES: readonly RefusalCode[] = [
  ...new Set([...ANSWER_CODES, ...[...KNOWN, UNKNOWN].map(({ code }) => code)]),
]
