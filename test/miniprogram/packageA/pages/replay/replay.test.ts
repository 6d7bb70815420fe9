import { aReplay, aReplayPage } from '../../../../helpers/mini/a-replay-page'
import {
  anEndedRoom,
  answers,
  NOW_MS,
  someGoods,
  goodsTap,
} from '../../../../helpers/mini/builders'
import type { RoomJson } from '../../../../helpers/mini/builders'
import { attribute, emit, find, tap, words } from '../../../../helpers/mini/drawn'

const { phone, page, open, video, watch } = aReplayPage()

it('shows the first segment, and does not play by itself', async () => {
  const drawn = await open([aReplay('one'), aReplay('two')])
  expect(attribute(video(), 'src')).toBe('/media/one.mp4')
  expect(attribute(video(), 'autoplay')).toBe(false)
  expect(words(drawn)).toContain('秋茶开箱')
})

it('shows the date of the show and of expiry', async () => {
  const drawn = await open([aReplay('one')])
  expect(words(drawn)).toContain('小满 · 昨天的直播')
  expect(words(drawn)).toContain('12月5日 周六 19:30 过期')
})

describe('segments', () => {
  it('play after a tap', async () => {
    const drawn = await open([aReplay('one'), aReplay('two')])
    const [, second] = drawn.querySelectorAll('.replay__segment')
    if (second === undefined) throw new Error('two segments are expected')
    expect(words(second)).toBe('片段 2')
    await tap(second)
    expect(attribute(video(), 'src')).toBe('/media/two.mp4')
    expect(attribute(video(), 'autoplay')).toBe(true)
  })

  it('follow one another, and stop after the last', async () => {
    await open([aReplay('one'), aReplay('two')])
    await page.call('onEnded')
    expect(attribute(video(), 'src')).toBe('/media/two.mp4')
    await page.call('onEnded')
    expect(attribute(video(), 'src')).toBe('/media/two.mp4')
  })

  it('start with the one of the link, or the last one', async () => {
    await open([aReplay('one'), aReplay('two')], undefined, { room_id: '3', segment: '9' })
    expect(attribute(video(), 'src')).toBe('/media/two.mp4')
  })

  it('are hidden if there is one', async () => {
    const drawn = await open([aReplay('one')])
    expect(drawn.querySelector('.replay__segments')).toBeUndefined()
  })

  it('show a toast if one does not play', async () => {
    await open([aReplay('one')])
    await page.call('onVideoError')
    expect(phone.toasts).toEqual(['视频播放失败，换一段试试'])
    expect(attribute(video(), 'src')).toBe('/media/one.mp4')
  })
})

describe('of a show that WeChat lists in two formats', () => {
  const whole = aReplay('whole', { url: '/media/whole.m3u8', format: 'm3u8' })
  const mixed = [aReplay('one'), whole, aReplay('two')]
  const srcs = () => page.drawn.querySelectorAll('.replay__segment').length

  it('a phone plays the whole show, without parts', async () => {
    await open(mixed)
    expect(attribute(video(), 'src')).toBe('/media/whole.m3u8')
    expect(srcs()).toBe(0)
    await page.call('onEnded')
    expect(attribute(video(), 'src')).toBe('/media/whole.m3u8')
  })

  it.each(['windows', 'mac', 'devtools'])('%s plays the parts', async (platform) => {
    phone.host = { version: '8.0.50', SDKVersion: '3.5.8', platform }
    await open(mixed)
    expect(attribute(video(), 'src')).toBe('/media/one.mp4')
    expect(srcs()).toBe(2)
  })

  it('a phone that cannot play the whole show gets the parts, and shows a toast only if these fail too', async () => {
    await open(mixed)
    await page.call('onPlay')
    await page.call('onVideoError')
    expect(attribute(video(), 'src')).toBe('/media/one.mp4')
    expect(attribute(video(), 'autoplay')).toBe(true)
    expect(phone.toasts).toEqual([])
    await page.call('onVideoError')
    expect(attribute(video(), 'src')).toBe('/media/one.mp4')
    expect(phone.toasts).toHaveLength(1)
  })

  it('a video that stops in the middle does not start again in the other format', async () => {
    await open(mixed)
    await watch(60)
    await page.call('onVideoError')
    expect(attribute(video(), 'src')).toBe('/media/whole.m3u8')
    expect(phone.toasts).toHaveLength(1)
  })
})

describe('hidden', () => {
  const paused = () => phone.calls.filter(({ name }) => name === 'video.pause').length

  it('it pauses, and does not play the next part by itself', async () => {
    await open([aReplay('one'), aReplay('two')])
    await page.hide()
    expect(paused()).toBe(1)
    await page.call('onEnded')
    expect(attribute(video(), 'autoplay')).toBe(false)
    await page.show()
    await page.call('onEnded')
    expect(paused()).toBe(1)
  })

  it('it pauses nothing without a recording', async () => {
    await open([])
    await page.hide()
    expect(paused()).toBe(0)
  })
})

describe('expired', () => {
  const soon = { expiresAtSec: NOW_MS / 1000 + 60 }

  it('a recording of an old answer is not played', async () => {
    const drawn = await open([aReplay('one', { expiresAtSec: NOW_MS / 1000 })])
    expect(drawn.querySelector('#video')).toBeUndefined()
    expect(words(find(drawn, '#empty'))).toBe('回放已过期 直播间')
  })

  it('it shows that it has expired, in place of an error or of the next part', async () => {
    const drawn = await open([aReplay('one', soon), aReplay('two', soon)])
    jest.setSystemTime(NOW_MS + 60_000)
    await page.call('onVideoError')
    expect(words(find(drawn, '#empty'))).toContain('回放已过期')
    expect(phone.toasts).toEqual([])
  })

  it('the other parts are played', async () => {
    const drawn = await open([aReplay('one', soon), aReplay('two', soon), aReplay('three')])
    jest.setSystemTime(NOW_MS + 60_000)
    await page.call('onEnded')
    expect(attribute(video(), 'src')).toBe('/media/three.mp4')
    expect(drawn.querySelector('.replay__segments')).toBeUndefined()
  })
})

describe('without a recording', () => {
  const endedMinutesAgo = (minutes: number, hasReplay = false) =>
    anEndedRoom({ roomId: 3, hasReplay, endAtSec: NOW_MS / 1000 - minutes * 60 })

  it.each<[string, RoomJson, string]>([
    ['of a show just over', endedMinutesAgo(5), '直播结束约 10 分钟后生成回放'],
    ['of an old show', endedMinutesAgo(600), '暂无回放'],
    ['that has expired', endedMinutesAgo(600, true), '回放已过期'],
  ])('%s shows why, and opens the room', async (_name, room, said) => {
    const drawn = await open([], room)
    expect(words(find(drawn, '#empty'))).toBe(`${said} 直播间`)
    await emit(find(drawn, '#empty'), 'action')
    expect(phone.navigations).toEqual([
      { kind: 'navigateTo', url: '/packageA/pages/room/room?room_id=3' },
    ])
  })
})

it('keeps the room if only the recordings failed, and tries again', async () => {
  const drawn = await open(null, anEndedRoom({ roomId: 3 }), { room_id: '33' })
  expect(words(drawn)).toContain('秋茶开箱')
  phone.respond = (path) =>
    path.endsWith('/replays')
      ? answers.replays(33, [aReplay('one')])
      : answers.room(anEndedRoom({ roomId: 33 }))
  await emit(find(drawn, '#failed'), 'action')
  expect(attribute(video(), 'src')).toBe('/media/one.mp4')
})

it('shows that the room does not exist, and opens the hall', async () => {
  const drawn = await open([], 404)
  expect(words(find(drawn, '#missing'))).toBe('直播间不存在或已删除 去直播大厅')
  await emit(find(drawn, '#missing'), 'action')
  expect(phone.navigations).toEqual([
    { kind: 'navigateTo', url: '/packageA/pages/home/home?list=replay' },
  ])
})

it('shows that the link has no room', async () => {
  const drawn = await open([], 404, {})
  expect(find(drawn, '#missing')).toBeDefined()
  expect(phone.requests).toEqual([])
})

it('opens the goods of the show', async () => {
  const room = anEndedRoom({ roomId: 3, goods: [someGoods({ productId: '8' })] })
  const drawn = await open([aReplay('one')], room)
  await emit(find(drawn, '.replay__goods'), 'open', goodsTap('8'))
  expect(phone.navigations).toEqual([
    { kind: 'navigateTo', url: '/pages/product-detail/product-detail?product_id=8&room_id=3' },
  ])
})

it('is shared with a link to the doorway', async () => {
  await open([aReplay('one')])
  expect(await page.call('onShareAppMessage')).toMatchObject({
    title: '直播回放：秋茶开箱',
    path: '/packageA/pages/room/room?room_id=3',
  })
  expect(await page.call('onShareTimeline')).toMatchObject({ query: 'room_id=3' })
})

it('asks an old client to upgrade', async () => {
  phone.host = { version: '8.0.1', SDKVersion: '2.8.0' }
  const drawn = await open([aReplay('one')])
  expect(words(drawn)).toContain('需要更新微信')
  await emit(find(drawn, '#upgrade'), 'browse')
  expect(phone.navigations).toEqual([{ kind: 'redirectTo', url: '/pages/index/index' }])
})
