import type { Equal, Expect } from './expect'

type Api = LivePlayerPlugin.Api
type Result<Name extends keyof Api> = Awaited<ReturnType<Api[Name]>>

/** Never called. The test is that it compiles, except for the marked lines. */
export async function callsOfThePlugin(): Promise<void> {
  const plugin = await requirePlugin.async('live-player-plugin')

  await plugin.getLiveStatus({ room_id: 7 })
  // @ts-expect-error -- the name on the wire, not the app's
  await plugin.getLiveStatus({ roomId: 7 })
  // @ts-expect-error -- a room id is a number
  await plugin.getLiveStatus({ room_id: '7' })
  // @ts-expect-error -- and it is required
  await plugin.getLiveStatus()
  // @ts-expect-error -- in an object
  await plugin.getLiveStatus(7)
  // @ts-expect-error -- nothing else is taken
  await plugin.getLiveStatus({ room_id: 7, scene: 1044 })

  await plugin.getSubscribeStatus({ room_id: 7 })
  // @ts-expect-error -- a room id is a number
  await plugin.getSubscribeStatus({ room_id: '7' })
  // @ts-expect-error -- and it is required
  await plugin.getSubscribeStatus({})

  await plugin.getOpenid({ room_id: 7 })
  // @ts-expect-error -- the name on the wire, not the app's
  await plugin.getOpenid({ roomId: 7 })
  // @ts-expect-error -- it needs a room, although the answer is the same for all rooms
  await plugin.getOpenid()

  await plugin.getShareParams()
  // @ts-expect-error -- it takes no options: that was getLiveParams of 1.0.2
  await plugin.getShareParams({ room_id: 7 })

  await plugin.getPluginVersion()
  // @ts-expect-error -- nor does this
  await plugin.getPluginVersion({})

  // @ts-expect-error -- answers come as promises, not by callbacks
  await plugin.getLiveStatus({ room_id: 7, success: () => undefined })
}

export function loadsOfThePlugin(): void {
  requirePlugin(
    'live-player-plugin',
    (loaded) => void loaded.getOpenid({ room_id: 7 }),
    ({ mod, errMsg }) => [mod, errMsg],
  )
  requirePlugin('live-player-plugin', (loaded) => void loaded.getPluginVersion())
}

/** Each call and its result, with WeChat's names; getLiveParams of 1.0.2 no longer exists. */
export type Answers = [
  Expect<
    Equal<
      keyof Api,
      'getLiveStatus' | 'getSubscribeStatus' | 'getOpenid' | 'getShareParams' | 'getPluginVersion'
    >
  >,
  Expect<Equal<Result<'getLiveStatus'>, { liveStatus: number }>>,
  Expect<
    Equal<Result<'getSubscribeStatus'>, { room_id: number; openid: string; is_subscribe: boolean }>
  >,
  Expect<Equal<Result<'getOpenid'>, { openid: string }>>,
  Expect<Equal<Result<'getPluginVersion'>, string>>,
  Expect<
    Equal<
      Result<'getShareParams'>,
      {
        room_id: number
        openid: string
        // only on entry by a share card
        share_openid?: string
        // observed as an object, as a text and absent, so it must be parsed
        custom_params?: unknown
      }
    >
  >,
]

export type ArgumentsAreWeChats = [
  Expect<Equal<Parameters<Api['getLiveStatus']>, [options: { room_id: number }]>>,
  Expect<Equal<Parameters<Api['getSubscribeStatus']>, [options: { room_id: number }]>>,
  Expect<Equal<Parameters<Api['getOpenid']>, [options: { room_id: number }]>>,
  Expect<Equal<Parameters<Api['getShareParams']>, []>>,
  Expect<Equal<Parameters<Api['getPluginVersion']>, []>>,
]

/** The event of <subscribe>, and a failed load. Nothing else is reliable. */
export type EventsAreWeChats = [
  Expect<
    Equal<
      LivePlayerPlugin.SubscribeEvent['detail'],
      { room_id: number; openid?: string; is_subscribe?: boolean }
    >
  >,
  Expect<Equal<LivePlayerPlugin.LoadError, { mod: string; errMsg: string }>>,
  Expect<Equal<Awaited<ReturnType<RequirePlugin['async']>>, Api>>,
]

/** A status is a number until it is parsed: 0 has been observed, and other values may follow. */
export type StatusIsNotBelieved = [
  Expect<Equal<LivePlayerPlugin.LiveStatusResult['liveStatus'], number>>,
  // @ts-expect-error -- so it is none of the seven by itself
  Expect<Equal<LivePlayerPlugin.LiveStatusResult['liveStatus'], 101 | 102>>,
]
