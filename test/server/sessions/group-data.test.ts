import { createCipheriv, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { readGroupId } from '../../../server/src/sessions/group-data'

const APPID = 'wx0000000000000001'
const KEY = randomBytes(16)
const SESSION_KEY = KEY.toString('base64')

const encrypt = (text: string, key = KEY) => {
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-128-cbc', key, iv)
  const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return { encryptedData: encrypted.toString('base64'), iv: iv.toString('base64') }
}
const watermark = { appid: APPID, timestamp: 1_763_784_000 }
const read = (data: unknown) => readGroupId(encrypt(JSON.stringify(data)), SESSION_KEY, APPID)

describe('the group id', () => {
  it.each(['openGId', 'opengid'])('is decrypted with the session key, field %s', (name) => {
    expect(read({ [name]: 'tGabc-_1', watermark })).toBe('tGabc-_1')
  })

  it.each([
    ['the watermark of another mini-program', { openGId: 'tG1', watermark: { appid: 'wx9' } }],
    ['no watermark', { openGId: 'tG1' }],
    ['an invalid watermark', { openGId: 'tG1', watermark: APPID }],
    ['no id', { watermark }],
    ['an id that is no text', { openGId: 7, watermark }],
    ['an empty id', { openGId: '', watermark }],
    ['an id with markup', { openGId: '<script>', watermark }],
    ['an id that is too long', { openGId: 'x'.repeat(129), watermark }],
    ['a list', [watermark]],
    ['null', null],
  ])('is rejected with %s', (_what, data) => {
    expect(read(data)).toBeUndefined()
  })

  it('is not decrypted with another key', () => {
    const text = JSON.stringify({ openGId: 'tG1', watermark })
    expect(readGroupId(encrypt(text, randomBytes(16)), SESSION_KEY, APPID)).toBeUndefined()
    expect(readGroupId(encrypt(text), 'short', APPID)).toBeUndefined()
  })

  it('is undefined for any other input', () => {
    fc.assert(
      fc.property(fc.base64String(), fc.base64String(), fc.string(), (encryptedData, iv, key) => {
        expect(readGroupId({ encryptedData, iv }, key, APPID)).toBeUndefined()
        expect(readGroupId({ encryptedData, iv }, SESSION_KEY, APPID)).toBeUndefined()
      }),
    )
  })
})
