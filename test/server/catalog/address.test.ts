import fc from 'fast-check'
import { mediaUrl, pageAddress } from '../../../server/src/catalog/address'

describe('mediaUrl', () => {
  it.each([
    ['keeps a good address', 'https://a.example/x.png?y=1', 'https://a.example/x.png?y=1'],
    ['collapses a doubled scheme', 'http://http://a.example/x.png', 'http://a.example/x.png'],
    ['collapses mixed schemes', 'https://http://a.example/x.png', 'http://a.example/x.png'],
    ['drops backslashes', 'http:\\/\\/a.example\\/x.png', 'http://a.example/x.png'],
    ['completes a scheme-less address', '//a.example/x.png', 'https://a.example/x.png'],
    ['moves pictures of WeChat to https', 'http://mmbiz.qpic.cn/x', 'https://mmbiz.qpic.cn/x'],
    [
      'moves replays of Tencent Cloud to https',
      'http://1.vod2.myqcloud.com/f0.mp4',
      'https://1.vod2.myqcloud.com/f0.mp4',
    ],
    ['leaves loopback alone', 'http://127.0.0.1:8080/a.svg', 'http://127.0.0.1:8080/a.svg'],
    [
      'does not change a host that only looks like WeChat',
      'http://evilqpic.cn/x',
      'http://evilqpic.cn/x',
    ],
    ['refuses another scheme', 'javascript:alert(1)', ''],
    ['refuses an address without a host', 'http:///x.png', ''],
    ['refuses what is no text', 42, ''],
    ['refuses nothing', '', ''],
  ])('%s', (_what, given, expected) => {
    expect(mediaUrl(given)).toBe(expected)
  })

  it("returns '' or a valid address, and is idempotent", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), mangledUrl()), (text) => {
        const once = mediaUrl(text)
        if (once !== '') expect(['http:', 'https:']).toContain(new URL(once).protocol)
        expect(mediaUrl(once)).toBe(once)
      }),
    )
  })
})

const mangledUrl = () =>
  fc.tuple(fc.webUrl(), fc.nat(3), fc.boolean()).map(([url, times, slashes]) => {
    const doubled = 'http://'.repeat(times) + url
    return slashes ? doubled.replaceAll('/', '\\/') : doubled
  })

describe('pageAddress', () => {
  it.each([
    ['pages/a/a.html', 'pages/a/a', ''],
    ['/pages/a/a.html?product_id=7', 'pages/a/a', 'product_id=7'],
    ['pages/a/a?name=x.html', 'pages/a/a', 'name=x.html'],
    [
      'pages/a/a?url=https%3A%2F%2Fx.example%3Fy&b=1',
      'pages/a/a',
      'url=https%3A%2F%2Fx.example%3Fy&b=1',
    ],
    ['pages/a/a?b=1?2#top', 'pages/a/a', 'b=1?2'],
    ['pages\\/a\\/a', 'pages/a/a', ''],
    ['pages/a.html.b/c', 'pages/a.html.b/c', ''],
  ])('reads %p', (given, path, query) => {
    expect(pageAddress(given)).toEqual({ path, query })
  })

  it.each(['', '  ', '?product_id=7', 'https://shop.example/a', 'plugin://live/a', undefined, 7])(
    'rejects %p',
    (given) => {
      expect(pageAddress(given)).toBeUndefined()
    },
  )
})
