import fc from 'fast-check'
import {
  encodeGoodsParams,
  truncateParams,
  parseSharedParams,
} from '../../../sandbox/plugin/custom-params'
import { goodsUrl } from '../../../sandbox/plugin/goods-url'
import { MinuteLimit } from '../../../sandbox/plugin/minute-limit'
import { reminderOf } from '../../../sandbox/plugin/record'
import { backKeyWorks } from '../../../sandbox/plugin/scenes'

const pack = (params: unknown) => encodeURIComponent(JSON.stringify(params))

describe('custom params', () => {
  it('are cut at 600 characters, which leaves invalid JSON', () => {
    const kept = truncateParams(pack({ note: 'x'.repeat(700) }))
    expect(kept).toHaveLength(600)
    expect(parseSharedParams(kept, 'object')).toBe(kept)
    expect(truncateParams('y'.repeat(600))).toHaveLength(600)
  })

  it('stay a text if cut within an encoded character', () => {
    const kept = truncateParams(pack({ note: '茶'.repeat(70) }))
    expect(() => decodeURIComponent(kept ?? '')).toThrow()
    expect(parseSharedParams(kept, 'object')).toBe(kept)
  })

  it('are unchanged up to 600 characters', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer())), (params) => {
        fc.pre(pack(params).length <= 600)
        const kept = truncateParams(pack(params))
        expect(parseSharedParams(kept, 'object')).toEqual(JSON.parse(JSON.stringify(params)))
        expect(decodeURIComponent(encodeGoodsParams(kept, 'double-encoded') ?? '')).toBe(kept)
      }),
    )
  })

  it.each([undefined, ''])('are absent for %p', (inUrl) => {
    expect(truncateParams(inUrl)).toBeNull()
    expect(parseSharedParams(null, 'text')).toBeUndefined()
    expect(encodeGoodsParams(null, 'double-encoded')).toBeNull()
  })

  it('are in the query of a reminder', () => {
    expect(reminderOf(7, pack({ a: 1 })).query).toEqual({
      room_id: '7',
      custom_params: pack({ a: 1 }),
    })
    expect(reminderOf(7, '').query).toEqual({ room_id: '7' })
  })
})

describe('the URL of the goods page', () => {
  const visit = { roomId: 7, openid: 'oViewer', shareOpenid: null, customParams: null }

  it('has no .html, and has the room and the user', () => {
    expect(
      goodsUrl('pages/product-detail/product-detail.html?product_id=11', visit, 'encoded'),
    ).toBe('/pages/product-detail/product-detail?product_id=11&room_id=7&openid=oViewer')
  })

  it('keeps a page with slash, without query and without .html', () => {
    expect(goodsUrl('/pages/goods/goods', visit, 'encoded')).toBe(
      '/pages/goods/goods?room_id=7&openid=oViewer',
    )
  })

  it('keeps .html inside the path', () => {
    expect(goodsUrl('pages/a.html.b/c?url=x.html', visit, 'encoded')).toBe(
      '/pages/a.html.b/c?url=x.html&room_id=7&openid=oViewer',
    )
  })

  it('has the sharer and the parameters: encoded once, twice, or missing', () => {
    const shared = { ...visit, shareOpenid: 'oFriend', customParams: pack({ pid: 7 }) }
    const query = (form: Parameters<typeof goodsUrl>[2]) =>
      new URLSearchParams(goodsUrl('p', shared, form).split('?')[1])
    expect(query('encoded').get('share_openid')).toBe('oFriend')
    expect(query('encoded').get('custom_params')).toBe('{"pid":7}')
    expect(query('double-encoded').get('custom_params')).toBe(pack({ pid: 7 }))
    expect(query('lost').has('custom_params')).toBe(false)
  })
})

describe('the limit of one status call a minute', () => {
  it('applies to each room separately', () => {
    const watch = new MinuteLimit()
    expect(watch.isTooSoon(1, 0)).toBe(false)
    expect(watch.isTooSoon(2, 10)).toBe(false)
    expect(watch.isTooSoon(1, 59_000)).toBe(true)
    expect(watch.isTooSoon(2, 60_010)).toBe(false)
  })

  it('starts with the last call, even one within the minute', () => {
    const watch = new MinuteLimit()
    const calls = [0, 40_000, 80_000, 140_000]
    expect(calls.map((atMs) => watch.isTooSoon(1, atMs))).toEqual([false, true, true, false])
  })

  it('tolerates the steps of a fast clock', () => {
    const watch = new MinuteLimit()
    watch.isTooSoon(1, 60)
    expect(watch.isTooSoon(1, 60_000)).toBe(false)
  })
})

describe('the back button of a room that was opened directly', () => {
  it.each([
    [1011, null, false],
    [1047, null, false],
    [1047, '10', false],
    [1047, '9', true],
    [1058, null, false],
    [1058, '9', false],
    [1058, '10', true],
    [1044, null, true],
    [1001, null, true],
  ])('in scene %p with type %p: %p', (scene, type, works) => {
    expect(backKeyWorks(scene, type)).toBe(works)
  })
})
