import { aSandbox, bodyOf, closeSandboxes, EVENING_MS, MINUTE, rowsOf, statusOf } from './harness'

afterEach(closeSandboxes)

describe('the clock', () => {
  it('jumps, changes its speed, and notifies listeners until they unsubscribe', async () => {
    const sandbox = await aSandbox()
    const heard: number[] = []
    const stop = sandbox.api.onClock(({ speed }) => heard.push(speed))
    await sandbox.post('/__sandbox/clock', { speed: 60 })
    sandbox.pass(1000)
    const state = await sandbox.post('/__sandbox/clock', { advanceMs: 5 * MINUTE })
    stop()
    await sandbox.post('/__sandbox/clock', { speed: 1 })
    expect(state['nowMs']).toBe(EVENING_MS + 6 * MINUTE)
    expect(heard).toEqual([60, 60])
    expect(state['clock']).toEqual({
      anchorRealMs: EVENING_MS + 1000,
      anchorWorldMs: EVENING_MS + 6 * MINUTE,
      speed: 60,
    })
  })

  it('reports the number of rooms and the current act', async () => {
    const sandbox = await aSandbox()
    expect(await sandbox.get('/__sandbox/state')).toMatchObject({
      nowMs: EVENING_MS,
      roomCount: 46,
      act: { name: '预告' },
    })
  })

  it('rejects an invalid speed at the start', async () => {
    await expect(aSandbox({ speed: 0 })).rejects.toThrow(RangeError)
  })

  it('answers 409 after the last act', async () => {
    const sandbox = await aSandbox()
    await sandbox.post('/__sandbox/clock', { advanceMs: 65 * MINUTE })
    const response = await sandbox.send('POST', '/__sandbox/clock', { nextAct: true })
    expect(response.status).toBe(409)
    expect(await response.json()).toMatchObject({ code: 'show-over' })
  })

  it.each([
    [{ advanceMs: -1 }, 'advanceMs'],
    [{ speed: 0 }, 'speed'],
    [{ speed: '2' }, 'speed'],
    [{}, 'body'],
    ['nonsense', 'body'],
  ])('rejects %j and names the field', async (body, field) => {
    const sandbox = await aSandbox()
    const response = await sandbox.send('POST', '/__sandbox/clock', body)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'bad-request', field })
  })
})

describe('a room', () => {
  it("has WeChat's fields", async () => {
    const sandbox = await aSandbox()
    const room = await sandbox.get('/__sandbox/rooms/1002')
    expect(room).toMatchObject({
      room_id: 1002,
      name: '山海小铺全天陪你逛 有问必答',
      anchor_name: '小海',
      live_status: 101,
    })
    expect(Object.keys(room).sort()).toEqual(
      'anchor_name cover_img end_time goods live_status name room_id share_img start_time'.split(
        ' ',
      ),
    )
    expect(Object.keys(rowsOf(room, 'goods')[0] ?? {}).sort()).toEqual(
      'cover_img goods_id name price price2 price_type third_party_appid url'.split(' '),
    )
    expect((await sandbox.send('GET', '/__sandbox/rooms/4711')).status).toBe(404)
  })

  it.each([[0], [104], [999]])(
    'can be set to status %i, also in the list, and reset',
    async (liveStatus) => {
      const sandbox = await aSandbox()
      const put = (body: unknown) =>
        sandbox.send('PUT', '/__sandbox/rooms/1002', JSON.stringify(body))
      await put({ live_status: liveStatus })
      const rooms = rowsOf(await sandbox.list({ start: 0, limit: 100 }))
      expect(rooms.find(({ roomid }) => roomid === 1002)).toMatchObject({ live_status: liveStatus })
      await put(null)
      expect(await statusOf(sandbox, 1002)).toBe(101)
      await put({ live_status: liveStatus })
      await put({ live_status: null })
      expect(await statusOf(sandbox, 1002)).toBe(101)
    },
  )

  it('can be removed from the list and added again', async () => {
    const sandbox = await aSandbox()
    await sandbox.send('PUT', '/__sandbox/rooms/1002', { listed: false })
    expect((await sandbox.list({ start: 0, limit: 1 }))['total']).toBe(45)
    await sandbox.send('PUT', '/__sandbox/rooms/1002', { listed: true })
    expect((await sandbox.list({ start: 0, limit: 1 }))['total']).toBe(46)
  })

  it('rejects a status that is not a number', async () => {
    const sandbox = await aSandbox()
    const response = await sandbox.send('PUT', '/__sandbox/rooms/1002', { live_status: '101' })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ field: 'live_status' })
  })
})

describe('the options', () => {
  it('change all together or not at all, and errors name the field', async () => {
    const sandbox = await aSandbox()
    const response = await sandbox.send('PUT', '/__sandbox/options', { pageCap: 5, dailyLimit: -1 })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ field: 'dailyLimit' })
    expect(await sandbox.get('/__sandbox/options')).toMatchObject({
      pageCap: null,
      dailyLimit: 500,
    })
  })

  it('reject an unknown name', async () => {
    const sandbox = await aSandbox()
    const response = await sandbox.send('PUT', '/__sandbox/options', { pagecap: 5 })
    expect(await bodyOf(response)).toMatchObject({ code: 'bad-request', field: 'pagecap' })
  })
})

it('sends a Date header in world time, with an offset if requested', async () => {
  const sandbox = await aSandbox()
  const dateOf = async (): Promise<number> => {
    const response = await sandbox.send('POST', '/cgi-bin/stable_token', {})
    return Date.parse(response.headers.get('date') ?? '')
  }
  await sandbox.post('/__sandbox/clock', { advanceMs: 90 * MINUTE })
  expect(await dateOf()).toBe(EVENING_MS + 90 * MINUTE)
  await sandbox.send('PUT', '/__sandbox/options', { dateSkewMs: -2 * MINUTE })
  expect(await dateOf()).toBe(EVENING_MS + 88 * MINUTE)
})
