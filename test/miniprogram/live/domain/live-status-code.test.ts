import {
  LIVE_STATUS_CODES,
  codeOf,
  isFinal,
  parseLiveStatus,
  sameLiveStatus,
  isOnAir,
} from '../../../../miniprogram/live/domain/live-status-code'
import { status } from '../../../helpers/app/builders'
import { aNotice, anOlder, channelsStatus } from '../../../helpers/app/channels'

describe('parseLiveStatus', () => {
  it.each(LIVE_STATUS_CODES)('knows %i', (code) => {
    expect(parseLiveStatus(code)).toEqual({ kind: 'known', code })
  })

  it.each([0, 100, 108, '101', null, undefined, NaN, {}])('calls %p unknown', (raw) => {
    expect(parseLiveStatus(raw)).toEqual({ kind: 'unknown', raw })
  })
})

it.each([
  [101, false],
  [102, false],
  [103, true],
  [104, true],
  [105, false],
  [106, false],
  [107, true],
  [0, false],
] as const)('%i is final: %p', (code, final) => {
  expect(isFinal(status(code))).toBe(final)
})

it('tells codes apart, and one unknown from another not', () => {
  expect(sameLiveStatus(status(101), status(101))).toBe(true)
  expect(sameLiveStatus(status(101), status(106))).toBe(false)
  expect(sameLiveStatus(status(101), status(0))).toBe(false)
  expect(sameLiveStatus(parseLiveStatus(0), parseLiveStatus('x'))).toBe(true)
})

it('has no code for the unknown', () => {
  expect(codeOf(status(0))).toBeNull()
  expect(codeOf(status(104))).toBe(104)
})

describe('the status of a Channels account', () => {
  describe('two words on an account', () => {
    it('are the same where all that WeChat says is', () => {
      expect(sameLiveStatus(channelsStatus({}, aNotice()), channelsStatus({}, aNotice()))).toBe(
        true,
      )
    })

    it.each([
      ['its state', channelsStatus({ status: 3 })],
      ['its replay', channelsStatus({ replayStatus: '3' })],
      ['its theme', channelsStatus({ description: '另一场' })],
      ['an older broadcast', channelsStatus({ otherInfos: [anOlder('a')] })],
      ['a notice', channelsStatus({}, aNotice())],
    ])('differ by %s', (_name, other) => {
      expect(sameLiveStatus(channelsStatus(), other)).toBe(false)
      expect(sameLiveStatus(other, channelsStatus())).toBe(false)
    })

    it('differ from any word on a room of the live component', () => {
      expect(sameLiveStatus(channelsStatus(), status(101))).toBe(false)
      expect(sameLiveStatus(status(101), channelsStatus())).toBe(false)
      expect(sameLiveStatus(status(0), channelsStatus())).toBe(false)
      expect(sameLiveStatus(channelsStatus({ status: 9 }), status(0))).toBe(false)
    })
  })

  it.each([
    [1, false],
    [2, true],
    [3, false],
    [4, false],
    [9, false],
  ])('an account of status %d is on the air: %p', (one, onAir) => {
    expect(isOnAir(channelsStatus({ status: one }))).toBe(onAir)
  })

  it.each([...LIVE_STATUS_CODES, 0] as const)(
    'of the codes, 101 alone is on the air: %d',
    (code) => {
      expect(isOnAir(status(code))).toBe(code === 101)
    },
  )

  it.each([1, 2, 3, 4, 9])('status %d of an account is never its last, and no code', (one) => {
    expect(isFinal(channelsStatus({ status: one }))).toBe(false)
    expect(codeOf(channelsStatus({ status: one }))).toBeNull()
  })
})
