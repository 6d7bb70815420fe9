import { aStorage, installPages, installWx } from '../../../../helpers/app/globals'

let door: typeof import('../../../../../miniprogram/live/services/rooms/open-room')
let entry: typeof import('../../../../../miniprogram/live/services/entry/entry')
let opened: string[]
let showToast: jest.Mock

beforeEach(async () => {
  opened = []
  showToast = jest.fn()
  installPages([{}])
  installWx({
    ...aStorage().wx,
    navigateTo: ({ url, success }: { url: string; success: () => void }) => {
      opened.push(url)
      success()
    },
    showToast,
  })
  jest.resetModules()
  door = await import('../../../../../miniprogram/live/services/rooms/open-room')
  entry = await import('../../../../../miniprogram/live/services/entry/entry')
})

it.each([
  ['enter', '/packageA/pages/room/room?room_id=7&enter=1'],
  ['subscribe', '/packageA/pages/room/room?room_id=7'],
  ['goods', '/packageA/pages/room/room?room_id=7'],
  ['none', '/packageA/pages/room/room?room_id=7'],
  ['replay', '/packageA/pages/replay/replay?room_id=7'],
] as const)('follows %s to %s', async (action, url) => {
  await door.openRoom(7, action)
  expect(opened).toEqual([url])
})

it('hands on the parameters that the shopper came with', async () => {
  expect(door.attributionParams()).toEqual({})
  const query = { custom_params: '%7B%22pid%22%3A3%7D' }
  entry.recordEntry({ scene: 1037, path: 'pages/index/index', query })
  expect(door.attributionParams()).toEqual({ pid: 3 })
  await door.openRoom(7, 'enter')
  expect(opened[0]).toContain('custom_params=%7B%22pid%22%3A3%7D')
})

it('enters from afar by the doorway, which alone may open the live component', async () => {
  await door.enterRoom(7, { pid: 3 })
  expect(opened).toEqual([
    '/packageA/pages/room/room?room_id=7&enter=1&custom_params=%7B%22pid%22%3A3%7D',
  ])
})

it('says when a page did not open, and nothing when it did or a tap was one too many', async () => {
  await door.toastOnFailure(Promise.resolve({ kind: 'moved' }))
  await door.toastOnFailure(Promise.resolve({ kind: 'busy' }))
  expect(showToast).not.toHaveBeenCalled()
  await door.toastOnFailure(Promise.resolve({ kind: 'failed', message: '没有打开', cause: null }))
  expect(showToast).toHaveBeenCalledWith({ title: '没有打开', icon: 'none' })
})
