import { Agent } from 'undici'
import { createRepairReport } from '../../../server/src/wechat/repair-report'
import { createPost, type TransportOptions } from '../../../server/src/wechat/transport'
import { aClock, aLog, HOUR_MS, NOON_MS } from '../../helpers/node/server/builders'
import {
  json,
  never,
  raw,
  reset,
  startStandIn,
  truncated,
  type StandIn,
} from '../../helpers/node/server/tcp-stand-in'

describe('one call to WeChat', () => {
  let wechat: StandIn
  let dispatcher: Agent
  beforeAll(async () => {
    wechat = await startStandIn()
  })
  afterAll(() => wechat.close())
  beforeEach(() => {
    dispatcher = new Agent()
    wechat.received.length = 0
  })
  afterEach(() => dispatcher.destroy())

  const post = (over: Partial<TransportOptions> = {}) =>
    createPost({ baseUrl: wechat.url, dispatcher, ...over })(
      '/wxa/business/getliveinfo',
      { start: 0 },
      {
        access_token: 'T&=1',
      },
    )

  it('posts JSON with the token in the query', async () => {
    wechat.answer(json({ errcode: 0, total: 3 }))
    expect(await post()).toEqual({ kind: 'answered', body: { errcode: 0, total: 3 } })
    expect(wechat.received).toEqual([
      {
        method: 'POST',
        url: '/wxa/business/getliveinfo?access_token=T%26%3D1',
        body: '{"start":0}',
      },
    ])
  })

  it('reads JSON with any content type', async () => {
    wechat.answer(json({ access_token: 'x' }, 200, 'text/plain; charset=gbk'))
    expect(await post()).toMatchObject({ kind: 'answered' })
  })

  it('returns errcode, message and rid', async () => {
    wechat.answer(json({ errcode: 40164, errmsg: 'invalid ip 1.2.3.4 rid: 65a-b_1' }))
    expect(await post()).toEqual({
      kind: 'refused',
      errcode: 40164,
      errmsg: 'invalid ip 1.2.3.4 rid: 65a-b_1',
      rid: '65a-b_1',
    })
  })

  it.each([
    ['a page of a proxy', raw('<html>502 Bad Gateway</html>', 502), 'not-json', 502],
    ['JSON that is cut off', raw('{"errcode":0,"room_info":[{', 200), 'not-json', 200],
    ['a list instead of an object', json([]), 'not-json', 200],
    ['an errcode that is no number', json({ errcode: 'ok' }), 'unexpected', 200],
    ['a redirect', raw('', 302), 'redirect', 302],
    ['a redirect with a list', json({ errcode: 0, room_info: [] }, 301), 'redirect', 301],
    ['an error page in JSON', json({ message: 'gone' }, 503), 'unexpected', 503],
  ])('reports %s as unreadable', async (_what, answer, why, status) => {
    wechat.answer(answer)
    expect(await post()).toEqual({ kind: 'unreadable', why, status })
  })

  it('reads an errcode that is written as text', async () => {
    wechat.answer(json({ errcode: '0', total: 3 }), json({ errcode: '48001', errmsg: 'no' }))
    expect(await post()).toMatchObject({ kind: 'answered' })
    expect(await post()).toMatchObject({ kind: 'refused', errcode: 48001 })
  })

  it('reads a body with a control character, and counts the character', async () => {
    const events = { repaired: jest.fn() }
    const log = aLog()
    const clock = aClock()
    const onRepairs = createRepairReport({ events, clock, log })
    const spoilt = raw('{"errcode":0,"name":"a\u0014b\u0014"}', 200)
    wechat.answer(spoilt)
    const body = { errcode: 0, name: 'ab' }
    expect(await post({ onRepairs })).toEqual({ kind: 'answered', body })
    expect(events.repaired.mock.calls).toEqual([
      ['/wxa/business/getliveinfo', 'control-character', 2],
    ])
    await post({ onRepairs })
    clock.pass(HOUR_MS)
    await post({ onRepairs })
    expect(log.lines.map(({ fields }) => fields)).toEqual(
      Array(2).fill({
        event: 'wechat.mended',
        path: '/wxa/business/getliveinfo',
        leftOut: { 'control-character': 2 },
      }),
    )
    wechat.answer(json({ errcode: 0 }))
    await post({ onRepairs })
    expect(events.repaired).toHaveBeenCalledTimes(3)
  })

  it('stops reading a body that is too large', async () => {
    wechat.answer(raw('x'.repeat(100_000)))
    expect(await post({ maxBytes: 1000 })).toMatchObject({ kind: 'unreadable', why: 'too-large' })
  })

  it.each([
    ['drops the connection', reset],
    ['drops it half-way', truncated],
  ])('makes one attempt when WeChat %s', async (_what, answer) => {
    wechat.answer(answer)
    expect(await post()).toMatchObject({ kind: 'unreachable', why: 'connection' })
    expect(wechat.received).toHaveLength(1)
  })

  it.each([
    ['an answer', json({ errcode: 0 })],
    ['a refusal', json({ errcode: -1 })],
  ])('reads the clock skew from %s', async (_what, answer) => {
    const noted: number[] = []
    const skewRecorder = {
      clock: aClock(),
      recordSkew: (aheadMs: number) => void noted.push(aheadMs),
    }
    const date = new Date(NOON_MS - HOUR_MS).toUTCString()
    wechat.answer((response, request) => answer(response.setHeader('date', date), request))
    await post({ skewRecorder })
    wechat.answer(answer)
    await post({ skewRecorder })
    wechat.answer((response) => response.setHeader('date', date).end('<html>a proxy</html>'))
    await post({ skewRecorder })
    expect(noted).toEqual([HOUR_MS - 999])
  })

  it('times out', async () => {
    wechat.answer(never)
    expect(await post({ timeoutMs: 50 })).toMatchObject({ kind: 'unreachable', why: 'timeout' })
  })

  it('reports a refused connection without the address', async () => {
    const closed = await startStandIn()
    await closed.close()
    const answer = await post({ baseUrl: closed.url })
    expect(answer).toEqual({ kind: 'unreachable', why: 'connection', detail: 'ECONNREFUSED' })
  })
})
