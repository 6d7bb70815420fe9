import { listed } from '../helpers/app/a-poller'
import { aStorage, installRequirePlugin, installWx } from '../helpers/app/globals'

interface AppOptions {
  onShow(options: object): void
  onHide(): void
}

afterEach(() => jest.useRealTimers())

it('takes down each entry, and rests while it is hidden', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] })
  const getAppBaseInfo = () => ({ language: 'zh_CN' })
  installWx(Object.assign({ canIUse: () => true, getAppBaseInfo }, aStorage().wx))
  const getLiveStatus = jest.fn(() => Promise.resolve({ liveStatus: 101 }))
  installRequirePlugin(
    Object.assign(() => undefined, { async: () => Promise.resolve({ getLiveStatus }) }),
  )
  let app: AppOptions | undefined
  Object.assign(globalThis, { App: (options: AppOptions) => (app = options) })
  jest.resetModules()
  await import('../../miniprogram/app')
  const { currentEntry } = await import('../../miniprogram/live/services/entry/entry')
  const { liveStatus } = await import('../../miniprogram/live/services/live-status/poller')

  app?.onShow({ scene: 1001, path: 'pages/index/index', query: {} })
  expect(currentEntry()).toMatchObject({ scene: 1001, link: { kind: 'index' } })

  const told: unknown[] = []
  liveStatus().subscribe(7, (status) => told.push(status))
  await jest.advanceTimersByTimeAsync(0)
  expect(told).toEqual([{ kind: 'known', code: 101 }])

  app?.onHide()
  expect(jest.getTimerCount()).toBe(0)
  await jest.advanceTimersByTimeAsync(600_000)
  expect(getLiveStatus).toHaveBeenCalledTimes(1)

  app?.onShow({ scene: 1001, path: 'pages/index/index', query: {} })
  await jest.advanceTimersByTimeAsync(0)
  expect(getLiveStatus).toHaveBeenCalledTimes(2)
})

it('reports a page that throws, so that it is not lost', async () => {
  installRequirePlugin(() => undefined)
  jest.resetModules()
  const { liveStatus } = await import('../../miniprogram/live/services/live-status/poller')
  const error = jest.spyOn(console, 'error').mockImplementation(() => undefined)
  const fault = new Error('a page in trouble')
  const stop = liveStatus().subscribe(
    7,
    () => {
      throw fault
    },
    listed(101),
  )
  stop()
  expect(error).toHaveBeenCalledWith(fault)
})
