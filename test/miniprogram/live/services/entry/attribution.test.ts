import { config } from '../../../../../miniprogram/config'
import type {
  Attribution,
  Credit,
} from '../../../../../miniprogram/live/services/entry/attribution'
import { FRIDAY_NOON_MS } from '../../../../helpers/app/a-clock'
import { aStorage, installWx } from '../../../../helpers/app/globals'

const HOUR_MS = 3_600_000

let storage: ReturnType<typeof aStorage>

/** The module as it is after a cold start: nothing but the storage is left. */
async function coldStart() {
  jest.resetModules()
  return import('../../../../../miniprogram/live/services/entry/attribution')
}

beforeEach(() => {
  jest.useFakeTimers({ now: FRIDAY_NOON_MS })
  storage = aStorage()
  installWx(storage.wx)
})

afterEach(() => jest.useRealTimers())

function someone(more: Partial<Attribution> = {}): Attribution {
  return {
    roomId: 7,
    shareOpenid: 'o-friend',
    customParams: { pid: 3 },
    enteredBy: 'share-card',
    groupId: null,
    atMs: FRIDAY_NOON_MS,
    ...more,
  }
}

const aPage = (more: Partial<Credit> = {}): Credit => ({
  roomId: null,
  shareOpenid: null,
  customParams: { kind: 'none' },
  ...more,
})

it('survives a restart', async () => {
  const { keepAttribution } = await coldStart()
  keepAttribution(someone({ groupId: 'tG1' }))
  const { attribution } = await coldStart()
  expect(attribution()).toEqual(someone({ groupId: 'tG1' }))
})

it('lives as long as the merchant says, before a restart and after one', async () => {
  const { keepAttribution, attribution } = await coldStart()
  keepAttribution(someone())
  jest.setSystemTime(FRIDAY_NOON_MS + config.attributionHours * HOUR_MS - 1)
  expect(attribution()).toEqual(someone())
  expect((await coldStart()).attribution()).toEqual(someone())
  jest.setSystemTime(FRIDAY_NOON_MS + config.attributionHours * HOUR_MS)
  expect(attribution()).toBeNull()
  expect((await coldStart()).attribution()).toBeNull()
})

it('is not remembered for ever by a phone whose clock was a year ahead', async () => {
  const { keepAttribution, attribution } = await coldStart()
  keepAttribution(someone({ atMs: FRIDAY_NOON_MS + 365 * 24 * HOUR_MS }))
  expect(attribution()).toBeNull()
})

it('works until the app ends where nothing can be stored', async () => {
  storage.break()
  const { keepAttribution, attribution } = await coldStart()
  expect(attribution()).toBeNull()
  keepAttribution(someone())
  expect(attribution()).toEqual(someone())
})

it.each([
  ['text', 'someone'],
  ['no time', { ...someone(), atMs: 'noon' }],
  ['a way in that there is not', { ...someone(), enteredBy: 'magic' }],
])('does not believe what is stored with %s', async (_name, stored) => {
  storage.wx.setStorageSync('v1:attribution', stored)
  const { attribution } = await coldStart()
  expect(attribution()).toBeNull()
})

it('drops what is of the wrong kind, and keeps the rest', async () => {
  const odd = { roomId: '7', shareOpenid: 7, groupId: {}, customParams: '%' }
  storage.wx.setStorageSync('v1:attribution', { ...someone(), ...odd })
  const { attribution } = await coldStart()
  expect(attribution()).toEqual(someone({ roomId: null, shareOpenid: null, customParams: {} }))
})

describe('for goods that are being bought', () => {
  it('is nobody where the shopper came by themselves', async () => {
    const { creditFor } = await coldStart()
    expect(creditFor(aPage())).toBeNull()
  })

  it('is whoever brought them to the app, where the page names nobody', async () => {
    const { keepAttribution, creditFor } = await coldStart()
    keepAttribution(someone())
    expect(creditFor(aPage())).toEqual(someone())
  })

  it('goes by the page first: the room that led here is nearer to the sale', async () => {
    const { keepAttribution, creditFor } = await coldStart()
    keepAttribution(someone({ customParams: { pid: 3, from: 'card' } }))
    const customParams = { kind: 'ok', params: { pid: 4 } } as const
    const page = aPage({ roomId: 8, shareOpenid: 'o-other', customParams })
    expect(creditFor(page)).toEqual(
      someone({ roomId: 8, shareOpenid: 'o-other', customParams: { pid: 4, from: 'card' } }),
    )
  })

  it('is the page alone where what the app knew is too long ago', async () => {
    const { keepAttribution, creditFor } = await coldStart()
    keepAttribution(someone({ atMs: 0 }))
    expect(creditFor(aPage({ roomId: 8 }))).toEqual({
      roomId: 8,
      shareOpenid: null,
      customParams: {},
      enteredBy: 'other',
      groupId: null,
      atMs: FRIDAY_NOON_MS,
    })
  })
})
