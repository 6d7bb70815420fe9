import type { Equal, Expect } from './expect'

type Api = LivePlayerPlugin.Api
type Result<Name extends keyof Api> = Awaited<ReturnType<Api[Name]>>

/** Nobody calls this: that it compiles, and where it must not, is the test. */
export async function callsOfThePlugin(): Promise<void> {
  const plugin = await requirePlugin.async('live-player-plugin')

  await plugin.getLiveStatus({ room_id: 7 })
  // @ts-expect-error -- WeChat's name for it, not ours
  await plugin.getLiveStatus({ roomId: 7 })
  // @ts-expect-error -- a room id is a number
  await plugin.getLiveStatus({ room_id: '7' })
  // @ts-expect-error -- and it is required
  await plugin.getLiveStatus()
  // @ts-expect-error -- nothing else is taken
  await plugin.getLiveStatus({ room_id: 7, scene: 1044 })
  // @ts-expect-error -- it takes no options: that was getLiveParams of 1.0.2
  await plugin.getShareParams({ room_id: 7 })

  requirePlugin(
    'live-player-plugin',
    (loaded) => void loaded.getOpenid({ room_id: 7 }),
    ({ mod, errMsg }) => [mod, errMsg],
  )
}

export type Answers = [
  Expect<Equal<Result<'getLiveStatus'>, { liveStatus: number }>>,
  Expect<Equal<Result<'getSubscribeStatus'>['is_subscribe'], boolean>>,
  Expect<Equal<Result<'getOpenid'>, { openid: string }>>,
  Expect<Equal<Result<'getPluginVersion'>, string>>,
  // seen as an object, as a text and absent: to be parsed, not believed
  Expect<Equal<Result<'getShareParams'>['custom_params'], unknown>>,
]

export type Names = [
  // @ts-expect-error -- gone since 1.0.3
  Api['getLiveParams'],
  // @ts-expect-error -- misspelt
  Api['getLiveSatus'],
  // @ts-expect-error -- the wire's spelling is room_id
  LivePlayerPlugin.SubscribeDetail['roomId'],
]

/** `any`, which the base library's typings give for every other plugin, would pass all the above. */
export type NoAny = [
  Expect<Equal<Awaited<ReturnType<typeof loadAsync>>, Api>>,
  Expect<Equal<LivePlayerPlugin.SubscribeEvent['detail'], LivePlayerPlugin.SubscribeDetail>>,
  Expect<Equal<LivePlayerPlugin.SubscribeDetail['room_id'], number>>,
  // only room_id is documented: the rest may be absent
  Expect<Equal<LivePlayerPlugin.SubscribeDetail['is_subscribe'], boolean | undefined>>,
]

export function loadAsync() {
  return requirePlugin.async('live-player-plugin')
}
