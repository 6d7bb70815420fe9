import type { Grant, QuotaLedger } from '../../../server/src/quota/types'
import type { Answered, Failure } from '../../../server/src/wechat/answers'
import { createLiveInfo } from '../../../server/src/wechat/live-info'
import type { TokenAnswer } from '../../../server/src/wechat/token'
import { aClock, aUsage, HOUR_MS } from '../../helpers/node/server/builders'

const refused = (errcode: number, errmsg = ''): Failure => ({
  kind: 'refused',
  errcode,
  errmsg,
  rid: '',
})
const rooms: Answered = { kind: 'answered', body: { errcode: 0, total: 1, room_info: [{}] } }

/** Records the order of events: `token`, `reserve sync`, `post`, `drop`, `close`. */
const setUp = (...answers: (Answered | Failure)[]) => {
  const events: string[] = []
  const grants: Grant[] = []
  const tokenAnswers: TokenAnswer[] = []
  let tokens = 0
  const clock = aClock()
  /** Duration of each reservation. */
  const waits: number[] = []
  const ledger: QuotaLedger = {
    reserve: (purpose) => {
      events.push(`reserve ${purpose}`)
      clock.pass(waits.shift() ?? 0)
      const granted: Grant = { kind: 'granted', day: '2026-11-22', used: 1, limit: 500 }
      return Promise.resolve(grants.shift() ?? granted)
    },
    closeDay: (day) => {
      events.push(`close ${day}`)
      return Promise.reject(new Error('disk full'))
    },
    usage: () => Promise.resolve({ kind: 'known', usage: aUsage() }),
  }
  const post = jest.fn(
    (
      _path: string,
      _body: Readonly<Record<string, unknown>>,
      query?: Readonly<Record<string, string>>,
    ) => {
      events.push(`post ${query?.['access_token'] ?? ''}`)
      return Promise.resolve(answers.shift() ?? rooms)
    },
  )
  const liveInfo = createLiveInfo({
    post,
    ledger,
    clock,
    tokens: {
      get: () =>
        Promise.resolve(tokenAnswers.shift() ?? { kind: 'token', token: `t${(tokens += 1)}` }),
      drop: (token) => void events.push(`drop ${token}`),
      expiresAtMs: () => undefined,
    },
    events: { denied: (purpose, why) => void events.push(`denied ${purpose} ${why}`) },
  })
  return { liveInfo, events, post, grants, tokenAnswers, waits }
}

describe('getliveinfo', () => {
  it('reserves a call before it makes it', async () => {
    const { liveInfo, events, post } = setUp()
    expect(await liveInfo.listRooms(50, 100)).toEqual({ kind: 'page', rows: [{}], total: 1 })
    expect(events).toEqual(['reserve sync', 'post t1'])
    expect(post.mock.calls[0]?.slice(0, 2)).toEqual([
      '/wxa/business/getliveinfo',
      { start: 50, limit: 100 },
    ])
  })

  it('requests replays by room, charged as replay', async () => {
    const { liveInfo, events, post } = setUp({
      kind: 'answered',
      body: { total: 'many', room_info: [], live_replay: [{ media_url: 'x' }] },
    })
    expect(await liveInfo.listReplays(7, 0, 100)).toEqual({
      kind: 'page',
      rows: [{ media_url: 'x' }],
      total: null,
    })
    expect(events[0]).toBe('reserve replay')
    expect(post.mock.calls[0]?.[1]).toEqual({
      action: 'get_replay',
      room_id: 7,
      start: 0,
      limit: 100,
    })
  })

  it('accepts a total written as text', async () => {
    const body = { total: '46', room_info: [{}] }
    const { liveInfo } = setUp({ kind: 'answered', body })
    expect(await liveInfo.listRooms(0, 100)).toMatchObject({ kind: 'page', total: 46 })
  })

  it.each([
    { kind: 'spent', limit: 500, resetAtMs: 0 },
    { kind: 'ledger-down', cause: 'disk' },
  ] as const)('makes no call without a grant: $kind', async (grant) => {
    const { liveInfo, post, grants, events } = setUp()
    grants.push(grant)
    expect(await liveInfo.listRooms(0, 100)).toEqual({ kind: 'not-granted', grant })
    expect(events).toEqual(['reserve sync', `denied sync ${grant.kind}`])
    expect(post).not.toHaveBeenCalled()
  })

  it('charges the given purpose', async () => {
    const { liveInfo, events } = setUp()
    await liveInfo.listRooms(0, 100, 'manual')
    await liveInfo.listReplays(7, 0, 100, 'reserve')
    expect(events.filter((event) => event.startsWith('reserve'))).toEqual([
      'reserve manual',
      'reserve reserve',
    ])
  })

  it('sends no token in cloud hosting, reserves each call, and does not repeat', async () => {
    const { liveInfo, events, post, tokenAnswers } = setUp(refused(40001))
    tokenAnswers.push({ kind: 'not-needed' })
    expect(await liveInfo.listRooms(0, 100)).toMatchObject({ errcode: 40001 })
    expect(events).toEqual(['reserve sync', 'post '])
    expect(post.mock.calls[0]).toEqual(['/wxa/business/getliveinfo', { start: 0, limit: 100 }])
  })

  it('reserves nothing without a token', async () => {
    const { liveInfo, events, tokenAnswers } = setUp()
    tokenAnswers.push(refused(40164))
    expect(await liveInfo.listRooms(0, 100)).toMatchObject({ errcode: 40164 })
    expect(events).toEqual([])
  })

  it.each([40001, 40014, 42001])(
    'repeats once after %i, with a new token and a new reservation',
    async (errcode) => {
      const { liveInfo, events } = setUp(refused(errcode))
      expect(await liveInfo.listRooms(0, 100)).toMatchObject({ kind: 'page' })
      expect(events).toEqual(['reserve sync', 'post t1', 'drop t1', 'reserve sync', 'post t2'])
    },
  )

  it('repeats at most once', async () => {
    const { liveInfo, post } = setUp(refused(40001), refused(40001))
    expect(await liveInfo.listRooms(0, 100)).toMatchObject({ errcode: 40001 })
    expect(post).toHaveBeenCalledTimes(2)
  })

  it('does not repeat with the token that was refused', async () => {
    const { liveInfo, events, tokenAnswers } = setUp(refused(40001))
    tokenAnswers.push({ kind: 'token', token: 'same' }, { kind: 'token', token: 'same' })
    expect(await liveInfo.listRooms(0, 100)).toMatchObject({ errcode: 40001 })
    expect(events).toEqual(['reserve sync', 'post same', 'drop same'])
  })

  it('does not use a grant after the process was suspended', async () => {
    const { liveInfo, events, waits } = setUp()
    waits.push(12 * HOUR_MS, -HOUR_MS)
    expect(await liveInfo.listRooms(0, 100)).toMatchObject({ kind: 'page' })
    expect(events).toEqual(['reserve sync', 'reserve sync', 'reserve sync', 'post t1'])
  })

  it('makes no call if every reservation takes too long', async () => {
    const { liveInfo, post, waits } = setUp()
    waits.push(...Array<number>(9).fill(10_001))
    expect(await liveInfo.listRooms(0, 100)).toMatchObject({ grant: { kind: 'ledger-down' } })
    expect(post).not.toHaveBeenCalled()
  })

  it('does not repeat without a second grant', async () => {
    const { liveInfo, post, grants } = setUp(refused(40001))
    grants.push(
      { kind: 'granted', day: '2026-11-22', used: 500, limit: 500 },
      { kind: 'spent', limit: 500, resetAtMs: 0 },
    )
    expect(await liveInfo.listRooms(0, 100)).toMatchObject({ kind: 'not-granted' })
    expect(post).toHaveBeenCalledTimes(1)
  })

  it.each([-1, 45011, 48001, 40164, 12345])('does not repeat a call after %i', async (errcode) => {
    const { liveInfo, post } = setUp(refused(errcode))
    await liveInfo.listRooms(0, 100)
    expect(post).toHaveBeenCalledTimes(1)
  })

  it.each([1, 9410000])('reads %i as "no rooms"', async (errcode) => {
    const { liveInfo } = setUp(refused(errcode))
    expect(await liveInfo.listRooms(0, 100)).toEqual({ kind: 'empty' })
  })

  it('closes the charged day after 45009', async () => {
    const { liveInfo, events } = setUp(refused(45009))
    expect(await liveInfo.listRooms(0, 100)).toMatchObject({ errcode: 45009 })
    expect(events.at(-1)).toBe('close 2026-11-22')
  })

  it('removes a quoted token from the message', async () => {
    const { liveInfo } = setUp(refused(48001, 'access_token t1 may not'))
    expect(await liveInfo.listRooms(0, 100)).toMatchObject({
      errmsg: 'access_token [secret] may not',
    })
  })

  it('removes a quoted token from the rid', async () => {
    const { liveInfo } = setUp({ ...refused(48001, 'rid: t1'), rid: 't1' } as Failure)
    expect(await liveInfo.listRooms(0, 100)).toMatchObject({ rid: '[secret]' })
  })

  it('rejects an answer without a list', async () => {
    const { liveInfo } = setUp({ kind: 'answered', body: { errcode: 0 } })
    expect(await liveInfo.listRooms(0, 100)).toMatchObject({
      kind: 'unreadable',
      why: 'unexpected',
    })
  })
})
