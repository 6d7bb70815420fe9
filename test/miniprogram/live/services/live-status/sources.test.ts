import type { StatusSource } from '../../../../../miniprogram/live/services/wechat/status-source'
import { FRIDAY_NOON_MS } from '../../../../helpers/app/a-clock'
import { aWeChat, ok } from '../../../../helpers/app/a-wechat'
import type { WeChat } from '../../../../helpers/app/a-wechat'
import { anInfo, channelsStatus, SPH } from '../../../../helpers/app/channels'
import { installRequirePlugin } from '../../../../helpers/app/globals'

type Sources = typeof import('../../../../../miniprogram/live/services/live-status/sources')

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

const ownersOf = (sources: readonly StatusSource[], roomId: number | typeof SPH) =>
  sources.map((source) => source.handles(roomId))

describe('with the live component', () => {
  let sources: Sources

  beforeEach(async () => {
    installPlugin()
    sources = await import('../../../../../miniprogram/live/services/live-status/sources')
  })

  it('each room has one source', async () => {
    expect(ownersOf(sources.statusSources, 7)).toEqual([true, false])
    expect(ownersOf(sources.statusSources, SPH)).toEqual([false, true])
    const [plugin, channels] = await Promise.all(
      sources.statusSources.map((source) => source.connect()),
    )
    expect(await plugin?.(7)).toEqual({ kind: 'known', code: 101 })
    expect(await channels?.(SPH)).toEqual(channelsStatus())
    await expect(plugin?.(SPH)).rejects.toThrow()
    expect(asked).toEqual(['getLiveStatus 7'])
  })
})

describe('in the channels flavour', () => {
  let sources: typeof import('../../../../../miniprogram/live/services/live-status/sources.channels')

  beforeEach(async () => {
    // there is no such function, and nobody looks for it
    Object.assign(globalThis, { requirePlugin: undefined })
    sources = await import('../../../../../miniprogram/live/services/live-status/sources.channels')
  })

  it('a room of the live component has no source', async () => {
    expect(ownersOf(sources.statusSources, 7)).toEqual([false])
    expect(ownersOf(sources.statusSources, SPH)).toEqual([true])
    const ask = await sources.statusSources[0]?.connect()
    expect(await ask?.(SPH)).toEqual(channelsStatus())
  })
})
