import { createApi, type ApiContext } from '../../../sandbox/plugin/api'
import type { PhoneEntry } from '../../../sandbox/plugin/phone'
import { createRecord } from '../../../sandbox/plugin/record'
import type { RoomAnswer } from '../../../sandbox/plugin/rooms'
import { aRoom } from './a-room'

const SHARE_SCENES = [1007, 1008, 1014, 1044, 1045, 1046, 1047, 1048, 1049, 1073, 1154, 1155]

function aPlugin(given: { entry?: PhoneEntry | null; answer?: RoomAnswer } = {}) {
  const record = createRecord()
  const faults: string[] = []
  const clock = { nowMs: 1_000_000 }
  const waits: { ms: number; done: () => void }[] = []
  const world: ApiContext = {
    record,
    nowMs: () => clock.nowMs,
    wait: (ms) => new Promise((resolve) => waits.push({ ms, done: resolve })),
    entry: () => given.entry ?? null,
    readRoom: () =>
      Promise.resolve<RoomAnswer>(
        given.answer ?? { kind: 'room', room: aRoom({ live_status: 105 }) },
      ),
    reportFault: (message) => faults.push(message),
  }
  return { api: createApi(world), record, faults, clock, waits }
}

/** The state of a promise, without waiting for one that hangs. */
async function stateOf(promise: Promise<unknown>): Promise<unknown> {
  const pending = Symbol('pending')
  await new Promise((resolve) => setImmediate(resolve))
  return Promise.race([promise, Promise.resolve(pending)]).then(
    (value) => (value === pending ? 'pending' : value),
    (error: unknown) => `rejected: ${(error as Error).message}`,
  )
}

describe('getLiveStatus', () => {
  it('answers the first call for each room and records its time', async () => {
    const { api, record, faults } = aPlugin()
    expect(await api.getLiveStatus({ room_id: 7 })).toEqual({ liveStatus: 105 })
    await api.getLiveStatus({ room_id: 8 })
    expect(record.calls).toEqual([
      { name: 'getLiveStatus', options: { room_id: 7 }, atMs: 1_000_000 },
      { name: 'getLiveStatus', options: { room_id: 8 }, atMs: 1_000_000 },
    ])
    expect(faults).toEqual([])
  })

  it.each([101, 102, 103, 104, 105, 106, 107, 0])('returns the status %p', async (liveStatus) => {
    const { api } = aPlugin({ answer: { kind: 'room', room: aRoom({ live_status: liveStatus }) } })
    expect(await api.getLiveStatus({ room_id: 7 })).toEqual({ liveStatus })
  })

  it.each(['no-room', 'unreachable'] as const)('rejects for %s', async (kind) => {
    const { api } = aPlugin({ answer: { kind } })
    await expect(api.getLiveStatus({ room_id: 7 })).rejects.toThrow(/no room 7|network/)
  })

  it('accepts a second call after a minute', async () => {
    const { api, clock, record, faults } = aPlugin()
    await api.getLiveStatus({ room_id: 7 })
    clock.nowMs += 60_000
    await api.getLiveStatus({ room_id: 7 })
    expect(record.calls.some(({ tooSoon }) => tooSoon)).toBe(false)
    expect(faults).toEqual([])
  })

  it('marks and reports a second call within a minute, but answers it', async () => {
    const { api, clock, record, faults } = aPlugin()
    await api.getLiveStatus({ room_id: 7 })
    clock.nowMs += 59_000
    expect(await api.getLiveStatus({ room_id: 7 })).toEqual({ liveStatus: 105 })
    clock.nowMs += 59_000
    await api.getLiveStatus({ room_id: 7 })
    expect(record.calls.map(({ tooSoon }) => tooSoon)).toEqual([undefined, true, true])
    expect(faults).toEqual([
      expect.stringContaining('getLiveStatus was called for room 7 twice within a minute'),
      expect.stringContaining('room 7'),
    ])
  })

  it('does not report it if disabled', async () => {
    const { api, record, faults } = aPlugin()
    record.faults.reportTooSoon = false
    await api.getLiveStatus({ room_id: 7 })
    await api.getLiveStatus({ room_id: 7 })
    expect(record.calls[1]?.tooSoon).toBe(true)
    expect(faults).toEqual([])
  })

  it('can hang, reject or be a minute late for calls within a minute only', async () => {
    const { api, record, waits } = aPlugin()
    record.faults.tooSoon = 'hang'
    expect(await api.getLiveStatus({ room_id: 7 })).toEqual({ liveStatus: 105 })
    expect(await stateOf(api.getLiveStatus({ room_id: 7 }))).toBe('pending')
    record.faults.tooSoon = 'reject'
    expect(await stateOf(api.getLiveStatus({ room_id: 7 }))).toBe('rejected: system error')
    record.faults.tooSoon = 'late'
    const late = api.getLiveStatus({ room_id: 7 })
    expect(await stateOf(late)).toBe('pending')
    expect(waits.map(({ ms }) => ms)).toEqual([60_000])
    waits[0]?.done()
    expect(await late).toEqual({ liveStatus: 105 })
  })

  it('can do so for every call', async () => {
    const { api, record } = aPlugin()
    record.faults.getLiveStatus = 'reject'
    expect(await stateOf(api.getLiveStatus({ room_id: 7 }))).toBe('rejected: system error')
    record.faults.getLiveStatus = 'hang'
    expect(await stateOf(api.getLiveStatus({ room_id: 8 }))).toBe('pending')
  })
})

describe('getShareParams', () => {
  const entry = (scene: number, query: PhoneEntry['query'] = {}): PhoneEntry => ({
    ...{ scene, path: 'plugin-private://x', query },
  })
  const packed = encodeURIComponent(JSON.stringify({ pid: 7 }))

  it.each(SHARE_SCENES)('answers in scene %p', async (scene) => {
    const { api } = aPlugin({ entry: entry(scene, { room_id: '7' }) })
    expect(await api.getShareParams()).toMatchObject({ room_id: 7 })
  })

  it.each([1001, 1011, 1020, 1043, 1074, 0])('rejects in scene %p', async (scene) => {
    const { api } = aPlugin({ entry: entry(scene, { room_id: '7' }) })
    await expect(api.getShareParams()).rejects.toMatchObject({
      errMsg: '只能获取分享卡片入口的参数',
      message: '只能获取分享卡片入口的参数',
    })
  })

  it('rejects with the other text if requested, and before any entry', async () => {
    const { api, record } = aPlugin()
    record.faults.shareRefusal = '只能从分享卡片进入'
    await expect(api.getShareParams()).rejects.toThrow('只能从分享卡片进入')
  })

  it('contains the sharer of a card, from its query if present', async () => {
    const ask = (query: PhoneEntry['query']) =>
      aPlugin({ entry: entry(1044, query) }).api.getShareParams()
    expect(await ask({ room_id: '7', share_openid: 'oFriend' })).toEqual({
      ...{ room_id: 7, openid: 'oSandboxViewer00000000000001', share_openid: 'oFriend' },
    })
    expect(await ask({ room_id: '7' })).toHaveProperty(
      'share_openid',
      'oSandboxSharer00000000000001',
    )
  })

  it.each([1014, 1045, 1047, 1073, 1155])('contains no sharer in scene %p', async (scene) => {
    const { api } = aPlugin({ entry: entry(scene, { room_id: '7', share_openid: 'oFriend' }) })
    expect(await api.getShareParams()).not.toHaveProperty('share_openid')
  })

  it('has the parameters as an object, as a text, or not at all', async () => {
    const { api, record } = aPlugin({
      entry: entry(1007, { room_id: '7', custom_params: packed }),
    })
    expect((await api.getShareParams()).custom_params).toEqual({ pid: 7 })
    record.faults.shareParams = 'text'
    expect((await api.getShareParams()).custom_params).toBe(packed)
    record.faults.shareParams = 'absent'
    expect(await api.getShareParams()).not.toHaveProperty('custom_params')
  })
})

it('returns subscription, openid and version, and records the calls', async () => {
  const { api, record } = aPlugin()
  const openid = 'oSandboxViewer00000000000001'
  expect(await api.getOpenid({ room_id: 7 })).toEqual({ openid })
  expect(await api.getSubscribeStatus({ room_id: 7 })).toEqual({
    ...{ room_id: 7, openid, is_subscribe: false },
  })
  record.subscribed[7] = true
  expect(await api.getSubscribeStatus({ room_id: 7 })).toHaveProperty('is_subscribe', true)
  expect(await api.getPluginVersion()).toBe('1.3.5')
  expect(record.calls.map(({ name }) => name)).toEqual([
    ...['getOpenid', 'getSubscribeStatus', 'getSubscribeStatus', 'getPluginVersion'],
  ])
})
