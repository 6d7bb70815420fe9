import { Secret } from '../../../server/src/secret'
import type { Answered, Failure } from '../../../server/src/wechat/answers'
import { createTokens, createCloudHostingTokens } from '../../../server/src/wechat/token'
import type { Post } from '../../../server/src/wechat/transport'
import { aClock, HOUR_MS, MINUTE_MS, NOON_MS } from '../../helpers/node/server/builders'

/** Allows one forced refresh. */
const setUp = (...answers: (Answered | Failure)[]) => {
  const clock = aClock()
  const post = jest.fn<Promise<Answered | Failure>, Parameters<Post>>(() =>
    Promise.resolve(answers.shift() ?? aToken('late')),
  )
  const credentials = { appId: 'wx0000000000000001', appSecret: new Secret('s3cret') }
  let left = 1
  const forced = { take: () => Promise.resolve((left -= 1) >= 0) }
  return { clock, post, tokens: createTokens({ post, credentials, clock, forced }) }
}
const aToken = (token: string, expiresInSec = 7200): Answered => ({
  kind: 'answered',
  body: { access_token: token, expires_in: expiresInSec },
})

describe('the token', () => {
  it('is fetched in normal mode, which invalidates no other token', async () => {
    const { tokens, post } = setUp(aToken('one'))
    expect(await tokens.get()).toEqual({ kind: 'token', token: 'one' })
    expect(post).toHaveBeenCalledWith('/cgi-bin/stable_token', {
      grant_type: 'client_credential',
      appid: 'wx0000000000000001',
      secret: 's3cret',
      force_refresh: false,
    })
  })

  it('is kept until shortly before its end', async () => {
    const { tokens, post, clock } = setUp(aToken('one'), aToken('two'))
    await tokens.get()
    clock.pass(115 * MINUTE_MS)
    expect(await tokens.get()).toMatchObject({ token: 'one' })
    clock.pass(MINUTE_MS)
    expect(await tokens.get()).toMatchObject({ token: 'two' })
    expect(post).toHaveBeenCalledTimes(2)
  })

  it('is kept for half of a short remaining life', async () => {
    const { tokens, post, clock } = setUp(aToken('one', 60), aToken('two'))
    await tokens.get()
    clock.pass(29_000)
    await tokens.get()
    expect(post).toHaveBeenCalledTimes(1)
    clock.pass(1_000)
    expect(await tokens.get()).toMatchObject({ token: 'two' })
  })

  it('is fetched once for concurrent callers', async () => {
    const { tokens, post } = setUp(aToken('one'))
    const answers = await Promise.all([tokens.get(), tokens.get(), tokens.get()])
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(post).toHaveBeenCalledTimes(1)
  })

  it('is fetched again after a drop; a newer token is kept', async () => {
    const { tokens, post } = setUp(aToken('one'), aToken('two'))
    await tokens.get()
    tokens.drop('one')
    await tokens.get()
    tokens.drop('one')
    expect(await tokens.get()).toMatchObject({ token: 'two' })
    expect(post).toHaveBeenCalledTimes(2)
  })

  it('is not kept after a refusal, and the secret is removed from the message', async () => {
    const refused = { kind: 'refused', errcode: 40125, errmsg: 'bad s3cret', rid: '' } as const
    const { tokens } = setUp(refused, aToken('one'))
    expect(await tokens.get()).toEqual({ ...refused, errmsg: 'bad [secret]' })
    expect(await tokens.get()).toMatchObject({ token: 'one' })
  })

  it('accepts a life written as text', async () => {
    const { tokens } = setUp({ kind: 'answered', body: { access_token: 'x', expires_in: '7200' } })
    expect(await tokens.get()).toEqual({ kind: 'token', token: 'x' })
    expect(tokens.expiresAtMs()).toBe(NOON_MS + 2 * HOUR_MS)
  })

  it.each([{}, { access_token: '', expires_in: 7200 }, { access_token: 'x', expires_in: 'soon' }])(
    'rejects %j',
    async (body) => {
      const { tokens } = setUp({ kind: 'answered', body })
      expect(await tokens.get()).toMatchObject({ kind: 'unreadable', why: 'unexpected' })
    },
  )

  describe('that WeChat refuses but returns again', () => {
    it('is forced, once a day', async () => {
      const { tokens, post, clock } = setUp(
        aToken('one'),
        aToken('one'),
        aToken('two'),
        aToken('two'),
        aToken('two'),
      )
      const forced = () => post.mock.calls.map(([, body]) => body['force_refresh'])
      await tokens.get()
      tokens.drop('one')
      expect(await tokens.get()).toMatchObject({ token: 'two' })
      expect(forced()).toEqual([false, false, true])
      clock.pass(MINUTE_MS)
      tokens.drop('two')
      expect(await tokens.get()).toMatchObject({ token: 'two' })
      expect(forced()).toEqual([false, false, true, false])
    })

    it('is not forced if another system has renewed it', async () => {
      const { tokens, post } = setUp(aToken('one'), aToken('two'))
      await tokens.get()
      tokens.drop('one')
      await tokens.get()
      expect(post.mock.calls.map(([, body]) => body['force_refresh'])).toEqual([false, false])
    })
  })

  it('reports its expiry only', async () => {
    const { tokens, clock } = setUp(aToken('one'))
    expect(tokens.expiresAtMs()).toBeUndefined()
    await tokens.get()
    expect(tokens.expiresAtMs()).toBe(clock.nowMs() + 120 * MINUTE_MS)
  })

  it('is not needed on cloud hosting', async () => {
    const tokens = createCloudHostingTokens()
    tokens.drop('one')
    expect(await tokens.get()).toEqual({ kind: 'not-needed' })
    expect(tokens.expiresAtMs()).toBeUndefined()
  })
})
