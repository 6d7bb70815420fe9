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
  live.configureLive(config)
  return live
})
