/**
 * Modules of the app are tested one by one, without app.ts, which configures them. A test that loads
 * them anew (`jest.resetModules`) gets them configured again.
 */
jest.mock('../../miniprogram/live/config', () => {
  const live = jest.requireActual<typeof import('../../miniprogram/live/config')>(
    '../../miniprogram/live/config',
  )
  const { config } = jest.requireActual<typeof import('../../miniprogram/config')>(
    '../../miniprogram/config',
  )
  live.setLiveConfig(config)
  return live
})

jest.mock('../../miniprogram/live/domain/routes', () => {
  const live = jest.requireActual<typeof import('../../miniprogram/live/domain/routes')>(
    '../../miniprogram/live/domain/routes',
  )
  const { routes } = jest.requireActual<typeof import('../../miniprogram/routes')>(
    '../../miniprogram/routes',
  )
  live.setRoutes(routes)
  return live
})
