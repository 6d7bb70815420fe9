import type { FinderUserName } from '../../../../../miniprogram/live/domain/room-id'
import { aStorage, installWx } from '../../../../helpers/app/globals'
import { OTHER, SPH } from '../../../../helpers/app/channels'

let storage: ReturnType<typeof aStorage>
let writes: unknown[]
let accounts: typeof import('../../../../../miniprogram/live/services/wechat/channels-accounts')

beforeEach(async () => {
  storage = aStorage()
  writes = []
  await start([])
})

/** The app starts with these in config.ts. */
async function start(finderUserNames: readonly FinderUserName[]) {
  installWx({
    ...storage.wx,
    setStorageSync: (key: string, value: unknown) => {
      writes.push(value)
      storage.wx.setStorageSync(key, value)
    },
  })
  jest.resetModules()
  const { config } = await import('../../../../../miniprogram/config')
  Object.assign(config, { finderUserNames })
  accounts = await import('../../../../../miniprogram/live/services/wechat/channels-accounts')
}

it('are those of config.ts where the back end names none', async () => {
  expect(accounts.channelsAccounts()).toEqual([])
  await start([SPH])
  expect(accounts.channelsAccounts()).toEqual([SPH])
  accounts.setChannelsAccounts([])
  expect(accounts.channelsAccounts()).toEqual([SPH])
  expect(writes).toEqual([])
})

it('are those of the back end before them, after a restart too', async () => {
  await start([SPH])
  accounts.setChannelsAccounts([OTHER])
  expect(accounts.channelsAccounts()).toEqual([OTHER])
  await start([SPH])
  expect(accounts.channelsAccounts()).toEqual([OTHER])
})

it('are written down when they change, and not at each answer', async () => {
  accounts.setChannelsAccounts([OTHER])
  accounts.setChannelsAccounts([OTHER])
  expect(writes).toEqual([[OTHER]])
  await start([])
  accounts.setChannelsAccounts([OTHER])
  expect(writes).toEqual([[OTHER]])
  accounts.setChannelsAccounts([SPH, OTHER])
  expect(writes).toEqual([[OTHER], [SPH, OTHER]])
})

it('are those of config.ts again once the back end names none any more', async () => {
  await start([SPH])
  accounts.setChannelsAccounts([OTHER])
  accounts.setChannelsAccounts([])
  expect(accounts.channelsAccounts()).toEqual([SPH])
  await start([SPH])
  expect(accounts.channelsAccounts()).toEqual([SPH])
})

it.each([
  ['text', 'sphA', []],
  ['an object', { 0: 'sphA' }, []],
  ['a name that is none', ['sphA', 'wx1', 7, null], ['sphA']],
])('are not believed in %s', async (_name, stored, names) => {
  storage.wx.setStorageSync('v1:channels-accounts', stored)
  await start([])
  expect(accounts.channelsAccounts()).toEqual(names)
})

it('are known until the app ends where nothing can be stored', () => {
  storage.break()
  accounts.setChannelsAccounts([OTHER])
  expect(accounts.channelsAccounts()).toEqual([OTHER])
})
