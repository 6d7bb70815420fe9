import { FRIDAY_NOON_MS } from '../../../../helpers/app/a-clock'
import { aWeChat, ok, settle } from '../../../../helpers/app/a-wechat'
import type { WeChat } from '../../../../helpers/app/a-wechat'
import { anInfo } from '../../../../helpers/app/channels'
import { installRequirePlugin } from '../../../../helpers/app/globals'

type WhoShared = typeof import('../../../../../miniprogram/live/services/entry/who-shared')

let weChat: WeChat
let asked: string[]

beforeEach(() => {
  jest.useFakeTimers({ now: FRIDAY_NOON_MS, doNotFake: ['nextTick', 'queueMicrotask'] })
  asked = []
  weChat = aWeChat()
  weChat.start()
  weChat.endings.getChannelsShareKey = () => ok({ sharerOpenId: 'o-channels' })
  weChat.endings.getChannelsLiveInfo = () => ok(anInfo())
})

afterEach(() => jest.useRealTimers())

/** A plugin that says what it is asked. */
function installPlugin(): void {
  const plugin = {
    getShareParams: () => {
      asked.push('getShareParams')
      return Promise.resolve({ room_id: 7, share_openid: 'o-plugin' })
    },
    getLiveStatus: ({ room_id }: { room_id: unknown }) => {
      asked.push(`getLiveStatus ${String(room_id)}`)
      return Promise.resolve({ liveStatus: 101 })
    },
  }
  installRequirePlugin(Object.assign(() => undefined, { async: () => Promise.resolve(plugin) }))
}

describe('with the live component', () => {
  let whoShared: WhoShared

  beforeEach(async () => {
    installPlugin()
    whoShared = await import('../../../../../miniprogram/live/services/entry/who-shared')
  })

  it.each([
    [1007, 'o-plugin', ['getShareParams'], []],
    [1177, 'o-channels', [], ['getChannelsShareKey']],
    [1208, 'o-channels', [], ['getChannelsShareKey']],
  ])('scene %d asks who shared, of one of the two', async (scene, shareOpenid, ofIt, ofWeChat) => {
    expect(await whoShared.requestShareParams(scene)).toMatchObject({ shareOpenid })
    expect(asked).toEqual(ofIt)
    expect(weChat.namesCalled()).toEqual(ofWeChat)
  })

  it('any other scene asks nobody', async () => {
    expect(whoShared.requestShareParams(1001)).toBeNull()
    await settle()
    expect([asked, weChat.calls]).toEqual([[], []])
  })

  it('a refusal is nobody', async () => {
    installRequirePlugin(
      Object.assign(() => undefined, { async: () => Promise.reject(new Error()) }),
    )
    expect(await whoShared.requestShareParams(1007)).toBeNull()
  })
})

describe('in the channels flavour', () => {
  let whoShared: typeof import('../../../../../miniprogram/live/services/entry/who-shared.channels')

  beforeEach(async () => {
    Object.assign(globalThis, { requirePlugin: undefined })
    whoShared = await import('../../../../../miniprogram/live/services/entry/who-shared.channels')
  })

  it('asks who shared in the scenes of Channels alone', async () => {
    const scenes = Array.from({ length: 400 }, (_, at) => 950 + at)
    const allowed = scenes.filter((scene) => whoShared.requestShareParams(scene) !== null)
    expect(allowed).toEqual([1177, 1184, 1195, 1208])
    expect(await whoShared.requestShareParams(1184)).toMatchObject({ shareOpenid: 'o-channels' })
  })
})
