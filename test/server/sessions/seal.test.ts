import { nameOf, newToken, seal, unseal } from '../../../server/src/sessions/seal'

const SECRET = 'session-key-that-nobody-may-see'

describe('a sealed session', () => {
  it('opens only with its token', () => {
    const [token, other] = [newToken(), newToken()]
    const { name, sealed } = seal(token, SECRET)
    expect(unseal(token, sealed)).toBe(SECRET)
    expect(unseal(other, sealed)).toBeUndefined()
    expect(name).toBe(nameOf(token))
    expect(nameOf(other)).not.toBe(name)
  })

  it('contains neither the secret nor the token', () => {
    const token = newToken()
    const { name, sealed } = seal(token, SECRET)
    const text = name + sealed.toString('latin1') + sealed.toString('base64')
    expect(text).not.toContain(SECRET)
    expect(text).not.toContain(token)
    expect(seal(token, SECRET).sealed.equals(sealed)).toBe(false)
  })

  it('does not open after any change or truncation', () => {
    const token = newToken()
    const { sealed } = seal(token, SECRET)
    for (let at = 0; at < sealed.byteLength; at += 1) {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(unseal(token, changed)).toBeUndefined()
      expect(unseal(token, sealed.subarray(0, at))).toBeUndefined()
    }
  })

  it('has a random token', () => {
    expect(newToken()).toMatch(/^[\w-]{43}$/)
    expect(newToken()).not.toBe(newToken())
  })
})
