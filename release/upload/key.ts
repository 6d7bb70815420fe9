import { createPrivateKey } from 'node:crypto'
import { refusal, type Refusal, type RefusalCode } from './refusal'

export interface KeySource {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly readFile: (path: string) => string
}

/**
 * A private key for uploads. It exists in memory only and is never written, printed, or passed in
 * arguments or environment.
 */
export interface UploadKey {
  readonly pem: string
  /** The key as given, for `createRedactor`. */
  readonly given: string
}

export type ReadKey =
  | { readonly kind: 'read'; readonly key: UploadKey }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

const GET_KEY =
  'An administrator creates a key at mp.weixin.qq.com, 开发设置 → 小程序代码上传; see docs/release.md.'

/**
 * Reads the key and checks that it can sign, before anything is compiled or sent.
 *
 * `WX_UPLOAD_KEY` accepts the PEM text as downloaded, with `\n` for line breaks where a variable
 * cannot contain them, or the whole text in base64, which GitLab can mask.
 */
export function readKey({ env, readFile }: KeySource): ReadKey {
  const text = env['WX_UPLOAD_KEY'] ?? ''
  const file = env['WX_UPLOAD_KEY_FILE'] ?? ''
  if (text !== '' && file !== '')
    return refused(
      'two-keys',
      'WX_UPLOAD_KEY and WX_UPLOAD_KEY_FILE are both set.',
      'Unset one of them.',
    )
  if (text !== '') return parseKey(text, 'WX_UPLOAD_KEY')
  if (file === '')
    return refused(
      'no-key',
      'There is no upload key: neither WX_UPLOAD_KEY nor WX_UPLOAD_KEY_FILE is set.',
      `${GET_KEY} Then set WX_UPLOAD_KEY to its text, or WX_UPLOAD_KEY_FILE to its path.`,
    )
  try {
    return parseKey(readFile(file), 'the file that WX_UPLOAD_KEY_FILE names')
  } catch (error) {
    // the path is no secret, and the content has not been read
    return refused(
      'no-key',
      `The file that WX_UPLOAD_KEY_FILE names cannot be read: ${String(error)}.`,
      'Correct the path, or set WX_UPLOAD_KEY to the text of the key.',
    )
  }
}

/** @param where for the message, which never contains the key text */
export function parseKey(text: string, where: string): ReadKey {
  const junk = (what: string) =>
    refused('junk-key', `The text in ${where} ${what}.`, `Use the key as downloaded. ${GET_KEY}`)
  const pem = unwrap(text)
  if (pem === null) return junk('is no private key: it has no line -----BEGIN … PRIVATE KEY-----')
  if (/-----BEGIN (?:RSA )?PUBLIC KEY-----/.test(pem))
    return junk('is a public key; the upload needs the private key')
  if (/-----BEGIN ENCRYPTED|Proc-Type: 4,ENCRYPTED/.test(pem))
    return junk('is protected by a passphrase, which cannot be entered here')
  try {
    const key = createPrivateKey({ key: pem, format: 'pem' })
    if (key.asymmetricKeyType !== 'rsa')
      return junk(`is a key of type ${key.asymmetricKeyType ?? 'unknown'}; WeChat's are RSA`)
    return {
      kind: 'read',
      key: { pem: key.export({ type: 'pkcs1', format: 'pem' }).toString(), given: text },
    }
  } catch {
    // OpenSSL's texts ("DECODER routines::unsupported") do not explain the cause
    return junk('starts like a private key but cannot be read: it is incomplete or changed')
  }
}

/** The PEM text, unescaped or decoded; null if there is none. */
function unwrap(text: string): string | null {
  const plain = text.replaceAll('\\r', '').replaceAll('\\n', '\n').replaceAll('\r', '').trim()
  if (plain.includes('-----BEGIN')) return `${plain}\n`
  const decoded = Buffer.from(plain, 'base64').toString('utf8').replaceAll('\r', '').trim()
  return decoded.includes('-----BEGIN') ? `${decoded}\n` : null
}

function refused(code: RefusalCode, message: string, advice: string): ReadKey {
  return { kind: 'refused', refusal: refusal(code, message, advice) }
}
