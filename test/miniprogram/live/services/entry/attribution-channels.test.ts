import type {
  Attribution,
  CreditSource,
} from '../../../../../miniprogram/live/services/entry/attribution'
import { FRIDAY_NOON_MS } from '../../../../helpers/app/a-clock'
import { SPH } from '../../../../helpers/app/channels'
import { aStorage, installWx } from '../../../../helpers/app/globals'

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

const nobody = (more: Partial<CreditSource> = {}): CreditSource => ({
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
    recordAttribution('channels', FRIDAY_NOON_MS, nobody(), nobody({ promoterId: 'p-1' }))
    expect(currentAttribution()).toEqual(kept({ promoterId: 'p-1' }))
    // and after a restart
    expect((await coldStart()).currentAttribution()).toEqual(kept({ promoterId: 'p-1' }))
  })

  it('stands beside who shared, and the room of the link', async () => {
    const { recordAttribution, currentAttribution } = await coldStart()
    const share = nobody({ shareOpenid: 'o-1', promoterId: 'p-1' })
    recordAttribution('channels', FRIDAY_NOON_MS, nobody({ roomId: SPH }), share)
    expect(currentAttribution()).toEqual(
      kept({ roomId: SPH, shareOpenid: 'o-1', promoterId: 'p-1' }),
    )
  })

  it('is nobody where none is named', async () => {
    const { recordAttribution, currentAttribution } = await coldStart()
    recordAttribution('channels', FRIDAY_NOON_MS, nobody(), nobody({ promoterId: null }))
    recordAttribution('channels', FRIDAY_NOON_MS, nobody(), null)
    expect(currentAttribution()).toBeNull()
    expect(storage.entries.size).toBe(0)
  })

  it('does not outlive a way in that names somebody else', async () => {
    const { recordAttribution, currentAttribution } = await coldStart()
    recordAttribution('channels', FRIDAY_NOON_MS, nobody(), nobody({ promoterId: 'p-1' }))
    recordAttribution('code', FRIDAY_NOON_MS, nobody({ roomId: 7 }), null)
    expect(currentAttribution()).toEqual(kept({ roomId: 7, enteredBy: 'code' }))
    expect(currentAttribution()).not.toHaveProperty('promoterId')
  })

  it('is kept for goods that are bought on a page which names nobody of that kind', async () => {
    const { recordAttribution, creditFor } = await coldStart()
    recordAttribution('channels', FRIDAY_NOON_MS, nobody(), nobody({ promoterId: 'p-1' }))
    expect(creditFor(nobody({ roomId: 8 }))).toEqual(kept({ roomId: 8, promoterId: 'p-1' }))
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
