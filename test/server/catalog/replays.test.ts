import fc from 'fast-check'
import { playableAt, readReplays } from '../../../server/src/catalog/replays'
import { aReplay, NOON_SEC } from '../../helpers/node/server/builders'

const aWechatReplay = (over: Record<string, unknown> = {}) => ({
  create_time: '2026-11-22T03:00:00Z',
  expire_time: '2026-11-23T04:00:00Z',
  media_url: 'http://1.vod2.myqcloud.com/f0.mp4',
  ...over,
})

describe('readReplays', () => {
  it("parses WeChat's replay", () => {
    expect(readReplays([aWechatReplay()])).toEqual({ items: [aReplay()], dropped: 0 })
  })

  it('recognises m3u8, also with a query', () => {
    const media_url = 'http://1.vod2.myqcloud.com/PLAYLIST.M3U8?sign=f0.mp4'
    expect(readReplays([aWechatReplay({ media_url })]).items[0]?.format).toBe('m3u8')
  })

  it.each(['2026-11-22T11:00:00', '2026-11-22 11:00:00', '2026-11-22 03:00:00Z'])(
    'reads %s as Beijing time unless it has a zone',
    (create_time) => {
      const [replay] = readReplays([aWechatReplay({ create_time })]).items
      expect(replay?.createdAtSec).toBe(NOON_SEC - 3600)
    },
  )

  it.each(['2106-02-07T14:28:15', '2116-01-01T00:00:00Z', '0001-01-01T00:00:00Z', 'soon', 1, null])(
    'rejects the date %p',
    (expire_time) => {
      expect(readReplays([aWechatReplay({ expire_time })]).items[0]?.expiresAtSec).toBeNull()
    },
  )

  it('drops and counts replays without address', () => {
    expect(readReplays([aWechatReplay({ media_url: '' }), null])).toEqual({ items: [], dropped: 2 })
  })

  it('sorts segments by time of recording', () => {
    const rows = [
      aWechatReplay({ media_url: 'https://a.example/whole.m3u8', create_time: '' }),
      aWechatReplay({ media_url: 'https://a.example/2.mp4', create_time: '2026-11-22T04:00:00Z' }),
      aWechatReplay({ media_url: 'https://a.example/1.mp4' }),
    ]
    const urls = readReplays(rows).items.map(({ url }) => url)
    expect(urls.map((url) => url.split('/').pop())).toEqual(['1.mp4', '2.mp4', 'whole.m3u8'])
  })

  it('accepts any input', () => {
    fc.assert(
      fc.property(fc.array(fc.anything()), (rows) => {
        const { items, dropped } = readReplays([...rows, aWechatReplay()])
        expect(items).toContainEqual(aReplay())
        expect(dropped).toBeLessThanOrEqual(rows.length)
      }),
    )
  })
})

describe('playableAt', () => {
  it('leaves out expired addresses', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: -9, max: 9 }))), (offsets) => {
        const replays = offsets.map((offset) =>
          aReplay({ expiresAtSec: offset === null ? null : NOON_SEC + offset }),
        )
        for (const { expiresAtSec } of playableAt(replays, NOON_SEC))
          expect(expiresAtSec ?? Infinity).toBeGreaterThan(NOON_SEC)
        const endless = offsets.filter((offset) => offset === null || offset > 0)
        expect(playableAt(replays, NOON_SEC)).toHaveLength(endless.length)
      }),
    )
  })
})
