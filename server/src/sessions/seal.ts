import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'

/**
 * A session as stored: a name and an encrypted text. Both derive from the token, which only the
 * phone has, so the storage alone gives no access to a session.
 */
export interface SealedSession {
  readonly name: string
  readonly sealed: Buffer
}

const ALGORITHM = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * The storage key of the session of this token.
 *  @example nameOf(token) // where the storage keeps the session of this token
 */
export function nameOf(token: string): string {
  return createHash('sha256').update(`session name ${token}`).digest('base64url')
}

export function seal(token: string, secret: string): SealedSession {
  const name = nameOf(token)
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(ALGORITHM, keyOf(token), iv).setAAD(Buffer.from(name))
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return { name, sealed: Buffer.concat([iv, cipher.getAuthTag(), text]) }
}

/** Returns undefined if the text was sealed with another token or was changed. */
export function unseal(token: string, sealed: Buffer): string | undefined {
  try {
    const decipher = createDecipheriv(ALGORITHM, keyOf(token), sealed.subarray(0, IV_BYTES))
    decipher.setAAD(Buffer.from(nameOf(token)))
    decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    const text = sealed.subarray(IV_BYTES + TAG_BYTES)
    return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

function keyOf(token: string): Buffer {
  return Buffer.from(hkdfSync('sha256', token, '', 'session key', 32))
}
