import { aHall } from '../../../../helpers/mini/a-hall'
import { anEndedRoom, answers } from '../../../../helpers/mini/builders'
import {
  attribute,
  emit,
  find,
  setDataOf,
  settled,
  styleOf,
  tap,
  words,
} from '../../../../helpers/mini/drawn'

// the tab that both flavours fill from the back end
const { phone, page, open, openPage, silence, titles } = aHall('replay')

describe('a stored list', () => {
  const seen = answers.rooms([anEndedRoom({ title: '见过' })], {
    counts: { live: 0, upcoming: 0, replay: 1 },
  })

  async function seenOnce() {
    phone.etag = '"one"'
    await open(seen)
    await page.close()
  }

  it('is drawn before the back end has answered', async () => {
    await seenOnce()
    phone.respond = silence.respond
    await openPage()
    expect(titles()[0]).toContain('见过')
    expect(words(find(page.drawn, '#tabs'))).toBe('直播中 预告 回放 1')
    expect(words(page.drawn)).not.toContain('网络不佳')
  })

  it('is drawn at once after a change of tab too', async () => {
    await seenOnce()
    await open(answers.rooms([]), { tab: 'live' })
    phone.respond = silence.respond
    await emit(find(page.drawn, '#tabs'), 'change', { key: 'replay' })
    expect(titles()[0]).toContain('见过')
  })

  it('is not drawn again if it has not changed', async () => {
    await seenOnce()
    phone.respond = () => 304
    await openPage()
    const sent = setDataOf(page.drawn)
    await page.call('onPullDownRefresh')
    expect(phone.headers.at(-1)).toEqual({ 'If-None-Match': '"one"' })
    expect(sent).not.toHaveBeenCalled()
    expect(titles()[0]).toContain('见过')
  })

  it('is marked as old once the request has failed, without being drawn again', async () => {
    await seenOnce()
    let fail: (answer: null) => void = () => undefined
    phone.respond = () => new Promise((resolve) => (fail = resolve))
    await openPage()
    const sent = setDataOf(page.drawn)
    fail(null)
    await settled()
    expect(words(page.drawn)).toContain('网络不佳，显示 19:30 的列表')
    expect(sent.mock.calls.flatMap(([data]) => Object.keys(data))).toEqual(['list.staleText'])
  })

  it('keeps its further pages if the first has not changed', async () => {
    phone.etag = '"one"'
    await open(answers.rooms([anEndedRoom({ roomId: 1 })], { nextCursor: 'c1' }))
    phone.respond = () => answers.rooms([anEndedRoom({ roomId: 2 })])
    await page.call('onReachBottom')
    phone.respond = () => 304
    await page.call('onPullDownRefresh')
    expect(titles()).toHaveLength(2)
    await page.call('onReachBottom')
    expect(phone.requests.at(-1)).toBe('/rooms?status=replay')
  })
})

it('is not cut to its first page by a late answer', async () => {
  phone.etag = '"one"'
  await open(answers.rooms([anEndedRoom({ roomId: 1 })], { nextCursor: 'c1' }))
  await page.close()
  let answer: (rooms: object) => void = () => undefined
  phone.respond = (path) =>
    path.includes('cursor')
      ? answers.rooms([anEndedRoom({ roomId: 2 })])
      : new Promise((resolve) => (answer = resolve))
  await openPage()
  await page.call('onReachBottom')
  phone.etag = '"two"'
  answer(answers.rooms([anEndedRoom({ roomId: 3 })]))
  await settled()
  expect(titles()).toHaveLength(2)
  phone.respond = () => answers.rooms([anEndedRoom({ roomId: 3 })])
  await page.call('onPullDownRefresh')
  expect(titles()).toHaveLength(1)
})

describe('a long list', () => {
  const rooms = (count: number, first = 1) =>
    Array.from({ length: count }, (_, at) =>
      anEndedRoom({ roomId: first + at, title: `第 ${first + at} 场` }),
    )

  async function moveBlock(at: number, intersectionRatio: number, heightPx = 1400) {
    const watched = phone.watched.find(({ selector }) => selector === `#block-${at}`)
    if (watched === undefined) throw new Error(`block ${at} is not watched`)
    watched.tell({ intersectionRatio, boundingClientRect: { top: -heightPx, bottom: 0 } })
    await settled()
  }

  const block = (at: number) => find(page.drawn, `#block-${at}`)

  it('replaces rooms off the screen by an empty box, and draws them again', async () => {
    await open(answers.rooms(rooms(20)))
    expect(titles()).toHaveLength(20)
    await moveBlock(0, 0)
    expect(titles()).toHaveLength(10)
    expect(titles()[0]).toContain('第 11 场')
    expect(styleOf(block(0))).toContain('height: 1400px')
    await moveBlock(0, 0.2)
    expect(titles()).toHaveLength(20)
    expect(titles()[0]).toContain('第 1 场')
    expect(styleOf(block(0))).toBe('')
  })

  it('sets the data of that block only', async () => {
    await open(answers.rooms(rooms(20)))
    const sent = setDataOf(page.drawn)
    await moveBlock(1, 0)
    await moveBlock(1, 0)
    expect(sent.mock.calls.map(([data]) => [data])).toEqual([
      [{ 'list.value[1].rooms': [], 'list.value[1].heightPx': 1400 }],
    ])
  })

  it('changes no block while the whole page is hidden', async () => {
    await open(answers.rooms(rooms(10)))
    await moveBlock(0, 0, 0)
    expect(titles()).toHaveLength(10)
  })

  it('fills the last block before it starts another', async () => {
    await open(answers.rooms(rooms(15), { nextCursor: 'c1' }))
    phone.respond = () => answers.rooms(rooms(8, 16))
    await page.call('onReachBottom')
    expect([0, 1, 2].map((at) => block(at).dom.childElementCount)).toEqual([10, 10, 3])
    await moveBlock(2, 0)
    expect(titles()).toHaveLength(20)
  })

  it('observes new blocks after a change of tab, and none after the page is closed', async () => {
    await open(answers.rooms(rooms(20)))
    await emit(find(page.drawn, '#tabs'), 'change', { key: 'upcoming' })
    phone.respond = () => answers.rooms([anEndedRoom()])
    await emit(find(page.drawn, '#tabs'), 'change', { key: 'replay' })
    expect(
      phone.watched.map(({ selector }) => selector).filter((one) => one.includes('block')),
    ).toEqual(['#block-0'])
    await page.close()
    expect(phone.watched).toEqual([])
    await open(answers.rooms([]))
  })

  it('has a button to the top from two screens down', async () => {
    const drawn = await open(answers.rooms(rooms(20)))
    const top = phone.watched.find(({ selector }) => selector === '#top')
    const scroll = async (intersectionRatio: number) => {
      top?.tell({ intersectionRatio, boundingClientRect: { top: 0, bottom: 0 } })
      await settled()
    }
    expect(drawn.querySelector('#to-top')).toBeUndefined()
    await scroll(0)
    expect(attribute(find(drawn, '#to-top'), 'aria-label')).toBe('回到顶部')
    await tap(drawn, '#to-top')
    expect(phone.calls).toContainEqual({ name: 'pageScrollTo', scrollTop: 0, duration: 0 })
    await scroll(0.4)
    expect(drawn.querySelector('#to-top')).toBeUndefined()
  })
})

it('observes nothing on a page that was closed before WeChat had drawn its rooms', async () => {
  const first = anEndedRoom({ roomId: 1 })
  await open(answers.rooms([first], { nextCursor: 'c1' }))
  phone.respond = () => answers.rooms([anEndedRoom({ roomId: 2 })])
  const late: (() => void)[] = []
  setDataOf(page.drawn).mockImplementation((_, done) => {
    if (done !== undefined) late.push(done)
  })
  await page.call('onReachBottom')
  await page.close()
  expect(late).not.toEqual([])
  for (const done of late) done()
  expect(phone.watched).toEqual([])
})
