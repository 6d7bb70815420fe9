import {
  createCallLog,
  storedCalls,
  type CallStore,
} from '../../../../../miniprogram/live/services/live-status/call-log'
import { aCallStore } from '../../../../helpers/app/a-poller'
import { aStorage, installWx } from '../../../../helpers/app/globals'
import { FRIDAY_NOON_SEC, OTHER, SPH } from '../../../../helpers/app/channels'

const NOW = Date.UTC(2026, 10, 20, 4)

/** The app is closed and opened again. */
const reopen = (store: CallStore, nowMs = NOW) => createCallLog(store, nowMs)

it('knows nothing of a room never asked about', () => {
  expect(reopen(aCallStore()).lastAtMs(7)).toBe(-Infinity)
})

it('knows the last call of each room after a restart, to the second', () => {
  const store = aCallStore()
  const log = reopen(store)
  log.record(7, NOW)
  log.record(8, NOW + 300)
  log.record(7, NOW + 59_000)
  expect(store.calls).toEqual([
    { roomId: 8, atSec: NOW / 1000 + 1 },
    { roomId: 7, atSec: NOW / 1000 + 59 },
  ])
  const again = reopen(store, NOW + 60_000)
  expect([again.lastAtMs(7), again.lastAtMs(8)]).toEqual([NOW + 59_000, NOW + 1_000])
})

it('drops what is older than a minute, at the next call', () => {
  const store = aCallStore()
  const log = reopen(store)
  log.record(7, NOW)
  log.record(8, NOW + 60_000)
  expect(store.calls).toEqual([{ roomId: 8, atSec: NOW / 1000 + 60 }])
})

it('takes a call that lies ahead for one of this moment', () => {
  const store = aCallStore([{ roomId: 7, atSec: NOW / 1000 + 86_400 }])
  const log = reopen(store)
  expect(log.lastAtMs(7)).toBe(NOW)
  log.record(8, NOW - 5_000)
  expect(store.calls).toEqual([
    { roomId: 7, atSec: NOW / 1000 - 5 },
    { roomId: 8, atSec: NOW / 1000 - 5 },
  ])
})

it('keeps as many rooms as fit into a minute, in less than 12 KB', () => {
  const store = aCallStore()
  const log = reopen(store)
  for (let at = 0; at < 1_000; at++) log.record(100_000 + at, NOW + at)
  expect(store.calls).toHaveLength(300)
  expect(JSON.stringify(store.calls).length).toBeLessThan(12_000)
  const again = reopen(store, NOW + 1_000)
  expect(again.lastAtMs(100_999)).toBe(NOW + 1_000)
  expect(again.lastAtMs(100_699)).toBe(-Infinity)
})

describe('the phone’s storage', () => {
  it('holds one key, and one write a call', () => {
    const storage = aStorage()
    const setStorageSync = jest.fn(storage.wx.setStorageSync)
    installWx({ ...storage.wx, setStorageSync })
    const log = reopen(storedCalls)
    log.record(7, NOW)
    log.record(8, NOW)
    expect(setStorageSync).toHaveBeenCalledTimes(2)
    expect(storage.entries.size).toBe(1)
    expect(reopen(storedCalls).lastAtMs(8)).toBe(NOW)
  })

  it('reads the flat list of version 0.1.0', () => {
    const storage = aStorage()
    installWx(storage.wx)
    storage.entries.set('v1:status-calls', [7, NOW / 1000 - 2, 8, NOW / 1000 - 1])
    const log = reopen(storedCalls)
    expect([log.lastAtMs(7), log.lastAtMs(8)]).toEqual([NOW - 2_000, NOW - 1_000])
  })

  it('may be full, broken or wiped: until a restart nothing is forgotten', () => {
    const storage = aStorage(10)
    installWx(storage.wx)
    const log = reopen(storedCalls)
    log.record(7, NOW)
    storage.break()
    log.record(8, NOW)
    storage.entries.clear()
    expect([log.lastAtMs(7), log.lastAtMs(8)]).toEqual([NOW, NOW])
    expect(reopen(storedCalls).lastAtMs(7)).toBe(-Infinity)
  })

  it.each([{ 7: NOW }, ['7', 'x'], [7, 1.5], 'x', 7])('may hold %j', (json) => {
    const storage = aStorage()
    installWx(storage.wx)
    storage.entries.set('v1:status-calls', json)
    expect(reopen(storedCalls).lastAtMs(7)).toBe(-Infinity)
  })
})

describe('the call log with a Channels account', () => {
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
})
