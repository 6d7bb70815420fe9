import type { LiveRoom } from '../../../../../miniprogram/live/services/rooms/room-provider'
import { installPages, installWx } from '../../../../helpers/app/globals'

const ROOM_PAGE = 'plugin-private://wx2b03c6e691cd7370/pages/live-player-plugin'

interface Asked {
  readonly url: string
  readonly success: () => void
  readonly fail: (cause: unknown) => void
}

let room: LiveRoom
let opened: string[]
let isOpening: boolean

beforeEach(async () => {
  opened = []
  isOpening = true
  installWx({
    navigateTo: ({ url, success, fail }: Asked) => {
      opened.push(url)
      if (isOpening) success()
      else fail({ errMsg: 'navigateTo:fail' })
    },
  })
  installPages([{ route: 'packageA/pages/room/room' }])
  jest.resetModules()
  const { pluginRoom } = await import('../../../../../miniprogram/live/services/rooms/plugin-room')
  room = pluginRoom(7)
})

describe('entering', () => {
  it.each([
    ['no parameters', {}, '?room_id=7'],
    ['them in its link', { pid: 3 }, '?room_id=7&custom_params=%7B%22pid%22%3A3%7D'],
    ['none that would arrive broken', { note: 'x'.repeat(700) }, '?room_id=7'],
  ])("opens WeChat's own page with %s", async (_, customParams, query) => {
    expect(await room.enter(customParams)).toEqual({ kind: 'moved' })
    expect(opened).toEqual([ROOM_PAGE + query])
  })

  it.each([{}, { note: 'x'.repeat(700) }])(
    'tells the shopper when it fails, with or without parameters',
    async (customParams) => {
      isOpening = false
      expect(await room.enter(customParams)).toEqual({
        kind: 'failed',
        message: '直播组件暂时打不开，请稍后再试',
        cause: { errMsg: 'navigateTo:fail' },
      })
    },
  )

  it('needs no tap, and cannot be done from anywhere but its package', () => {
    expect(room).toMatchObject({ entersWithoutTap: true, entersFromAnyPage: false })
  })
})
