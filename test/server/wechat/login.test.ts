import { Secret } from '../../../server/src/secret'
import type { Answered, Failure } from '../../../server/src/wechat/answers'
import { createLogin } from '../../../server/src/wechat/login'
import type { Get } from '../../../server/src/wechat/transport'

const SESSION_KEY = Buffer.alloc(16, 7).toString('base64')
const refused = (errcode: number, errmsg = ''): Failure => ({
  ...{ kind: 'refused', errcode, errmsg, rid: '' },
})
const answered = (body: Record<string, unknown>): Answered => ({ kind: 'answered', body })

const setUp = (answer: Answered | Failure | Promise<Answered>, maxConcurrent?: number) => {
  const get = jest.fn<Promise<Answered | Failure>, Parameters<Get>>(() => Promise.resolve(answer))
  const seen: string[] = []
  const login = createLogin({
    get,
    credentials: { appId: 'wx0000000000000001', appSecret: new Secret('s3cret') },
    events: { wechatAnswered: (path, code) => void seen.push(`${path} ${code}`) },
    ...(maxConcurrent === undefined ? {} : { maxConcurrent }),
  })
  return { login, get, seen }
}

describe('code2Session', () => {
  it('exchanges a code for a session key, and keeps no openid', async () => {
    const body = { openid: 'o1', unionid: 'u1', session_key: SESSION_KEY }
    const { login, get, seen } = setUp(answered(body))
    const answer = await login('the-code')
    expect(answer).toEqual({ kind: 'session', sessionKey: expect.any(Secret) as Secret })
    expect(answer.kind === 'session' && answer.sessionKey.reveal()).toBe(SESSION_KEY)
    expect(JSON.stringify(answer)).not.toContain(SESSION_KEY)
    expect(get).toHaveBeenCalledWith('/sns/jscode2session', {
      appid: 'wx0000000000000001',
      secret: 's3cret',
      js_code: 'the-code',
      grant_type: 'authorization_code',
    })
    expect(seen).toEqual(['/sns/jscode2session ok'])
  })

  it.each([
    [40029, { kind: 'bad-code' }],
    [40163, { kind: 'bad-code' }],
    [40226, { kind: 'blocked' }],
    [45011, { kind: 'refused', errcode: 45011 }],
  ])('maps errcode %i', async (errcode, expected) => {
    expect(await setUp(refused(errcode)).login('c')).toMatchObject(expected)
  })

  it('removes a quoted AppSecret from the message', async () => {
    const answer = await setUp(refused(40125, 'bad s3cret')).login('c')
    expect(answer).toMatchObject({ errmsg: 'bad [secret]' })
  })

  it.each([{}, { session_key: 7 }, { session_key: 'short' }, { session_key: '' }])(
    'rejects %j',
    async (body) => {
      expect(await setUp(answered(body)).login('c')).toMatchObject({ kind: 'unreadable' })
    },
  )

  it('limits concurrent logins', async () => {
    let finish: (answer: Answered) => void = () => undefined
    const slow = new Promise<Answered>((resolve) => {
      finish = resolve
    })
    const { login, get } = setUp(slow, 2)
    const waiting = [login('a'), login('b')]
    expect(await login('c')).toEqual({ kind: 'busy' })
    expect(get).toHaveBeenCalledTimes(2)
    finish(answered({ session_key: SESSION_KEY }))
    expect((await Promise.all(waiting)).map(({ kind }) => kind)).toEqual(['session', 'session'])
    expect(await login('d')).toMatchObject({ kind: 'session' })
  })
})
