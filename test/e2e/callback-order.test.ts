import { CALLBACK_ORDERS } from '../../sandbox/shared/callback-order'
import { openStage, type Phone, type Stage } from '../helpers/node/phone'

const LIVE_ROOM = 1002
const ROOM_PAGE = 'plugin-private://wx2b03c6e691cd7370/pages/live-player-plugin'
const INDEX = 'pages/index/index'
const DOORWAY = 'packageA/pages/room/room'

interface SimWindow {
  readonly __sim: { getCurrentPages(): { onRoom?(event: object): void }[] }
  readonly __livePlugin: { readonly calls: readonly { readonly name: string }[] }
}
declare const window: SimWindow

let stage: Stage
let phone: Phone

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())
afterEach(async () => {
  const troubles = await phone.troubles()
  await phone.close()
  expect(troubles).toEqual([])
})

describe.each(CALLBACK_ORDERS)('with callbacks %s', (callbackOrder) => {
  it('opens the room from a live card by one tap', async () => {
    phone = await stage.openPhone({ callbackOrder })
    await phone.screen.locator('#hero').getByText('进入直播间').tap()
    await phone.screen.locator('#room-bag').waitFor()
    expect(await phone.stack()).toEqual([INDEX, DOORWAY, ROOM_PAGE])
  })

  it('opens one page for two taps', async () => {
    phone = await stage.openPhone({ callbackOrder })
    await phone.screen.locator('#hero').waitFor()
    await phone.page.evaluate((roomId) => {
      const storefront = window.__sim.getCurrentPages().at(-1)
      for (let tap = 0; tap < 2; tap++)
        storefront?.onRoom?.({ detail: { roomId, action: 'enter' } })
    }, LIVE_ROOM)
    await phone.screen.locator('#room-bag').waitFor()
    expect(await phone.stack()).toEqual([INDEX, DOORWAY, ROOM_PAGE])
  })

  it('requests the status of visible rooms on a first visit', async () => {
    phone = await stage.openPhone({ callbackOrder })
    await phone.page.waitForFunction(() =>
      window.__livePlugin.calls.some(({ name }) => name === 'getLiveStatus'),
    )
  })
})

it('shows the doorway on a client without wx.onThemeChange', async () => {
  phone = await stage.openPhone({
    path: `/${DOORWAY}?room_id=${LIVE_ROOM}`,
    without: ['onThemeChange', 'offThemeChange'],
  })
  await phone.screen.locator('#primary').tap()
  await phone.screen.locator('#room-bag').waitFor()
})

it('reports a WeChat without the call for Channels live', async () => {
  phone = await stage.openPhone({
    path: `/${DOORWAY}?room_id=sphSandboxTeaShop`,
    without: ['getChannelsLiveInfo'],
  })
  await phone.screen.getByText('当前微信不支持视频号直播').waitFor()
})
