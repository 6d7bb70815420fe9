import {
  createCallLog,
  storedCalls,
} from '../../../../../miniprogram/live/services/live-status/call-log'
import { FRIDAY_NOON_MS as NOW } from '../../../../helpers/app/a-clock'
import { FRIDAY_NOON_SEC, OTHER, SPH } from '../../../../helpers/app/channels'
import { aStorage, installWx } from '../../../../helpers/app/globals'

let storage: ReturnType<typeof aStorage>

beforeEach(() => {
  storage = aStorage()
  installWx(storage.wx)
})

it('remembers the minute of an account beside that of a room, over a restart', () => {
  const log = createCallLog(storedCalls, NOW)
  log.record(7, NOW)
  log.record(SPH, NOW + 1000)
  const again = createCallLog(storedCalls, NOW + 2000)
  expect([again.lastAtMs(7), again.lastAtMs(SPH)]).toEqual([NOW, NOW + 1000])
  expect(again.lastAtMs(OTHER)).toBe(-Infinity)
})

it.each([
  ['an account where a second should be', [7, SPH]],
  ['a room that is none', ['wx1', FRIDAY_NOON_SEC]],
  ['no room', [0, FRIDAY_NOON_SEC]],
  ['half a second', [7, 0.5]],
  ['text', 'calls'],
])('does not believe a list with %s', (_name, stored) => {
  storage.wx.setStorageSync('v1:status-calls', stored)
  expect(storedCalls.read()).toBeNull()
  expect(createCallLog(storedCalls, NOW).lastAtMs(7)).toBe(-Infinity)
})
