import { aBroadcast, aChannelsPhone } from '../../helpers/mini/a-channels-phone'
import { anEndedRoom, answers, aRoomJson, NOW_MS, someGoods } from '../../helpers/mini/builders'
import type { RoomJson } from '../../helpers/mini/builders'
import { find, setDataOf, settled, tap as touch, words } from '../../helpers/mini/drawn'

const PRODUCT = 'pages/product-detail/product-detail'
const mockOnBuy = jest.fn()
jest.mock('../../../miniprogram/on-buy', () => ({
  onBuy(purchase: unknown) {
    mockOnBuy(purchase)
  },
}))

const { phone, page, channels, account, open, tap } = aChannelsPhone(PRODUCT)

async function openProduct(query: Record<string, string>, rooms: readonly RoomJson[] = []) {
  phone.respond = (path) => (path === '/products/501' ? answers.product(someGoods(), rooms) : 404)
  await open(PRODUCT, { product_id: '501', ...query })
  return page.drawn
}

const strip = () => find(page.drawn, '#strip')
const came = async (scene: number) => {
  const { recordEntry } = await import('../../../miniprogram/live/services/entry/entry')
  recordEntry({ scene, path: PRODUCT, query: {} })
}

afterEach(() => came(1001))

describe('from the room of a Channels account', () => {
  it('shows the goods, and what happens in the room now', async () => {
    await openProduct({ room_id: account() })
    expect(words(page.drawn)).toContain('手作陶瓷马克杯')
    expect(words(strip())).toBe('直播中 秋冬新茶 回到直播间')
    expect(phone.requests).toEqual(['/products/501'])
  })

  it.each([
    ['opened from its page', [{ route: 'packageA/pages/room/room' }, { route: PRODUCT }]],
    ['opened by a card', [{ route: PRODUCT }]],
    ['the tenth page', Array.from({ length: 10 }, () => ({ route: PRODUCT }))],
  ])('goes back by the tap itself, as a room that is no page of ours: %s', async (_name, stack) => {
    phone.stack = stack
    const finderUserName = account()
    await openProduct({ room_id: finderUserName })
    await tap(strip(), '.room-strip')
    expect(channels.opened).toEqual([{ finderUserName, feedId: 'feed-now', nonceId: 'nonce-now' }])
    expect(phone.navigations).toEqual([])
    expect(phone.toasts).toEqual([])
  })

  it('says that the room does not open', async () => {
    await openProduct({ room_id: account() })
    channels.openFailure = 'internal error'
    await tap(strip(), '.room-strip')
    expect(phone.toasts).toEqual(['直播间暂时打不开，请稍后再试'])
  })

  it('follows the room: its end is seen here, at its own path', async () => {
    const finderUserName = account()
    await openProduct({ room_id: finderUserName })
    channels.accounts.set(finderUserName, {
      info: aBroadcast({ status: 3, replayStatus: '0' }),
      notice: null,
    })
    const sent = setDataOf(page.drawn)
    await jest.advanceTimersByTimeAsync(90_000)
    await settled()
    expect(words(strip())).toContain('已结束')
    const paths = sent.mock.calls.flatMap(([data]) => Object.keys(data))
    expect(paths.every((path) => path.startsWith('liveRoom.'))).toBe(true)
    await page.hide()
    expect(jest.getTimerCount()).toBe(0)
  })

  it('shows the goods without a room that WeChat does not know', async () => {
    const drawn = await openProduct({ room_id: 'sphNobody' })
    expect(words(drawn)).toContain('手作陶瓷马克杯')
    expect(drawn.querySelector('#strip')).toBeUndefined()
  })

  it('is shared with the account it was seen at', async () => {
    const finderUserName = account()
    await openProduct({ room_id: finderUserName })
    const query = `product_id=501&room_id=${finderUserName}`
    expect(await page.call('onShareAppMessage')).toMatchObject({ path: `/${PRODUCT}?${query}` })
    expect(await page.call('onShareTimeline')).toMatchObject({ query })
  })
})

describe('the rooms that sell it', () => {
  it('are those with a replay: nobody can enter the others here', async () => {
    const drawn = await openProduct({}, [
      aRoomJson({ roomId: 81, title: '进不去' }),
      anEndedRoom({ roomId: 83, title: '能看' }),
    ])
    expect(drawn.querySelectorAll('.product__strip').map(words)).toEqual([
      '已结束 · 回放 能看 看回放',
    ])
    await tap(find(drawn, '.product__others .product__strip'), '.room-strip')
    expect(phone.navigations).toEqual([
      { kind: 'navigateTo', url: '/packageA/pages/replay/replay?room_id=83' },
    ])
  })

  it('lead, of an old link, through the doorway, which knows what became of the room', async () => {
    await openProduct({ room_id: '81' }, [aRoomJson({ roomId: 81, hasReplay: true })])
    await tap(strip(), '.room-strip')
    expect(phone.navigations).toEqual([
      { kind: 'navigateTo', url: '/packageA/pages/room/room?room_id=81&enter=1' },
    ])
  })
})

it('leads nowhere from inside Moments, and says how to go on', async () => {
  await came(1154)
  const drawn = await openProduct({ room_id: account() })
  expect(drawn.querySelector('#buy')).toBeUndefined()
  expect(drawn.querySelector('#nav')).toBeUndefined()
  await tap(strip(), '.room-strip')
  expect(channels.opened).toEqual([])
  expect(phone.toasts).toEqual(['请点下方的“前往小程序”继续'])
})

it('passes a purchase with the account to onBuy', async () => {
  const roomId = account()
  await openProduct({ room_id: roomId, share_openid: 'o-friend' })
  await touch(page.drawn, '#buy')
  expect(mockOnBuy.mock.calls).toMatchObject([
    [{ room: { roomId, title: '秋冬新茶' }, attribution: { shareOpenid: 'o-friend' } }],
  ])
})

it('still knows tomorrow which account brought the shopper', async () => {
  const { recordEntry } = await import('../../../miniprogram/live/services/entry/entry')
  const { currentAttribution } =
    await import('../../../miniprogram/live/services/entry/attribution')
  const finderUserName = account()
  const path = 'packageA/pages/room/room'
  recordEntry({ scene: 1011, path, query: { scene: `room_id%3D${finderUserName}` } })
  jest.setSystemTime(NOW_MS + 86_400_000)
  expect(currentAttribution()).toMatchObject({ roomId: finderUserName, enteredBy: 'code' })
})
