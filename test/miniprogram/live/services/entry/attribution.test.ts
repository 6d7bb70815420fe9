import { config } from '../../../../../miniprogram/config'
import type {
  Attribution,
  CreditSource,
} from '../../../../../miniprogram/live/services/entry/attribution'
import { FRIDAY_NOON_MS } from '../../../../helpers/app/a-clock'
import { aStorage, installWx } from '../../../../helpers/app/globals'
import { SPH } from '../../../../helpers/app/channels'

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

const aPage = (more: Partial<CreditSource> = {}): CreditSource => ({
  roomId: null,
  shareOpenid: null,
  customParams: { kind: 'none' },
  ...more,
})

it('survives a restart', async () => {
  const { saveAttribution } = await coldStart()
  saveAttribution(someone({ groupId: 'tG1' }))
  const { currentAttribution } = await coldStart()
  expect(currentAttribution()).toEqual(someone({ groupId: 'tG1' }))
})

it('lives as long as the merchant says, before a restart and after one', async () => {
  const { saveAttribution, currentAttribution } = await coldStart()
  saveAttribution(someone())
  jest.setSystemTime(FRIDAY_NOON_MS + config.attributionHours * HOUR_MS - 1)
  expect(currentAttribution()).toEqual(someone())
  expect((await coldStart()).currentAttribution()).toEqual(someone())
  jest.setSystemTime(FRIDAY_NOON_MS + config.attributionHours * HOUR_MS)
  expect(currentAttribution()).toBeNull()
  expect((await coldStart()).currentAttribution()).toBeNull()
})

it('is not remembered for ever by a phone whose clock was a year ahead', async () => {
  const { saveAttribution, currentAttribution } = await coldStart()
  saveAttribution(someone({ atMs: FRIDAY_NOON_MS + 365 * 24 * HOUR_MS }))
  expect(currentAttribution()).toBeNull()
})

it('works until the app ends where nothing can be stored', async () => {
  storage.break()
  const { saveAttribution, currentAttribution } = await coldStart()
  expect(currentAttribution()).toBeNull()
  saveAttribution(someone())
  expect(currentAttribution()).toEqual(someone())
})

it.each([
  ['text', 'someone'],
  ['no time', { ...someone(), atMs: 'noon' }],
  ['a way in that there is not', { ...someone(), enteredBy: 'magic' }],
])('does not believe what is stored with %s', async (_name, stored) => {
  storage.wx.setStorageSync('v1:attribution', stored)
  const { currentAttribution } = await coldStart()
  expect(currentAttribution()).toBeNull()
})

it('drops what is of the wrong kind, and keeps the rest', async () => {
  const odd = { roomId: '7', shareOpenid: 7, groupId: {}, customParams: '%' }
  storage.wx.setStorageSync('v1:attribution', { ...someone(), ...odd })
  const { currentAttribution } = await coldStart()
  expect(currentAttribution()).toEqual(
    someone({ roomId: null, shareOpenid: null, customParams: {} }),
  )
})

describe('for goods that are being bought', () => {
  it('is null if the shopper came without a link', async () => {
    const { creditFor } = await coldStart()
    expect(creditFor(aPage())).toBeNull()
  })

  it('is the attribution of the entry if the page names no sharer', async () => {
    const { saveAttribution, creditFor } = await coldStart()
    saveAttribution(someone())
    expect(creditFor(aPage())).toEqual(someone())
  })

  it('goes by the page first: the room that led here is nearer to the sale', async () => {
    const { saveAttribution, creditFor } = await coldStart()
    saveAttribution(someone({ customParams: { pid: 3, from: 'card' } }))
    const customParams = { kind: 'ok', params: { pid: 4 } } as const
    const page = aPage({ roomId: 8, shareOpenid: 'o-other', customParams })
    expect(creditFor(page)).toEqual(
      someone({ roomId: 8, shareOpenid: 'o-other', customParams: { pid: 4, from: 'card' } }),
    )
  })

  it('is the page alone where what the app knew is too long ago', async () => {
    const { saveAttribution, creditFor } = await coldStart()
    saveAttribution(someone({ atMs: 0 }))
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

describe('attribution of a Channels entry', () => {
  let storage: ReturnType<typeof aStorage>

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

  const noCredit = (more: Partial<CreditSource> = {}): CreditSource => ({
    roomId: null,
    shareOpenid: null,
    customParams: { kind: 'none' },
    ...more,
  })

  const kept = (more: Partial<Attribution> = {}): Attribution => ({
    roomId: null,
    shareOpenid: null,
    customParams: {},
    enteredBy: 'channels',
    groupId: null,
    atMs: FRIDAY_NOON_MS,
    ...more,
  })

  describe('a promotion of Channels', () => {
    it('is somebody to thank, without a sharer or a room', async () => {
      const { recordAttribution, currentAttribution } = await coldStart()
      recordAttribution('channels', FRIDAY_NOON_MS, noCredit(), noCredit({ promoterId: 'p-1' }))
      expect(currentAttribution()).toEqual(kept({ promoterId: 'p-1' }))
      // and after a restart
      expect((await coldStart()).currentAttribution()).toEqual(kept({ promoterId: 'p-1' }))
    })

    it('stands beside who shared, and the room of the link', async () => {
      const { recordAttribution, currentAttribution } = await coldStart()
      const share = noCredit({ shareOpenid: 'o-1', promoterId: 'p-1' })
      recordAttribution('channels', FRIDAY_NOON_MS, noCredit({ roomId: SPH }), share)
      expect(currentAttribution()).toEqual(
        kept({ roomId: SPH, shareOpenid: 'o-1', promoterId: 'p-1' }),
      )
    })

    it('is null if no promoter is named', async () => {
      const { recordAttribution, currentAttribution } = await coldStart()
      recordAttribution('channels', FRIDAY_NOON_MS, noCredit(), noCredit({ promoterId: null }))
      recordAttribution('channels', FRIDAY_NOON_MS, noCredit(), null)
      expect(currentAttribution()).toBeNull()
      expect(storage.entries.size).toBe(0)
    })

    it('does not outlive a way in that names somebody else', async () => {
      const { recordAttribution, currentAttribution } = await coldStart()
      recordAttribution('channels', FRIDAY_NOON_MS, noCredit(), noCredit({ promoterId: 'p-1' }))
      recordAttribution('code', FRIDAY_NOON_MS, noCredit({ roomId: 7 }), null)
      expect(currentAttribution()).toEqual(kept({ roomId: 7, enteredBy: 'code' }))
      expect(currentAttribution()).not.toHaveProperty('promoterId')
    })

    it('is kept for goods on a page that names no promoter', async () => {
      const { recordAttribution, creditFor } = await coldStart()
      recordAttribution('channels', FRIDAY_NOON_MS, noCredit(), noCredit({ promoterId: 'p-1' }))
      expect(creditFor(noCredit({ roomId: 8 }))).toEqual(kept({ roomId: 8, promoterId: 'p-1' }))
    })

    it.each([7, null, {}, undefined])('%j in the storage is none', async (promoterId) => {
      storage.wx.setStorageSync('v1:attribution', { ...kept({ shareOpenid: 'o-1' }), promoterId })
      const { currentAttribution } = await coldStart()
      expect(currentAttribution()).toEqual(kept({ shareOpenid: 'o-1' }))
      expect(currentAttribution()).not.toHaveProperty('promoterId')
    })
  })

  it.each([
    [SPH, SPH],
    [7, 7],
    ['wx1', null],
    ['7', null],
    [0, null],
  ])('of a stored room %j believes %j', async (roomId, believed) => {
    storage.wx.setStorageSync('v1:attribution', { ...kept({ shareOpenid: 'o-1' }), roomId })
    expect((await coldStart()).currentAttribution()?.roomId).toBe(believed)
  })
})
