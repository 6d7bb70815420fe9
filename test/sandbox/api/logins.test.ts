import { createDecipheriv } from 'node:crypto'
import { SANDBOX_ACCOUNT } from '../../../sandbox/api/account'
import { openLogins, SANDBOX_OPENID } from '../../../sandbox/api/logins'
import { PHONE_CODE } from '../../../sandbox/shared/logins'

const setUp = () => {
  let nowMs = 1_763_784_000_000
  const logins = openLogins(() => nowMs)
  const ask = (code: unknown, over: Record<string, unknown> = {}) =>
    logins.codeToSession({ ...SANDBOX_ACCOUNT, grantType: 'authorization_code', code, ...over })
  return { logins, ask, pass: (ms: number) => void (nowMs += ms) }
}

describe('code2Session', () => {
  it('accepts a code once', () => {
    const { logins, ask } = setUp()
    const code = logins.issueCode('oSomebody')
    expect(ask(code)).toEqual({
      openid: 'oSomebody',
      session_key: expect.stringMatching(/^[\w+/]{22}==$/) as string,
    })
    expect(ask(code)).toMatchObject({ errcode: 40163 })
  })

  it('accepts a code for 5 minutes, and rejects unknown ones', () => {
    const { logins, ask, pass } = setUp()
    const code = logins.issueCode()
    pass(300_001)
    for (const wrong of [code, 'made-up', undefined, 7]) {
      expect(ask(wrong)).toMatchObject({ errcode: 40029 })
    }
  })

  it('accepts the code of the phone repeatedly', () => {
    const { ask } = setUp()
    expect(ask(PHONE_CODE)).toMatchObject({ openid: SANDBOX_OPENID })
    expect(ask(PHONE_CODE)).toMatchObject({ openid: SANDBOX_OPENID })
  })

  it.each([
    [{ appid: 'wx1' }, 40013],
    [{ secret: 'wrong' }, 40125],
    [{ grantType: 'client_credential' }, 40002],
  ])('refuses %j', (over, errcode) => {
    expect(setUp().ask(PHONE_CODE, over)).toMatchObject({ errcode })
  })
})

describe('the encrypted data', () => {
  it('is readable with the latest session key and contains the appid', () => {
    const { logins, ask } = setUp()
    expect(logins.encrypt(SANDBOX_OPENID, {})).toBeNull()
    const keys = [ask(PHONE_CODE), ask(PHONE_CODE)].map((answer) => String(answer['session_key']))
    expect(keys[0]).not.toBe(keys[1])
    const { encryptedData = '', iv = '' } = logins.encrypt(SANDBOX_OPENID, { openGId: 'tG1' }) ?? {}
    const [key, vector] = [keys[1] ?? '', iv].map((text) => Buffer.from(text, 'base64'))
    if (key === undefined || vector === undefined) throw new Error('nothing was encrypted')
    const decipher = createDecipheriv('aes-128-cbc', key, vector)
    const text = decipher.update(encryptedData, 'base64', 'utf8') + decipher.final('utf8')
    expect(JSON.parse(text)).toEqual({
      openGId: 'tG1',
      watermark: { appid: SANDBOX_ACCOUNT.appid, timestamp: 1_763_784_000 },
    })
  })
})
