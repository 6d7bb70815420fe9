import { FRIDAY_NOON_MS } from '../../../../helpers/app/a-clock'
import { aWeChat, fails, NEVER, ok, settle } from '../../../../helpers/app/a-wechat'
import type { WeChat } from '../../../../helpers/app/a-wechat'
import { SPH } from '../../../../helpers/app/channels'

const DOORWAY = 'packageA/pages/room/room'

let weChat: WeChat
let entry: typeof import('../../../../../miniprogram/live/services/entry/entry')
let attribution: () => unknown

beforeEach(async () => {
  jest.useFakeTimers({ now: FRIDAY_NOON_MS, doNotFake: ['nextTick', 'queueMicrotask'] })
  await start(aWeChat())
})

afterEach(() => jest.useRealTimers())

async function start(client: WeChat) {
  weChat = client
  weChat.endings.getChannelsShareKey = () =>
    ok({ sharerOpenId: 'o-friend', promoter: { promoterId: 'p-1' } })
  weChat.start()
  entry = await import('../../../../../miniprogram/live/services/entry/entry')
  const { currentAttribution: read } =
    await import('../../../../../miniprogram/live/services/entry/attribution')
  attribution = read
}

const come = (scene: number, query: Record<string, string> = {}) =>
  entry.recordEntry({ scene, path: DOORWAY, query })

describe('out of a Channels broadcast', () => {
  it.each([1177, 1184, 1195, 1208])('%d asks WeChat who shared', async (scene) => {
    come(scene, { room_id: SPH })
    expect(entry.currentEntry()).toMatchObject({
      kind: 'channels',
      scene,
      link: { kind: 'room', roomId: SPH },
      share: { kind: 'asking' },
    })
    await settle()
    expect(entry.currentEntry()).toMatchObject({
      kind: 'channels',
      share: { kind: 'known', params: { shareOpenid: 'o-friend', promoterId: 'p-1' } },
    })
    expect(weChat.namesCalled()).toEqual(['getChannelsShareKey'])
    expect(attribution()).toEqual({
      roomId: SPH,
      shareOpenid: 'o-friend',
      customParams: {},
      promoterId: 'p-1',
      enteredBy: 'channels',
      groupId: null,
      atMs: FRIDAY_NOON_MS,
    })
  })

  it.each([1175, 1176, 1191, 1193])('%d does not, and is one all the same', async (scene) => {
    come(scene, { room_id: SPH })
    await settle()
    expect(entry.currentEntry()).toMatchObject({
      kind: 'channels',
      share: { kind: 'not-asked' },
    })
    expect(weChat.calls).toEqual([])
    expect(attribution()).toMatchObject({ roomId: SPH, shareOpenid: null, enteredBy: 'channels' })
  })

  it.each([
    ['says no', fails({ errMsg: 'getChannelsShareKey:fail auth deny' }), 'none'],
    ['names nobody', ok({ sharerOpenId: '' }), 'none'],
    ['says nothing', NEVER, 'asking'],
  ])('is nobody to thank where WeChat %s', async (_name, ending, kind) => {
    weChat.endings.getChannelsShareKey = () => ending
    come(1177)
    await settle()
    expect(entry.currentEntry()).toMatchObject({ share: { kind } })
    expect(attribution()).toBeNull()
  })

  it('asks nothing that a WeChat too old does not have', async () => {
    await start(aWeChat('2.22.0'))
    come(1177, { room_id: SPH })
    await settle()
    expect(weChat.calls).toEqual([])
    expect(entry.currentEntry()).toMatchObject({ share: { kind: 'none' } })
    expect(attribution()).toMatchObject({ roomId: SPH })
  })

  it('says nothing any more once another way in has come', async () => {
    come(1177)
    come(1011, { room_id: '8' })
    await settle()
    expect(attribution()).toMatchObject({ roomId: 8, shareOpenid: null, enteredBy: 'code' })
  })
})

it('reads an account in the scene of a code', () => {
  come(1047, { scene: `room_id%3D${SPH}` })
  expect(entry.currentEntry()).toMatchObject({ kind: 'code', link: { roomId: SPH } })
  expect(attribution()).toMatchObject({ roomId: SPH })
})
