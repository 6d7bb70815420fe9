import {
  isReservedNotice,
  saveReservation,
} from '../../../../../miniprogram/live/services/wechat/reservations'
import { aStorage, installWx } from '../../../../helpers/app/globals'

let storage: ReturnType<typeof aStorage>

beforeEach(() => {
  storage = aStorage()
  installWx(storage.wx)
})

it('is remembered, of each notice', () => {
  expect(isReservedNotice('a')).toBe(false)
  saveReservation('a', true)
  expect([isReservedNotice('a'), isReservedNotice('b')]).toEqual([true, false])
  saveReservation('b', true)
  expect([isReservedNotice('a'), isReservedNotice('b')]).toEqual([true, true])
})

it('is taken back, of that notice alone', () => {
  saveReservation('a', true)
  saveReservation('b', true)
  saveReservation('a', false)
  expect([isReservedNotice('a'), isReservedNotice('b')]).toEqual([false, true])
  saveReservation('never', false)
  expect(isReservedNotice('never')).toBe(false)
})

it('holds fifty, of which the oldest makes room', () => {
  for (let at = 0; at < 50; at++) saveReservation(`n${at}`, true)
  expect(isReservedNotice('n0')).toBe(true)
  // reserved once more, it is the newest
  saveReservation('n0', true)
  saveReservation('last', true)
  expect(['n0', 'n1', 'n2', 'last'].map(isReservedNotice)).toEqual([true, false, true, true])
})

it.each(['n1', { 0: 'n1' }, null, 7])('does not believe %j in the storage', (stored) => {
  storage.wx.setStorageSync('v1:reservations', stored)
  expect(isReservedNotice('n1')).toBe(false)
})

it('drops what is no name, and keeps the rest', () => {
  storage.wx.setStorageSync('v1:reservations', [7, 'n1', null])
  expect([isReservedNotice('n1'), isReservedNotice('7')]).toEqual([true, false])
})

it('is no error where nothing can be stored', () => {
  storage.break()
  saveReservation('a', true)
  expect(isReservedNotice('a')).toBe(false)
})
