import fc from 'fast-check'
import {
  isReserved,
  nextNotice,
  noticeToReserve,
  parseChannels,
  parseReserveOutcome,
  phaseOf,
  replaysOf,
} from '../../../../miniprogram/live/domain/channels'
import { FRIDAY_NOON_MS } from '../../../helpers/app/a-clock'
import {
  aLive,
  aNotice,
  anInfo,
  anOlder,
  FRIDAY_NOON_SEC,
  SPH,
} from '../../../helpers/app/channels'

const NOW = FRIDAY_NOON_MS
const HOUR = 3600

describe('an answer', () => {
  it('is read whole', () => {
    const info = anInfo({ otherInfos: [anOlder('a'), anOlder('b', { replayStatus: '6' })] })
    expect(parseChannels(SPH, info, aNotice())).toEqual({
      finderUserName: SPH,
      nickname: '阿山',
      headUrl: 'https://img.example.com/head.jpg',
      coverUrl: '',
      latest: {
        feedId: 'feed-1',
        nonceId: 'nonce-1',
        description: '山里的早晨',
        status: 'live',
        replay: 'none',
      },
      others: [
        { feedId: 'a', nonceId: 'n-a', description: '旧 a', status: 'ended', replay: 'ready' },
        { feedId: 'b', nonceId: 'n-b', description: '旧 b', status: 'ended', replay: 'expired' },
      ],
      notices: [
        {
          noticeId: 'notice-1',
          state: 'usable',
          reservable: true,
          startAtSec: FRIDAY_NOON_SEC + 7200,
        },
      ],
    })
  })

  it.each([null, undefined, '', 'text', 7, false])('is none where it is %p', (info) => {
    expect(parseChannels(SPH, info, aNotice())).toBeNull()
  })

  it('of an account that was never live has little in it', () => {
    expect(parseChannels(SPH, { status: 1 }, null)).toEqual({
      finderUserName: SPH,
      nickname: '',
      headUrl: '',
      coverUrl: '',
      latest: { feedId: '', nonceId: '', description: '', status: 'never', replay: 'unknown' },
      others: [],
      notices: [],
    })
  })

  it('has no words where WeChat sends none', () => {
    const odd = { feedId: 7, nonceId: null, description: {}, nickname: 1, headUrl: ['x'] }
    expect(parseChannels(SPH, odd, null)).toMatchObject({
      nickname: '',
      headUrl: '',
      coverUrl: '',
      latest: { feedId: '', nonceId: '', description: '' },
    })
  })

  it.each([undefined, null, 'list', { length: 1, 0: anOlder('a') }])(
    'has no older broadcasts in %p',
    (otherInfos) => {
      expect(aLive({ otherInfos }).others).toEqual([])
    },
  )

  it('leaves out what is no broadcast, and keeps the others', () => {
    const { others } = aLive({ otherInfos: [null, anOlder('a'), 'b', 7, anOlder('c')] })
    expect(others.map(({ feedId }) => feedId)).toEqual(['a', 'c'])
  })

  it('never throws, whatever comes', () => {
    const anything = fc.anything({ withNullPrototype: true, withBigInt: true })
    const info = fc.record({
      status: anything,
      replayStatus: anything,
      otherInfos: fc.oneof(anything, fc.array(anything)),
      description: anything,
    })
    const notice = fc.record({ noticeId: fc.constant('n'), status: anything, startTime: anything })
    fc.assert(
      fc.property(fc.oneof(anything, info), fc.oneof(anything, notice), (one, other) => {
        const live = parseChannels(SPH, one, other)
        if (live === null) return
        expect(live.finderUserName).toBe(SPH)
        expect(BROADCAST_STATES).toContain(live.latest.status)
        expect(REPLAY_STATES).toContain(live.latest.replay)
        expect(PHASES).toContain(phaseOf(live, NOW))
        expect(parseReserveOutcome(one)).toEqual(expect.any(String))
      }),
    )
  })

  const BROADCAST_STATES = ['unknown', 'never', 'live', 'ended', 'preparing']
  const REPLAY_STATES = ['none', 'ready', 'generating', 'expired', 'unknown']
  const PHASES = ['live', 'preparing', 'announced', 'cancelled', 'ended', 'never', 'unknown']
})

describe('each state is told from the others', () => {
  it.each([
    [1, 'never'],
    [2, 'live'],
    [3, 'ended'],
    [4, 'preparing'],
    ['2', 'live'],
  ])('status %j is %s', (status, word) => {
    expect(aLive({ status }).latest.status).toBe(word)
  })

  it.each([0, 5, -1, 2.5, '', 'live', 'length', null, undefined, true, [2], {}, NaN])(
    'status %p is unknown',
    (status) => {
      expect(aLive({ status }).latest.status).toBe('unknown')
    },
  )

  it.each([
    ['0', 'none'],
    ['1', 'ready'],
    ['3', 'generating'],
    ['6', 'expired'],
  ])('replayStatus %s is %s, as a number too', (replayStatus, word) => {
    expect(aLive({ replayStatus }).latest.replay).toBe(word)
    expect(aLive({ replayStatus: Number(replayStatus) }).latest.replay).toBe(word)
  })

  it.each(['2', 4, 5, 7, '', 'ready', 'toString', 'constructor', null, undefined, true, [1], {}])(
    'replayStatus %p is unknown',
    (replayStatus) => {
      expect(aLive({ replayStatus }).latest.replay).toBe('unknown')
    },
  )

  it.each([
    [0, 'usable'],
    [1, 'cancelled'],
    [2, 'used'],
    ['1', 'cancelled'],
  ])('a notice of status %j is %s', (status, state) => {
    expect(aLive({}, aNotice({ status })).notices[0]?.state).toBe(state)
  })

  it.each([3, -1, '', 'usable', 'pop', null, undefined, false, [], [0], {}])(
    'a notice of status %p is unknown: nothing is no zero',
    (status) => {
      expect(aLive({}, aNotice({ status })).notices[0]?.state).toBe('unknown')
    },
  )
})

describe('a notice', () => {
  it.each([null, undefined, 'text', {}, { noticeId: '' }, { noticeId: 7 }])(
    'is none in %j',
    (notice) => {
      expect(parseChannels(SPH, anInfo(), notice)?.notices).toEqual([])
    },
  )

  it.each([
    ['1795154400', 1_795_154_400],
    [1_795_154_400, 1_795_154_400],
    ['1795154400999', 1_795_154_400],
    [1_795_154_400_999, 1_795_154_400],
  ])('starts at %j, in seconds or milliseconds', (startTime, sec) => {
    expect(aLive({}, aNotice({ startTime })).notices[0]?.startAtSec).toBe(sec)
  })

  it.each([
    ...['', '2026-11-20 20:00', '179515440', '17951544001', '179515440099', '17951544009999'],
    ...[' 1795154400', '1795154400 ', 'x1795154400', '1795154400.5', '+795154400', '179515440x'],
    ...[null, undefined, true, {}, [1_795_154_400], NaN, -1_795_154_400],
  ])('starts nobody knows when, in the form %j', (startTime) => {
    expect(aLive({}, aNotice({ startTime })).notices[0]?.startAtSec).toBeNull()
  })

  it.each([
    [true, true],
    [false, false],
    [undefined, false],
    ['true', false],
    [1, false],
  ])('with reservable %j can be reserved: %p', (reservable, can) => {
    expect(aLive({}, aNotice({ reservable })).notices[0]?.reservable).toBe(can)
  })
})

describe('what an account is about', () => {
  const usable = aNotice()
  const cancelled = aNotice({ status: 1 })
  const used = aNotice({ status: 2 })
  const odd = aNotice({ status: 9 })

  it.each([
    [2, null, 'live'],
    [2, usable, 'live'],
    [2, cancelled, 'live'],
    [4, null, 'preparing'],
    [4, usable, 'preparing'],
    [4, cancelled, 'preparing'],
    [3, null, 'ended'],
    [3, usable, 'announced'],
    [3, cancelled, 'ended'],
    [3, used, 'ended'],
    [3, odd, 'ended'],
    [1, null, 'never'],
    [1, usable, 'announced'],
    [1, cancelled, 'cancelled'],
    [1, used, 'never'],
    [1, odd, 'never'],
    [9, null, 'unknown'],
    [9, usable, 'announced'],
    [9, cancelled, 'unknown'],
  ])('status %d with the notice %j is %s', (status, notice, phase) => {
    expect(phaseOf(aLive({ status }, notice), NOW)).toBe(phase)
  })

  it('is announced for six hours after its time, and then not any more', () => {
    const live = aLive({ status: 3 }, aNotice({ startTime: String(FRIDAY_NOON_SEC) }))
    expect(phaseOf(live, NOW + 6 * HOUR * 1000 - 1)).toBe('announced')
    expect(phaseOf(live, NOW + 6 * HOUR * 1000)).toBe('ended')
  })

  it('is announced for ever where nobody knows the time', () => {
    const live = aLive({ status: 3 }, aNotice({ startTime: 'tonight' }))
    expect(phaseOf(live, NOW + 1000 * HOUR * 1000)).toBe('announced')
  })
})

describe('the notice that counts', () => {
  const at = (hours: number) => String(FRIDAY_NOON_SEC + hours * HOUR)
  const later = (over: object = {}) => aNotice({ noticeId: 'notice-2', startTime: at(24), ...over })
  const withOthers = (first: object, ...otherInfos: readonly unknown[]) =>
    aNotice({ ...first, otherInfos })

  it.each([
    ['the first', withOthers({}, later()), 'notice-1'],
    ['the next, the first was cancelled', withOthers({ status: 1 }, later()), 'notice-2'],
    ['the next, the first is used', withOthers({ status: 2 }, later()), 'notice-2'],
    ['the next, the first is long past', withOthers({ startTime: at(-6) }, later()), 'notice-2'],
    ['the next, the first is odd', withOthers({ status: 9 }, later()), 'notice-2'],
    [
      'the one after the next',
      withOthers({ status: 1 }, later({ status: 1 }), later({ noticeId: 'notice-3' })),
      'notice-3',
    ],
    ['the one among nonsense', withOthers({ status: 1 }, null, 7, {}, later()), 'notice-2'],
    ['none, both were cancelled', withOthers({ status: 1 }, later({ status: 1 })), null],
    ['none, the others are no list', aNotice({ status: 1, otherInfos: 'x' }), null],
  ])('is %s', (_name, notice, noticeId) => {
    const live = aLive({ status: 3 }, notice)
    expect(nextNotice(live, NOW)?.noticeId ?? null).toBe(noticeId)
    expect(noticeToReserve(live, NOW)?.noticeId ?? null).toBe(noticeId)
    expect(phaseOf(live, NOW)).toBe(noticeId === null ? 'ended' : 'announced')
  })

  it('belongs to the broadcast that is being prepared, also when it is used', () => {
    const live = aLive({ status: 4 }, withOthers({ status: 2 }, later()))
    expect(nextNotice(live, NOW)?.noticeId).toBe('notice-1')
    expect(noticeToReserve(live, NOW)).toBeNull()
  })
})

describe('replays', () => {
  it('are the ready ones, the newest first', () => {
    const otherInfos = [
      anOlder('oldest'),
      anOlder('gone', { replayStatus: '6' }),
      anOlder('making', { replayStatus: '3' }),
      anOlder('none', { replayStatus: '0' }),
      anOlder('unsaid', { replayStatus: undefined }),
      anOlder('newer'),
    ]
    const live = aLive({ status: 3, replayStatus: '1', otherInfos })
    expect(replaysOf(live).map(({ feedId }) => feedId)).toEqual(['feed-1', 'newer', 'oldest'])
    // and nothing of what WeChat said was turned around by it
    expect(live.others.map(({ feedId }) => feedId).slice(0, 2)).toEqual(['oldest', 'gone'])
  })

  it('are none where nothing is ready', () => {
    expect(replaysOf(aLive({ status: 3, replayStatus: '3' }))).toEqual([])
  })
})

describe('what can be reserved', () => {
  const reservable = aNotice()

  it.each([
    ['announced', 3, reservable, true],
    ['first announced', 1, reservable, true],
    ['about to begin', 4, reservable, true],
    ['live already', 2, reservable, false],
    ['closed to reserving', 3, aNotice({ reservable: false }), false],
    ['about to begin, and closed', 4, aNotice({ reservable: false }), false],
    ['about to begin by a used notice', 4, aNotice({ status: 2 }), false],
    ['about to begin without one', 4, null, false],
    ['cancelled', 1, aNotice({ status: 1 }), false],
    ['over', 3, null, false],
    ['over by its own notice', 3, aNotice({ status: 2 }), false],
    ['of an unknown status', 3, aNotice({ status: 7 }), false],
  ])('%s', (_name, status, notice, can) => {
    const live = aLive({ status }, notice)
    expect(noticeToReserve(live, NOW)).toEqual(can ? live.notices[0] : null)
  })

  it('is nothing once the time is long past', () => {
    const live = aLive({ status: 3 }, aNotice({ startTime: String(FRIDAY_NOON_SEC - 6 * HOUR) }))
    expect(noticeToReserve(live, NOW)).toBeNull()
  })
})

describe("what came of WeChat's dialog", () => {
  it.each([
    [1, 'live-refused', null],
    [2, 'live-entered', null],
    [3, 'notice-cancelled', false],
    [4, 'live-ended', false],
    [5, 'not-reserved', false],
    [6, 'reserved', true],
    [7, 'unreserved', false],
    [8, 'kept', true],
    [9, 'cancelled-before', false],
    [10, 'expired', false],
  ] as const)('state %d is %s; reserved: %p', (state, outcome, reserved) => {
    expect(parseReserveOutcome(state)).toBe(outcome)
    expect(parseReserveOutcome(String(state))).toBe(outcome)
    expect(isReserved(outcome)).toBe(reserved)
  })

  it.each([0, 11, -1, 1.5, '', 'reserved', null, undefined, true, [6], {}])(
    'state %p is unknown, and changes nothing',
    (state) => {
      expect(parseReserveOutcome(state)).toBe('unknown')
      expect(isReserved(parseReserveOutcome(state))).toBeNull()
    },
  )
})
