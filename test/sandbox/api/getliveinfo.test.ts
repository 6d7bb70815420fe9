import fc from 'fast-check'
import { aSandbox, asBody, closeSandboxes, LIST, rowsOf, type Body, type Sandbox } from './harness'

afterEach(closeSandboxes)

const idsOf = (answer: Body): unknown[] => rowsOf(answer).map((room) => room['roomid'])

async function told(options: Body): Promise<Sandbox> {
  const sandbox = await aSandbox()
  const response = await sandbox.send('PUT', '/__sandbox/options', options)
  expect(response.status).toBe(200)
  return sandbox
}

/** The bytes of one room. The token is fetched before the options change its answer too. */
async function rawPage(options: Body): Promise<Buffer> {
  const sandbox = await aSandbox()
  const path = `${LIST}?access_token=${await sandbox.token()}`
  expect((await sandbox.send('PUT', '/__sandbox/options', options)).status).toBe(200)
  const response = await sandbox.send('POST', path, { start: 0, limit: 1 })
  return Buffer.from(await response.arrayBuffer())
}

describe('the room list', () => {
  it('is sorted by planned start, latest first, with total at the top level', async () => {
    const sandbox = await aSandbox()
    const answer = await sandbox.list({ start: 0, limit: 100 })
    const starts = rowsOf(answer).map((room) => Number(room['start_time']))
    expect(answer).toMatchObject({ errcode: 0, errmsg: 'ok', total: 46 })
    expect(starts).toHaveLength(46)
    expect(starts).toEqual([...starts].sort((a, b) => b - a))
  })

  it('treats start as an item offset: any page size returns every room once', async () => {
    const sandbox = await aSandbox({ dailyLimit: 1_000_000 })
    const all = idsOf(await sandbox.list({ start: 0, limit: 100 }))
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }),
        async (limits) => {
          const seen: unknown[] = []
          for (let page = 0; ; page += 1) {
            const answer = await sandbox.list({
              start: seen.length,
              limit: limits[page % limits.length],
            })
            if (answer['errcode'] === 9410000) break
            seen.push(...idsOf(answer))
          }
          expect(seen).toEqual(all)
        },
      ),
      { numRuns: 12 },
    )
  })

  it('answers 9410000 with empty lists after the last item', async () => {
    const sandbox = await aSandbox()
    for (const start of [46, 47, 5000]) {
      expect(await sandbox.list({ start, limit: 10 })).toEqual({
        errcode: 9410000,
        errmsg: 'empty room list',
        room_info: [],
        live_replay: [],
      })
    }
  })

  it.each([
    [0, []],
    [1, [1001]],
  ])('contains %i rooms if requested', async (roomCount, ids) => {
    const sandbox = await aSandbox({ roomCount })
    const answer = await sandbox.list({ start: 0, limit: 100 })
    expect(answer).toMatchObject(
      roomCount === 0 ? { errcode: 9410000, errmsg: 'empty room list' } : { errcode: 0, total: 1 },
    )
    expect(idsOf(answer)).toEqual(ids)
    const { act, roomCount: told } = await sandbox.get('/__sandbox/state')
    expect(told).toBe(roomCount)
    expect(asBody(act)['name']).toBe(roomCount === 0 ? '没有直播间' : '预告')
  })

  it.each([-1, 1.5, 10_001, NaN])('rejects %p rooms', async (roomCount) => {
    await expect(aSandbox({ roomCount })).rejects.toThrow(
      `roomCount must be a whole number from 0 to 10000, got "${roomCount}"`,
    )
  })

  it('is not filtered by room_id without an action', async () => {
    const sandbox = await aSandbox()
    const answer = await sandbox.list({ start: 0, limit: 3, room_id: 1001 })
    expect(idsOf(answer)).toEqual(idsOf(await sandbox.list({ start: 0, limit: 3 })))
  })

  it('has every field of the contract, with prices in fen', async () => {
    const sandbox = await aSandbox()
    const rooms = rowsOf(await sandbox.list({ start: 0, limit: 100 }))
    const room = rooms.find(({ roomid }) => roomid === 1003) ?? {}
    expect(Object.keys(room).sort()).toEqual(
      (
        'anchor_name close_comment close_goods close_kf close_like close_replay cover_img creater_openid ' +
        'end_time feeds_img goods is_feeds_public live_status live_type name roomid share_img start_time'
      ).split(' '),
    )
    const goods = rowsOf(room, 'goods')
    expect(new Set(goods.map(({ price_type }) => price_type))).toEqual(new Set([1, 2, 3]))
    for (const item of goods) {
      const { price, price2, price_type } = item
      expect(Number.isInteger(price) && Number(price) > 1000).toBe(true)
      if (price_type === 1) expect(price2).toBe(0)
      if (price_type === 2) expect(Number(price2)).toBeGreaterThan(Number(price))
      if (price_type === 3) expect(Number(price2)).toBeLessThan(Number(price))
    }
  })

  it("has product urls with the merchant's ids, not WeChat's", async () => {
    const sandbox = await aSandbox()
    const rooms = rowsOf(await sandbox.list({ start: 0, limit: 100 }))
    const goods = rooms.flatMap((room) => rowsOf(room, 'goods'))
    const numbers = new Set(goods.map(({ goods_id }) => String(goods_id)))
    const idOf = ({ url }: Record<string, unknown>) => /product_id=(.+)/.exec(String(url))?.[1]
    const ids = goods.map(idOf).filter((id) => id !== undefined)
    expect(ids.filter((id) => numbers.has(id))).toEqual([])
    expect(ids.filter((id) => /^\d+$/.test(id)).length).toBeGreaterThan(10)
    expect(ids.filter((id) => !/^\d+$/.test(id)).length).toBeGreaterThan(10)
    expect(goods.filter((item) => item['url'] === 'pages/index/index.html?from=live')).not.toEqual(
      [],
    )
  })

  it('has one room with products of another mini-program, and one of 2020 without goods_id', async () => {
    const sandbox = await aSandbox()
    const rooms = rowsOf(await sandbox.list({ start: 0, limit: 100 }))
    const withGoods = (wanted: (goods: Record<string, unknown>) => boolean) =>
      rooms.filter((room) => rowsOf(room, 'goods').some(wanted)).map(({ name }) => name)
    expect(withGoods((goods) => goods['third_party_appid'] !== '')).toEqual([
      '山海小铺全天陪你逛 有问必答',
    ])
    expect(withGoods((goods) => !('goods_id' in goods))).toEqual(['山海小铺开张第一播'])
  })

  it('has no goods_id if requested', async () => {
    const sandbox = await aSandbox()
    await sandbox.send('PUT', '/__sandbox/options', '{"leaveOutGoodsIds":true}')
    const [room] = rowsOf(await sandbox.list({ start: 0, limit: 1 }))
    for (const goods of rowsOf(room ?? {}, 'goods')) expect(goods).not.toHaveProperty('goods_id')
  })

  it.each([
    [{ limit: 10 }],
    [{ start: 0 }],
    [{ start: -1, limit: 10 }],
    [{ start: '0', limit: 10 }],
    ['[]'],
  ])('answers %j with 47001', async (body) => {
    const sandbox = await aSandbox()
    expect((await sandbox.list(body))['errcode']).toBe(47001)
  })
})

describe('the deviations of WeChat', () => {
  it('return fewer rows than requested', async () => {
    const sandbox = await told({ pageCap: 10 })
    const answer = await sandbox.list({ start: 0, limit: 90 })
    expect(rowsOf(answer)).toHaveLength(10)
    expect(answer['total']).toBe(46)
  })

  it('have the spelling of 2020 for live_status', async () => {
    const sandbox = await told({ misspelledStatus: true })
    const [room] = rowsOf(await sandbox.list({ start: 0, limit: 1 }))
    expect(room).toMatchObject({ live_satus: 102, anchor_img: expect.any(String) as unknown })
    expect(room).not.toHaveProperty('live_status')
  })

  it('have two answers for an account without rooms', async () => {
    const older = await told({ emptyAccount: '1' })
    expect((await older.list({ start: 0, limit: 10 }))['errcode']).toBe(1)
    const newer = await told({ emptyAccount: '9410000' })
    expect((await newer.list({ start: 0, limit: 10 }))['errcode']).toBe(9410000)
  })

  it('have a total above the number of rooms', async () => {
    const sandbox = await told({ extraTotal: 5 })
    expect((await sandbox.list({ start: 0, limit: 100 }))['total']).toBe(51)
    expect((await sandbox.list({ start: 46, limit: 100 }))['errcode']).toBe(9410000)
  })

  it('have image addresses in other forms', async () => {
    const cover = async (imageUrls: string): Promise<string> => {
      const sandbox = await told({ imageUrls })
      const [room = {}] = rowsOf(await sandbox.list({ start: 0, limit: 1 }))
      return String(room['cover_img']).replace(sandbox.api.url, 'URL')
    }
    expect(await cover('plain')).toBe('URL/pictures/rooms/1016/cover.svg')
    expect(await cover('escaped')).toBe('URL/pictures/rooms/1016/cover.svg')
    expect(await cover('doubled')).toBe('http://URL/pictures/rooms/1016/cover.svg')
    expect(await cover('backslashes')).toMatch(/^http:\\\/\\\/.*\\\/rooms\\\/1016\\\/cover\.svg$/)
  })

  it('escape slashes in the raw JSON and put total inside room_info', async () => {
    const text = (await rawPage({ imageUrls: 'escaped', totalInsideRoomInfo: true })).toString()
    expect(text).toContain('http:\\/\\/127.0.0.1')
    expect(text).toContain('"room_info":["total":46,{')
  })

  it.each([
    ['control-character', '"name":"\u0014'],
    ['raw-newline', '"name":"\n'],
    ['bad-escape', '"name":"\\%'],
    ['lone-surrogate', '"name":"\\ud83d'],
    ['not-utf8', '"name":"\u00e8\u008c'],
    ['bom', '\u00ef\u00bb\u00bf{"errcode":0'],
    ['nul-at-end', '}\0'],
  ])('send a body that JSON does not allow: %s', async (oddBody, held) => {
    const bytes = await rawPage({ oddBody })
    expect(bytes.toString('latin1')).toContain(held)
  })

  it('have all numbers as texts, and an id above the range of numbers', async () => {
    const asText = await rawPage({ numbersAs: 'text', hugeRoomId: true })
    expect(asText.toString()).toMatch(
      /^\{"errcode":"0",.*"total":"46",.*"roomid":"9007199254740993",.*"live_status":"\d+"/,
    )
    const asNumber = await rawPage({ hugeRoomId: true })
    expect(asNumber.toString()).toContain('"roomid":9007199254740993,')
  })

  it('omit the optional fields', async () => {
    const sandbox = await told({ leaveOutOptional: true })
    const [room] = rowsOf(await sandbox.list({ start: 0, limit: 1 }))
    expect(room).not.toHaveProperty('feeds_img')
    expect(room).not.toHaveProperty('live_type')
  })

  it('skip a row between two pages if a room before it is removed', async () => {
    const sandbox = await aSandbox()
    const before = idsOf(await sandbox.list({ start: 0, limit: 46 }))
    const first = idsOf(await sandbox.list({ start: 0, limit: 5 }))
    await sandbox.send('PUT', `/__sandbox/rooms/${String(first[0])}`, { listed: false })
    const second = idsOf(await sandbox.list({ start: 5, limit: 5 }))
    expect(second).toEqual(before.slice(6, 11))
  })
})

describe('replays', () => {
  const replaysOf = (sandbox: Sandbox, roomId: number): Promise<Body> =>
    sandbox.list({ action: 'get_replay', room_id: roomId, start: 0, limit: 20 })

  it('consist of three texts each, with an empty room_info', async () => {
    const sandbox = await aSandbox()
    const answer = await replaysOf(sandbox, 1019)
    expect(answer).toMatchObject({ errcode: 0, room_info: [] })
    const [replay = {}] = rowsOf(answer, 'live_replay')
    expect(Object.keys(replay).sort()).toEqual(['create_time', 'expire_time', 'media_url'])
    expect(replay['create_time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  })

  it('are in m3u8 and mp4, and one format can be missing', async () => {
    const sandbox = await aSandbox()
    const endings = async (): Promise<unknown[]> =>
      rowsOf(await replaysOf(sandbox, 1020), 'live_replay').map((row) =>
        String(row['media_url']).split('.').pop(),
      )
    expect(await endings()).toEqual(['m3u8', 'mp4', 'mp4'])
    await sandbox.send('PUT', '/__sandbox/options', { replayFormats: 'no-m3u8' })
    expect(await endings()).toEqual(['mp4', 'mp4'])
    await sandbox.send('PUT', '/__sandbox/options', { replayFormats: 'no-mp4' })
    expect(await endings()).toEqual(['m3u8'])
  })

  it('are empty for a room that has none, is live, or does not exist', async () => {
    const sandbox = await aSandbox()
    expect((await replaysOf(sandbox, 1023))['errcode']).toBe(9410000)
    expect((await replaysOf(sandbox, 1002))['errcode']).toBe(9410000)
    expect((await replaysOf(sandbox, 4711))['errcode']).toBe(9410003)
  })

  it('stay listed after they expire', async () => {
    const sandbox = await aSandbox()
    const [replay = {}] = rowsOf(await replaysOf(sandbox, 1044), 'live_replay')
    expect(Date.parse(String(replay['expire_time']))).toBeLessThan(
      sandbox.api.clock().anchorWorldMs,
    )
  })

  it('can have dates out of range', async () => {
    const sandbox = await told({ replayDates: 'out-of-range' })
    const [replay] = rowsOf(await replaysOf(sandbox, 1019), 'live_replay')
    expect(replay).toMatchObject({ create_time: '2106-02-07T14:28:15' })
  })

  it('can have dates with a space, in Beijing time', async () => {
    const sandbox = await aSandbox()
    const createTime = async () =>
      String(rowsOf(await replaysOf(sandbox, 1019), 'live_replay')[0]?.['create_time'])
    const right = await createTime()
    await sandbox.send('PUT', '/__sandbox/options', { replayDates: 'with-space' })
    const words = await createTime()
    expect(words).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
    expect(Date.parse(`${words.replace(' ', 'T')}+08:00`)).toBe(Date.parse(right))
  })

  it('can be counted in total but missing', async () => {
    const sandbox = await told({ emptyReplays: true })
    expect(await replaysOf(sandbox, 1020)).toMatchObject({ total: 3, live_replay: [] })
  })

  it('have the same item offset', async () => {
    const sandbox = await aSandbox()
    const page = await sandbox.list({ action: 'get_replay', room_id: 1020, start: 1, limit: 1 })
    expect(page['total']).toBe(3)
    expect(rowsOf(page, 'live_replay')).toHaveLength(1)
  })

  it('reject another action and a missing room_id', async () => {
    const sandbox = await aSandbox()
    expect((await sandbox.list({ action: 'get_room', start: 0, limit: 1 }))['errcode']).toBe(1001)
    expect((await sandbox.list({ action: 'get_replay', start: 0, limit: 1 }))['errcode']).toBe(1001)
  })
})
