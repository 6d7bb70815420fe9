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

/** One room, as bytes. The token is fetched before the options change its answer as well. */
async function rawPage(options: Body): Promise<Buffer> {
  const sandbox = await aSandbox()
  const path = `${LIST}?access_token=${await sandbox.token()}`
  expect((await sandbox.send('PUT', '/__sandbox/options', options)).status).toBe(200)
  const response = await sandbox.send('POST', path, { start: 0, limit: 1 })
  return Buffer.from(await response.arrayBuffer())
}

describe('the list of rooms', () => {
  it('is sorted by planned start, furthest ahead first, with total at the top level', async () => {
    const sandbox = await aSandbox()
    const answer = await sandbox.list({ start: 0, limit: 100 })
    const starts = rowsOf(answer).map((room) => Number(room['start_time']))
    expect(answer).toMatchObject({ errcode: 0, errmsg: 'ok', total: 46 })
    expect(starts).toHaveLength(46)
    expect(starts).toEqual([...starts].sort((a, b) => b - a))
  })

  it('takes start as an offset of items: any pages cover every room once', async () => {
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

  it('answers past the end with 9410000 and empty lists, never with an empty success', async () => {
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
  ])('serves a shop of %i rooms', async (roomCount, ids) => {
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

  it.each([-1, 1.5, 10_001, NaN])('cannot have %p rooms', async (roomCount) => {
    await expect(aSandbox({ roomCount })).rejects.toThrow(
      `roomCount must be a whole number from 0 to 10000, got "${roomCount}"`,
    )
  })

  it('does not filter by room_id without an action', async () => {
    const sandbox = await aSandbox()
    const answer = await sandbox.list({ start: 0, limit: 3, room_id: 1001 })
    expect(idsOf(answer)).toEqual(idsOf(await sandbox.list({ start: 0, limit: 3 })))
  })

  it('prints every field of the contract, prices in fen', async () => {
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

  it("prints a merchant's page of goods, whose id is none of WeChat's", async () => {
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

  it('has one room with goods of another mini-program, and one of 2020 without goods_id', async () => {
    const sandbox = await aSandbox()
    const rooms = rowsOf(await sandbox.list({ start: 0, limit: 100 }))
    const withGoods = (wanted: (goods: Record<string, unknown>) => boolean) =>
      rooms.filter((room) => rowsOf(room, 'goods').some(wanted)).map(({ name }) => name)
    expect(withGoods((goods) => goods['third_party_appid'] !== '')).toEqual([
      '山海小铺全天陪你逛 有问必答',
    ])
    expect(withGoods((goods) => !('goods_id' in goods))).toEqual(['山海小铺开张第一播'])
  })

  it('can be told to print no goods_id at all', async () => {
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

describe('what WeChat was seen doing', () => {
  it('answers fewer rows than were asked for', async () => {
    const sandbox = await told({ pageCap: 10 })
    const answer = await sandbox.list({ start: 0, limit: 90 })
    expect(rowsOf(answer)).toHaveLength(10)
    expect(answer['total']).toBe(46)
  })

  it('spells live_status as in 2020', async () => {
    const sandbox = await told({ misspelledStatus: true })
    const [room] = rowsOf(await sandbox.list({ start: 0, limit: 1 }))
    expect(room).toMatchObject({ live_satus: 102, anchor_img: expect.any(String) as unknown })
    expect(room).not.toHaveProperty('live_status')
  })

  it('has no rooms, in both of its ways', async () => {
    const older = await told({ emptyAccount: '1' })
    expect((await older.list({ start: 0, limit: 10 }))['errcode']).toBe(1)
    const newer = await told({ emptyAccount: '9410000' })
    expect((await newer.list({ start: 0, limit: 10 }))['errcode']).toBe(9410000)
  })

  it('says a larger total than it serves', async () => {
    const sandbox = await told({ extraTotal: 5 })
    expect((await sandbox.list({ start: 0, limit: 100 }))['total']).toBe(51)
    expect((await sandbox.list({ start: 46, limit: 100 }))['errcode']).toBe(9410000)
  })

  it('prints image addresses in its odd forms', async () => {
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

  it('escapes slashes in the raw JSON, and puts total where no parser finds it', async () => {
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
  ])('can send a body that JSON does not allow: %s', async (oddBody, held) => {
    const bytes = await rawPage({ oddBody })
    expect(bytes.toString('latin1')).toContain(held)
  })

  it('can send all numbers as text, and an id that no number can hold', async () => {
    const asText = await rawPage({ numbersAs: 'text', hugeRoomId: true })
    expect(asText.toString()).toMatch(
      /^\{"errcode":"0",.*"total":"46",.*"roomid":"9007199254740993",.*"live_status":"\d+"/,
    )
    const asNumber = await rawPage({ hugeRoomId: true })
    expect(asNumber.toString()).toContain('"roomid":9007199254740993,')
  })

  it('leaves out what it does not promise', async () => {
    const sandbox = await told({ leaveOutOptional: true })
    const [room] = rowsOf(await sandbox.list({ start: 0, limit: 1 }))
    expect(room).not.toHaveProperty('feeds_img')
    expect(room).not.toHaveProperty('live_type')
  })

  it('changes between two pages: a row is skipped when a room before it goes', async () => {
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

  it('come as three texts each, with an empty room_info beside them', async () => {
    const sandbox = await aSandbox()
    const answer = await replaysOf(sandbox, 1019)
    expect(answer).toMatchObject({ errcode: 0, room_info: [] })
    const [replay = {}] = rowsOf(answer, 'live_replay')
    expect(Object.keys(replay).sort()).toEqual(['create_time', 'expire_time', 'media_url'])
    expect(replay['create_time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  })

  it('mix m3u8 and mp4, and one of the two can be missing', async () => {
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

  it('are none for a room that has none, that is live, or that is gone', async () => {
    const sandbox = await aSandbox()
    expect((await replaysOf(sandbox, 1023))['errcode']).toBe(9410000)
    expect((await replaysOf(sandbox, 1002))['errcode']).toBe(9410000)
    expect((await replaysOf(sandbox, 4711))['errcode']).toBe(9410003)
  })

  it('stay listed when they have expired', async () => {
    const sandbox = await aSandbox()
    const [replay = {}] = rowsOf(await replaysOf(sandbox, 1044), 'live_replay')
    expect(Date.parse(String(replay['expire_time']))).toBeLessThan(
      sandbox.api.clock().anchorWorldMs,
    )
  })

  it('can carry dates beyond all sense', async () => {
    const sandbox = await told({ replayDates: 'out-of-range' })
    const [replay] = rowsOf(await replaysOf(sandbox, 1019), 'live_replay')
    expect(replay).toMatchObject({ create_time: '2106-02-07T14:28:15' })
  })

  it('can carry dates with a space and no zone, in Beijing time', async () => {
    const sandbox = await aSandbox()
    const createTime = async () =>
      String(rowsOf(await replaysOf(sandbox, 1019), 'live_replay')[0]?.['create_time'])
    const right = await createTime()
    await sandbox.send('PUT', '/__sandbox/options', { replayDates: 'with-space' })
    const words = await createTime()
    expect(words).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
    expect(Date.parse(`${words.replace(' ', 'T')}+08:00`)).toBe(Date.parse(right))
  })

  it('can be counted in total and yet be missing', async () => {
    const sandbox = await told({ emptyReplays: true })
    expect(await replaysOf(sandbox, 1020)).toMatchObject({ total: 3, live_replay: [] })
  })

  it('are paged by the same offset', async () => {
    const sandbox = await aSandbox()
    const page = await sandbox.list({ action: 'get_replay', room_id: 1020, start: 1, limit: 1 })
    expect(page['total']).toBe(3)
    expect(rowsOf(page, 'live_replay')).toHaveLength(1)
  })

  it('refuse another action, and a missing room_id', async () => {
    const sandbox = await aSandbox()
    expect((await sandbox.list({ action: 'get_room', start: 0, limit: 1 }))['errcode']).toBe(1001)
    expect((await sandbox.list({ action: 'get_replay', start: 0, limit: 1 }))['errcode']).toBe(1001)
  })
})
