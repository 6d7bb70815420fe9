import { generateKeyPairSync } from 'node:crypto'
import { parseKey, readKey, type ReadKey } from '../../release/upload/key'
import { REDACTED, createRedactor } from '../../release/upload/redact'

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
const base64 = Buffer.from(pem).toString('base64')

const pemOf = (read: ReadKey) => (read.kind === 'read' ? read.key.pem : read.refusal)
const codeOf = (read: ReadKey) => (read.kind === 'read' ? 'read' : read.refusal.code)

describe('parseKey', () => {
  it.each([
    ['as downloaded', pem],
    ['as PKCS#8', rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
    ['with lines of Windows', pem.replaceAll('\n', '\r\n')],
    ['with \\n written out', pem.trim().replaceAll('\n', '\\n')],
    ['in base64', base64],
    ['between blanks', `\n  ${pem}\n`],
  ])('reads a key %s and returns it as PKCS#1', (_how, text) => {
    expect(pemOf(parseKey(text, 'WX_UPLOAD_KEY'))).toBe(pem)
  })

  it.each([
    ['no key at all', 'sesame', /is no private key/],
    [
      'a public key',
      rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      /a public key/,
    ],
    ['a key that was cut off', pem.slice(0, 900), /incomplete or changed/],
    ['a key that was changed', pem.replace(/MII.{60}/, 'A'.repeat(64)), /incomplete or changed/],
    [
      'a key with a passphrase',
      rsa.privateKey
        .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
        .toString(),
      /passphrase/,
    ],
    [
      'a key that is not RSA',
      generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      /type ed25519/,
    ],
  ])('refuses %s without repeating it', (_what, text, words) => {
    const read = parseKey(text, 'WX_UPLOAD_KEY')
    expect(codeOf(read)).toBe('junk-key')
    const told = JSON.stringify(read)
    expect(told).toMatch(words)
    expect(told).toContain('WX_UPLOAD_KEY')
    for (const line of text
      .split('\n')
      .filter((part) => part.length > 5 && !part.includes('-----')))
      expect(told).not.toContain(line.slice(0, 16))
  })
})

describe('readKey', () => {
  const readFile = (file: string) => {
    if (file === 'upload.key') return pem
    throw new Error(`ENOENT: no such file, open '${file}'`)
  }

  it('reads the text, or the file', () => {
    expect(pemOf(readKey({ env: { WX_UPLOAD_KEY: pem }, readFile }))).toBe(pem)
    expect(pemOf(readKey({ env: { WX_UPLOAD_KEY_FILE: 'upload.key' }, readFile }))).toBe(pem)
  })

  it('refuses a missing, a wrong and a second key', () => {
    expect(codeOf(readKey({ env: {}, readFile }))).toBe('no-key')
    expect(codeOf(readKey({ env: { WX_UPLOAD_KEY: '', WX_UPLOAD_KEY_FILE: '' }, readFile }))).toBe(
      'no-key',
    )
    expect(readKey({ env: { WX_UPLOAD_KEY_FILE: 'gone' }, readFile })).toMatchObject({
      refusal: { code: 'no-key', message: expect.stringContaining("open 'gone'") as string },
    })
    const both = { WX_UPLOAD_KEY: pem, WX_UPLOAD_KEY_FILE: 'upload.key' }
    expect(codeOf(readKey({ env: both, readFile }))).toBe('two-keys')
  })
})

describe('createRedactor', () => {
  const scrub = createRedactor({ pem, given: base64 })
  const lines = pem.trim().split('\n')
  const body = lines.slice(1, -1).join('')

  it.each([
    ['whole', pem],
    ['on one line', body],
    ['as JSON', JSON.stringify({ privateKey: pem })],
    ['in base64', base64],
    ['one line of it', lines[7] ?? ''],
    ['a piece of 16', body.slice(333, 349)],
    ['drawn apart', body.slice(100, 160).replaceAll(/(.{8})/g, '$1\n')],
  ])('removes the key, %s', (_how, text) => {
    const clean = scrub(`«${text}»`)
    expect(clean).toMatch(/^«.*»$/s)
    expect(clean).toContain(REDACTED)
    for (let at = 0; at + 16 <= body.length; at += 1)
      expect(clean.replaceAll('\n', '')).not.toContain(body.slice(at, at + 16))
  })

  it('keeps all other texts', () => {
    const texts = [
      '',
      'Error: {"errCode":-1,"errMsg":"inner upload fail with errcode: 80082"}',
      'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU= packageA/pages/room/room.js',
      '直播间 – 插件版本不存在\nsecond line',
    ]
    expect(texts.map(scrub)).toEqual(texts)
  })

  it('removes two keys from a text and keeps the text between them', () => {
    expect(scrub(`${body} and ${body}`)).toBe(`${REDACTED} and ${REDACTED}`)
  })
})
