import { aPhoneWith } from '../../../../helpers/mini/a-phone'
import { aReplay } from '../../../../helpers/mini/a-replay-page'
import { anEndedRoom, answers, NOW_MS } from '../../../../helpers/mini/builders'
import { attribute, emit, find, settled, words } from '../../../../helpers/mini/drawn'

const PAGE = 'packageA/pages/replay/replay'
const { phone, page, openPage } = aPhoneWith(PAGE)

/** The app's memory of requests lives longer than a test, so each test has its own room. */
let roomId = 3_000

/** null: the network is down. */
type Recordings = readonly object[] | number | null

/** Requests that are not answered yet. */
let waiting: ((recordings: Recordings) => void)[] = []

beforeEach(() => {
  waiting = []
  roomId += 1
})

afterEach(() => say(null))

const answerOf = (path: string, recordings: Recordings) => {
  if (recordings === null || typeof recordings === 'number') return recordings
  return path.endsWith('/replays')
    ? answers.replays(roomId, recordings)
    : answers.room(anEndedRoom({ roomId, title: '见过的回放' }))
}

function keepSilent() {
  phone.respond = (path) =>
    new Promise((resolve) => {
      waiting.push((recordings) => resolve(answerOf(path, recordings)))
    })
}

/** Answers the open requests. */
async function say(recordings: Recordings) {
  for (const answer of waiting.splice(0)) answer(recordings)
  await settled()
}

const open = (query?: Record<string, string>) =>
  openPage(PAGE, { room_id: String(roomId), ...query })

/** Opens a page whose answers are stored, and leaves its requests open. */
async function openAgain(seen: readonly object[], query: Record<string, string> = {}) {
  phone.etag = '"one"'
  phone.respond = (path) => answerOf(path, seen)
  await open()
  await page.close()
  keepSilent()
  phone.etag = '"two"'
  await open(query)
  return page.drawn
}

const src = () => attribute(find(page.drawn, '#video'), 'src')
const startsAt = () => attribute(find(page.drawn, '#video'), 'initial-time')

const watch = async (currentTime: number) => {
  await page.call('onPlay')
  await page.call('onTimeUpdate', { detail: { currentTime, duration: 3600 } })
}

/** The fields of the page's setData calls from now on. */
function sent(): () => string[] {
  const instance = page.drawn.instance as { setData(data: object): void }
  const setData = jest.spyOn(instance, 'setData')
  return () => setData.mock.calls.flatMap(([data]) => Object.keys(data))
}

it('is drawn before the back end has answered, and marked as old once the request has failed', async () => {
  const drawn = await openAgain([aReplay('one'), aReplay('two')])
  expect(src()).toBe('/media/one.mp4')
  expect(words(drawn)).toContain('见过的回放')
  expect(words(drawn)).not.toContain('网络不佳')
  await say(null)
  expect(src()).toBe('/media/one.mp4')
  expect(words(drawn)).toContain('网络不佳，显示 19:30 的列表')
})

it('is not drawn again if it has not changed', async () => {
  await openAgain([aReplay('one')])
  expect(phone.headers.slice(-2)).toEqual(Array(2).fill({ 'If-None-Match': '"one"' }))
  const fields = sent()
  await say(304)
  expect(fields()).toEqual([])
  expect(src()).toBe('/media/one.mp4')
})

it('stays on the screen during a retry', async () => {
  const drawn = await openAgain([aReplay('one')])
  await say(null)
  await emit(find(drawn, '#stale'), 'retry')
  expect(waiting).toHaveLength(2)
  expect(src()).toBe('/media/one.mp4')
  await say([aReplay('one')])
  expect(words(drawn)).not.toContain('网络不佳')
})

describe('when the new list differs', () => {
  it('keeps playing the same part, whatever comes before it', async () => {
    const drawn = await openAgain([aReplay('two')])
    await watch(60)
    const fields = sent()
    await say([aReplay('one'), aReplay('two')])
    expect(src()).toBe('/media/two.mp4')
    expect(fields()).not.toContain('initialSec')
    const tabs = drawn.querySelectorAll('.replay__segment')
    expect(tabs.map((tab) => attribute(tab, 'aria-selected'))).toEqual([false, true])
  })

  it('continues at the same position of a part with another url', async () => {
    await openAgain([aReplay('one')])
    await watch(60)
    await say([aReplay('one-again')])
    expect(src()).toBe('/media/one-again.mp4')
    expect(startsAt()).toBe(60)
    expect(attribute(find(page.drawn, '#video'), 'autoplay')).toBe(true)
  })

  it('opens the part of the link once it is in the list', async () => {
    await openAgain([aReplay('one')], { segment: '1' })
    expect(src()).toBe('/media/one.mp4')
    await say([aReplay('one'), aReplay('two')])
    expect(src()).toBe('/media/two.mp4')
  })

  it('shows no video of recordings that were removed', async () => {
    const drawn = await openAgain([aReplay('one')])
    await say([])
    expect(drawn.querySelector('#video')).toBeUndefined()
    expect(words(find(drawn, '#empty'))).toContain('回放已过期')
  })
})

it('shows at once that it has expired', async () => {
  await openAgain([])
  await page.close()
  await say([aReplay('one', { expiresAtSec: NOW_MS / 1000 + 60 })])
  jest.setSystemTime(NOW_MS + 60_000)
  keepSilent()
  await open()
  expect(page.drawn.querySelector('#video')).toBeUndefined()
  expect(words(find(page.drawn, '#empty'))).toContain('回放已过期')
})

it('draws the room alone if its recordings were never stored', async () => {
  phone.respond = (path) => (path.endsWith('/replays') ? null : answerOf(path, []))
  await open()
  await page.close()
  keepSilent()
  await open()
  expect(words(page.drawn)).toContain('见过的回放')
  expect(attribute(find(page.drawn, '#coming'), 'aria-label')).toBe('加载中')
  expect(page.drawn.querySelector('#empty')).toBeUndefined()
  await say([aReplay('one')])
  expect(src()).toBe('/media/one.mp4')
})

it('is not drawn again once its room is gone', async () => {
  await openAgain([aReplay('one')])
  await say(404)
  expect(words(find(page.drawn, '#missing'))).toContain('直播间不存在或已删除')
  await page.close()
  await open()
  expect(words(page.drawn)).not.toContain('见过的回放')
})
