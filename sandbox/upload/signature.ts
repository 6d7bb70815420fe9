import { constants, createPublicKey, publicDecrypt, randomBytes } from 'node:crypto'
import { field, parseJson } from './json'
import type { Signature } from './stand-in'

/** Issues random strings and checks the signatures made with them. */
export interface Signatures {
  /** A random string for one signature. */
  issue(): string
  /** A valid signature consumes its random string: the same signature is invalid the second time. */
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
      return undefined // made with another key, or not a signature
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
