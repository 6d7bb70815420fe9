import {
  LIVE_STATUS_CODES,
  codeOf,
  isFinal,
  parseLiveStatus,
  sameLiveStatus,
} from '../../../../miniprogram/live/domain/live-status-code'
import { status } from '../../../helpers/app/builders'

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
