import {
  createCallLog,
  storedCalls,
  type CallStore,
} from '../../../../../miniprogram/live/services/live-status/call-log'
import { aCallStore } from '../../../../helpers/app/a-poller'
import { aStorage, installWx } from '../../../../helpers/app/globals'

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
  expect(store.calls).toEqual([8, NOW / 1000 + 1, 7, NOW / 1000 + 59])
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
