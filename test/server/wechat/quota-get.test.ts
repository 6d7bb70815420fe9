import type { UpstreamQuota } from '../../../server/src/quota/types'
import type { Answered, Failure } from '../../../server/src/wechat/answers'
import { createReadUpstream, createUpstreamPoller } from '../../../server/src/wechat/quota-get'
import type { TokenAnswer } from '../../../server/src/wechat/token'
import type { Post } from '../../../server/src/wechat/transport'
import { aClock, aUsage, HOUR_MS, MINUTE_MS } from '../../helpers/node/server/builders'

const BUSY: Failure = { kind: 'refused', errcode: -1, errmsg: 'system error', rid: '' }

describe('the call of quota/get', () => {
  const asked: Parameters<Post>[] = []
  beforeEach(() => void asked.splice(0))
  const read = (answer: Answered | Failure, token: TokenAnswer = { kind: 'token', token: 'T' }) =>
    createReadUpstream({
      post: (...args) => {
        asked.push(args)
        return Promise.resolve(answer)
      },
      tokens: { get: () => Promise.resolve(token) },
    })()
  const quota = (fields: unknown): Answered => ({ kind: 'answered', body: { quota: fields } })

  it('names getliveinfo without host and with a leading slash', async () => {
    const answer = quota({ daily_limit: 500, used: 12, remain: 488 })
    expect(await read(answer)).toEqual({ dailyLimit: 500, used: 12 })
    expect(asked).toEqual([
      [
        '/cgi-bin/openapi/quota/get',
        { cgi_path: '/wxa/business/getliveinfo' },
        { access_token: 'T' },
      ],
    ])
  })

  it('sends no token in cloud hosting', async () => {
    await read(quota({ used: 0 }), { kind: 'not-needed' })
    expect(asked[0]?.[2]).toEqual({})
  })

  it.each([
    [
      'a limit of 0, as of an unknown path',
      { daily_limit: 0, used: 7 },
      { dailyLimit: null, used: 7 },
    ],
    ['a limit only', { daily_limit: 500 }, { dailyLimit: 500, used: null }],
    ['numbers as text', { daily_limit: '500', used: '3' }, { dailyLimit: 500, used: 3 }],
    ['words', { daily_limit: 'many', used: '' }, undefined],
    ['a negative count', { daily_limit: 500, used: -1 }, { dailyLimit: 500, used: null }],
    ['nothing', undefined, undefined],
  ])('reads the plausible part of %s', async (_what, fields, upstream) => {
    expect(await read(quota(fields))).toEqual(upstream)
  })

  it('returns nothing when WeChat refuses or there is no token', async () => {
    expect(await read({ kind: 'refused', errcode: 76021, errmsg: '', rid: '' })).toBeUndefined()
    expect(await read(quota({ used: 3 }), BUSY)).toBeUndefined()
    expect(asked).toHaveLength(1)
  })
})

describe('polling quota/get', () => {
  const setUp = (
    over: { read?: () => Promise<UpstreamQuota | undefined>; aheadMs?: number } = {},
  ) => {
    const clock = aClock()
    const observed: UpstreamQuota[] = []
    let reads = 0
    const watch = createUpstreamPoller({
      clock,
      read: () => {
        reads += 1
        return over.read?.() ?? Promise.resolve({ dailyLimit: 500, used: 3 })
      },
      ledger: {
        usage: () =>
          Promise.resolve({ kind: 'known', usage: aUsage({ aheadMs: over.aheadMs ?? 0 }) }),
        recordUpstream: (upstream) => {
          observed.push(upstream)
          return Promise.resolve()
        },
      },
    })
    const lookFor = async (ms: number) => {
      for (let passed = 0; passed < ms; passed += MINUTE_MS) {
        await watch.poll()
        clock.pass(MINUTE_MS)
      }
    }
    return { clock, observed, watch, lookFor, reads: () => reads }
  }

  it('updates the ledger at the first poll and every half hour', async () => {
    const { lookFor, observed } = setUp()
    await lookFor(2 * HOUR_MS)
    expect(observed).toEqual(Array.from({ length: 4 }, () => ({ dailyLimit: 500, used: 3 })))
  })

  it('polls more often while the clocks disagree', async () => {
    const { lookFor, reads } = setUp({ aheadMs: 10 * MINUTE_MS })
    await lookFor(HOUR_MS)
    expect(reads()).toBe(12)
  })

  it('continues when the clock is set back', async () => {
    const { lookFor, clock, reads } = setUp()
    await lookFor(MINUTE_MS)
    clock.pass(-24 * HOUR_MS)
    await lookFor(MINUTE_MS)
    expect(reads()).toBe(2)
  })

  it('does not update the ledger without an answer', async () => {
    const { lookFor, observed } = setUp({ read: () => Promise.resolve(undefined) })
    await lookFor(HOUR_MS)
    expect(observed).toEqual([])
  })

  it('does not throw', async () => {
    const { watch } = setUp({ read: () => Promise.reject(new Error('gone')) })
    await expect(watch.poll()).resolves.toBeUndefined()
  })
})
