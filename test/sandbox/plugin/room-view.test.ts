import { roomView, startText, type RoomView } from '../../../sandbox/plugin/room-view'
import {
  watchRoom,
  type RoomAnswer,
  type WireGoods,
  type WireRoom,
} from '../../../sandbox/plugin/rooms'
import { aGoods, aRoom, START_SEC } from './a-room'

const NOW_MS = START_SEC * 1000
const LOADING: RoomView = { kind: 'loading' }

function drawn(given: Partial<WireRoom>): Extract<RoomView, { kind: 'room' }> {
  const view = roomView({ kind: 'room', room: aRoom(given) }, LOADING, NOW_MS)
  if (view.kind !== 'room') throw new Error(`drew ${view.kind}`)
  return view
}

describe('the status panel', () => {
  it.each([
    [101, 'live', '直播中', ''],
    [102, 'wait', '未开始', '直播还没开始'],
    [103, 'over', '已结束', '直播已结束'],
    [104, 'over', '禁播', '直播已被停播'],
    [105, 'wait', '暂停中', '直播暂停中'],
    [106, 'wait', '主播暂时离开', '主播暂时离开'],
    [107, 'over', '已过期', '直播已过期'],
    [0, 'silent', '', ''],
    [999, 'silent', '', ''],
  ])('for %p is %s', (liveStatus, tone, badge, title) => {
    expect(drawn({ live_status: liveStatus }).stage).toMatchObject({ tone, badge, title })
  })

  it('has a reminder only before the broadcast', () => {
    const offers = [101, 102, 103, 104, 105, 106, 107, 0].filter(
      (liveStatus) => drawn({ live_status: liveStatus }).stage.canSubscribe,
    )
    expect(offers).toEqual([102])
  })

  it('shows the start time', () => {
    expect(drawn({ live_status: 102 }).stage.note).toBe('今天 20:00 开播')
  })
})

it.each([
  ['2026-11-21T00:00:00+08:00', '今天 20:00'],
  ['2026-11-20T23:59:59+08:00', '明天 20:00'],
  ['2026-11-22T00:00:00+08:00', '昨天 20:00'],
  ['2026-11-19T12:00:00+08:00', '11月21日 20:00'],
])('seen at %s, the start is shown as %s in Shanghai time', (now, text) => {
  expect(startText(START_SEC, Date.parse(now))).toBe(text)
})

describe('a price', () => {
  const price = (given: Partial<WireGoods>) => drawn({ goods: [aGoods(given)] }).goods[0]
  it('is in yuan with fen', () => {
    expect(price({ price: 1990 })).toMatchObject({ yuan: '19', fen: '.90', upTo: '', before: '' })
    expect(price({ price: 5 })).toMatchObject({ yuan: '0', fen: '.05' })
    expect(price({ price: 123400 })).toMatchObject({ yuan: '1234', fen: '' })
  })

  it('is a range', () => {
    expect(price({ price_type: 2, price: 1990, price2: 3990 })).toMatchObject({
      ...{ yuan: '19', fen: '.90', upTo: '–39.90', before: '' },
    })
  })

  it('has an original price for a discount', () => {
    expect(price({ price_type: 3, price: 3990, price2: 1990 })).toMatchObject({
      ...{ yuan: '19', fen: '.90', before: '¥39.90', ariaLabel: '手工陶杯，19.90 元' },
    })
  })
})

it('cleans malformed image addresses', () => {
  expect(drawn({ cover_img: 'http://http://127.0.0.1/a.png' }).coverUrl).toBe(
    'http://127.0.0.1/a.png',
  )
  expect(drawn({ cover_img: 'http:\\/\\/127.0.0.1\\/a.png' }).coverUrl).toBe(
    'http://127.0.0.1/a.png',
  )
})

it('shows that a room does not exist', () => {
  expect(roomView({ kind: 'no-room' }, LOADING, NOW_MS)).toMatchObject({
    ...{ kind: 'gone', title: '直播间不存在' },
  })
})

it('keeps the room on the screen while the network is down', () => {
  const before = drawn({})
  expect(roomView({ kind: 'unreachable' }, before, NOW_MS)).toBe(before)
  expect(roomView({ kind: 'unreachable' }, LOADING, NOW_MS)).toMatchObject({ kind: 'gone' })
})

describe('watching a room', () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  const answers = (answer: RoomAnswer) => jest.fn(() => Promise.resolve(answer))

  it.each<RoomAnswer>([{ kind: 'room', room: aRoom() }, { kind: 'unreachable' }])(
    'looks now, then again after each answer, until it is stopped',
    async (answer) => {
      const heard: RoomAnswer[] = []
      const read = answers(answer)
      const stop = watchRoom(7, 5_000, (found) => heard.push(found), read)
      await jest.advanceTimersByTimeAsync(10_000)
      expect(read.mock.calls).toEqual([[7], [7], [7]])
      expect(heard).toEqual([answer, answer, answer])
      stop()
      await jest.advanceTimersByTimeAsync(60_000)
      expect(read).toHaveBeenCalledTimes(3)
      expect(jest.getTimerCount()).toBe(0)
    },
  )

  it('stops polling a room that does not exist', async () => {
    const read = answers({ kind: 'no-room' })
    watchRoom(7, 5_000, () => undefined, read)
    await jest.advanceTimersByTimeAsync(60_000)
    expect(read).toHaveBeenCalledTimes(1)
    expect(jest.getTimerCount()).toBe(0)
  })

  it('waits for a slow answer, and ignores it after the stop', async () => {
    const heard: RoomAnswer[] = []
    let answer: (answer: RoomAnswer) => void = () => undefined
    const read = jest.fn(() => new Promise<RoomAnswer>((resolve) => (answer = resolve)))
    const stop = watchRoom(7, 5_000, (found) => heard.push(found), read)
    await jest.advanceTimersByTimeAsync(60_000)
    expect(read).toHaveBeenCalledTimes(1)
    stop()
    answer({ kind: 'no-room' })
    await jest.advanceTimersByTimeAsync(60_000)
    expect(heard).toEqual([])
    expect(jest.getTimerCount()).toBe(0)
  })
})
