import { aReplay, aReplayPage } from '../../../../helpers/mini/a-replay-page'
import { attribute, find, tap, words } from '../../../../helpers/mini/drawn'

const { phone, page, open, video, watch } = aReplayPage()

const places = () => phone.storage.get('v1:replay-places') ?? []

async function comeBack(replays: readonly object[], query?: Record<string, string>) {
  await page.close()
  return open(replays, undefined, query)
}

describe('a shopper who comes back', () => {
  const parts = [aReplay('one'), aReplay('two')]

  it('continues in the same part at the same position', async () => {
    await open(parts)
    await page.call('onEnded')
    await watch(754.9)
    const drawn = await comeBack(parts)
    expect(attribute(video(), 'src')).toBe('/media/two.mp4')
    expect(attribute(video(), 'initial-time')).toBe(754)
    expect(attribute(video(), 'autoplay')).toBe(false)
    expect(words(find(drawn, '#resumed'))).toBe('从上次看到的 12:34 继续')
  })

  it.each(['onPause', 'onHide'])('has a saved position after %s', async (member) => {
    await open(parts)
    await watch(9)
    expect(places()).toEqual([])
    await page.call(member)
    expect(places()).toEqual([{ roomId: 3, format: 'mp4', part: 0, sec: 9 }])
  })

  it('has the position saved while watching, but not with each event', async () => {
    const put = jest.spyOn(wx, 'setStorageSync')
    await open(parts)
    put.mockClear()
    for (let sec = 0; sec < 60; sec += 0.25) await watch(sec)
    expect(put).toHaveBeenCalledTimes(5)
    expect(places()).toMatchObject([{ sec: 50 }])
  })

  it('starts at the beginning after the end, after a few seconds, or with a part in the link', async () => {
    await open(parts)
    await watch(3)
    await comeBack(parts)
    expect(attribute(video(), 'initial-time')).toBe(0)
    await page.call('onEnded')
    await watch(20)
    await comeBack(parts, { room_id: '3', segment: '1' })
    expect(attribute(video(), 'initial-time')).toBe(0)
    await watch(3596)
    await page.call('onPause')
    expect(places()).toEqual([])
    await watch(100)
    await page.call('onEnded')
    const drawn = await comeBack(parts)
    expect(attribute(video(), 'src')).toBe('/media/one.mp4')
    expect(attribute(video(), 'initial-time')).toBe(0)
    expect(drawn.querySelector('#resumed')).toBeUndefined()
  })

  it('starts at the beginning if the part is gone, or has another format', async () => {
    await open(parts)
    await page.call('onEnded')
    await watch(500)
    await comeBack([aReplay('one')])
    expect(attribute(video(), 'initial-time')).toBe(0)
    await watch(500)
    await comeBack([aReplay('whole', { url: '/media/whole.m3u8', format: 'm3u8' })])
    expect(attribute(video(), 'initial-time')).toBe(0)
  })

  it('opens another part at its beginning', async () => {
    await open(parts)
    await watch(500)
    const drawn = await comeBack(parts)
    const [, second] = drawn.querySelectorAll('.replay__segment')
    if (second === undefined) throw new Error('two segments are expected')
    await tap(second)
    expect(attribute(video(), 'initial-time')).toBe(0)
    expect(drawn.querySelector('#resumed')).toBeUndefined()
  })
})
