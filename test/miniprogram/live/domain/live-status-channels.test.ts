import {
  codeOf,
  isFinal,
  isOnAir,
  LIVE_STATUS_CODES,
  sameLiveStatus,
} from '../../../../miniprogram/live/domain/live-status-code'
import { aNotice, anOlder, channelsStatus } from '../../../helpers/app/channels'
import { status } from '../../../helpers/app/builders'

describe('two words on an account', () => {
  it('are the same where all that WeChat says is', () => {
    expect(sameLiveStatus(channelsStatus({}, aNotice()), channelsStatus({}, aNotice()))).toBe(true)
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

it.each([...LIVE_STATUS_CODES, 0] as const)('of the codes, 101 alone is on the air: %d', (code) => {
  expect(isOnAir(status(code))).toBe(code === 101)
})

it.each([1, 2, 3, 4, 9])('status %d of an account is never its last, and no code', (one) => {
  expect(isFinal(channelsStatus({ status: one }))).toBe(false)
  expect(codeOf(channelsStatus({ status: one }))).toBeNull()
})
