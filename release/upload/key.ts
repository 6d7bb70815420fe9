import { createPrivateKey } from 'node:crypto'
import { refusal, type Refusal, type RefusalCode } from './refusal'

export interface KeySource {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly readFile: (path: string) => string
}

/**
 * A private key for uploads, as PKCS#1 PEM, and everything else that would give it away. In memory
 * only: it is written nowhere, printed nowhere, and stands in no argument or environment.
 */
export interface UploadKey {
  readonly pem: string
  /** As it was given; for `scrubber` alone. */
  readonly given: string
}

export type ReadKey =
  | { readonly kind: 'read'; readonly key: UploadKey }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

const GET_ONE =
  'An administrator makes one at mp.weixin.qq.com, 开发设置 → 小程序代码上传; see docs/release.md.'

/**
 * Reads the key and makes sure that it can sign, before anything is compiled or sent.
 *
 * `WX_UPLOAD_KEY` takes the PEM text as downloaded, with `\n` written out where a variable cannot
 * hold lines, or the whole text in base64, which is what GitLab can mask.
 */
export function readKey({ env, readFile }: KeySource): ReadKey {
  const text = env['WX_UPLOAD_KEY'] ?? ''
  const file = env['WX_UPLOAD_KEY_FILE'] ?? ''
  if (text !== '' && file !== '')
    return refused(
      'two-keys',
      'WX_UPLOAD_KEY and WX_UPLOAD_KEY_FILE are both set.',
      'Unset the one that is not meant: which key signs must not be a matter of luck.',
    )
  if (text !== '') return parseKey(text, 'WX_UPLOAD_KEY')
  if (file === '')
    return refused(
      'no-key',
      'There is no upload key: neither WX_UPLOAD_KEY nor WX_UPLOAD_KEY_FILE is set.',
      `${GET_ONE} Then set WX_UPLOAD_KEY to its text, or WX_UPLOAD_KEY_FILE to its path.`,
    )
  try {
    return parseKey(readFile(file), 'the file that WX_UPLOAD_KEY_FILE names')
  } catch (error) {
    // the path is no secret, and what stands in the file has not been read
    return refused(
      'no-key',
      `The file that WX_UPLOAD_KEY_FILE names cannot be read: ${String(error)}.`,
      'Correct the path, or set WX_UPLOAD_KEY to the text of the key.',
    )
  }
}

/** @param where for the message; the text itself is never part of one, not even a junk text */
export function parseKey(text: string, where: string): ReadKey {
  const junk = (what: string) =>
    refused('junk-key', `The text in ${where} ${what}.`, `Put in the key as downloaded. ${GET_ONE}`)
  const pem = unwrap(text)
  if (pem === null) return junk('is no private key: it has no line -----BEGIN … PRIVATE KEY-----')
  if (/-----BEGIN (?:RSA )?PUBLIC KEY-----/.test(pem))
    return junk('is a public key; the private one signs')
  if (/-----BEGIN ENCRYPTED|Proc-Type: 4,ENCRYPTED/.test(pem))
    return junk('is locked with a passphrase, which nobody is here to type')
  try {
    const key = createPrivateKey({ key: pem, format: 'pem' })
    if (key.asymmetricKeyType !== 'rsa')
      return junk(`is a key of type ${key.asymmetricKeyType ?? 'unknown'}; WeChat's are RSA`)
    return {
      kind: 'read',
      key: { pem: key.export({ type: 'pkcs1', format: 'pem' }).toString(), given: text },
    }
  } catch {
    // OpenSSL's words ("DECODER routines::unsupported") help nobody here
    return junk('begins like a private key and cannot be read: it is cut off or changed')
  }
}

/** The PEM text in what was given, whichever of the ways it was wrapped in; null when there is none. */
function unwrap(text: string): string | null {
  const plain = text.replaceAll('\\r', '').replaceAll('\\n', '\n').replaceAll('\r', '').trim()
  if (plain.includes('-----BEGIN')) return `${plain}\n`
  const decoded = Buffer.from(plain, 'base64').toString('utf8').replaceAll('\r', '').trim()
  return decoded.includes('-----BEGIN') ? `${decoded}\n` : null
}

function refused(code: RefusalCode, message: string, advice: string): ReadKey {
  return { kind: 'refused', refusal: refusal(code, message, advice) }
}
