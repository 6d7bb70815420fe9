import { constants, createPublicKey, publicDecrypt, randomBytes } from 'node:crypto'
import { field, parseJson } from './json'
import type { Signature } from './stand-in'

/** The random strings that were given out, and what was signed with them. */
export interface Signatures {
  /** A random string, good for one signature. */
  issue(): string
  /** Uses up the random string of a valid signature: the same one again is invalid. */
  check(signature: unknown): Signature
}

/**
 * A signature is `{ appid, rand_str }` as JSON, encrypted with the private upload key (PKCS#1), in base64.
 * @see miniprogram-ci, dist/utils/sign.js
 */
export function createSignatures(appid: string, uploadKey: string): Signatures {
  const key = createPublicKey(uploadKey)
  const issued = new Set<string>()
  const read = (signature: string): unknown => {
    const padding = constants.RSA_PKCS1_PADDING
    try {
      const plain = publicDecrypt({ key, padding }, Buffer.from(signature, 'base64'))
      return parseJson(plain.toString('utf8'))
    } catch {
      return undefined // made with another key, or no signature at all
    }
  }
  return {
    issue() {
      const randomString = randomBytes(16).toString('hex')
      issued.add(randomString)
      return randomString
    },
    check(signature) {
      if (typeof signature !== 'string' || signature === '') return 'none'
      const signed = read(signature)
      const randomString = field(signed, 'rand_str')
      const ours = typeof randomString === 'string' && field(signed, 'appid') === appid
      return ours && issued.delete(randomString) ? 'valid' : 'invalid'
    },
  }
}
