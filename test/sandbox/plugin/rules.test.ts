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
  it('are cut at 600 characters, which breaks their JSON', () => {
    const kept = truncateParams(pack({ note: 'x'.repeat(700) }))
    expect(kept).toHaveLength(600)
    expect(parseSharedParams(kept, 'object')).toBe(kept)
    expect(truncateParams('y'.repeat(600))).toHaveLength(600)
  })

  it('cut within an encoded character stay a text', () => {
    const kept = truncateParams(pack({ note: '茶'.repeat(70) }))
    expect(() => decodeURIComponent(kept ?? '')).toThrow()
    expect(parseSharedParams(kept, 'object')).toBe(kept)
  })

  it('come back as they were sent, up to 600 characters', () => {
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

  it('of a reminder come back in its query', () => {
    expect(reminderOf(7, pack({ a: 1 })).query).toEqual({
      room_id: '7',
      custom_params: pack({ a: 1 }),
    })
    expect(reminderOf(7, '').query).toEqual({ room_id: '7' })
  })
})

describe('the way to the goods page', () => {
  const visit = { roomId: 7, openid: 'oViewer', shareOpenid: null, customParams: null }

  it('drops .html and adds the room and the viewer', () => {
    expect(
      goodsUrl('pages/product-detail/product-detail.html?product_id=11', visit, 'encoded'),
    ).toBe('/pages/product-detail/product-detail?product_id=11&room_id=7&openid=oViewer')
  })

  it('takes a page with slash, without query and without .html', () => {
    expect(goodsUrl('/pages/goods/goods', visit, 'encoded')).toBe(
      '/pages/goods/goods?room_id=7&openid=oViewer',
    )
  })

  it('keeps a .html that is not the end of the page', () => {
    expect(goodsUrl('pages/a.html.b/c?url=x.html', visit, 'encoded')).toBe(
      '/pages/a.html.b/c?url=x.html&room_id=7&openid=oViewer',
    )
  })

  it('adds the sharer and the parameters: once or twice encoded, or lost', () => {
    const shared = { ...visit, shareOpenid: 'oFriend', customParams: pack({ pid: 7 }) }
    const query = (form: Parameters<typeof goodsUrl>[2]) =>
      new URLSearchParams(goodsUrl('p', shared, form).split('?')[1])
    expect(query('encoded').get('share_openid')).toBe('oFriend')
    expect(query('encoded').get('custom_params')).toBe('{"pid":7}')
    expect(query('double-encoded').get('custom_params')).toBe(pack({ pid: 7 }))
    expect(query('lost').has('custom_params')).toBe(false)
  })
})

describe('the minute', () => {
  it('is each room’s own', () => {
    const watch = new MinuteLimit()
    expect(watch.isTooSoon(1, 0)).toBe(false)
    expect(watch.isTooSoon(2, 10)).toBe(false)
    expect(watch.isTooSoon(1, 59_000)).toBe(true)
    expect(watch.isTooSoon(2, 60_010)).toBe(false)
  })

  it('is counted from the last call, even from one that was too soon', () => {
    const watch = new MinuteLimit()
    const calls = [0, 40_000, 80_000, 140_000]
    expect(calls.map((atMs) => watch.isTooSoon(1, atMs))).toEqual([false, true, true, false])
  })

  it('forgives a step of a fast clock', () => {
    const watch = new MinuteLimit()
    watch.isTooSoon(1, 60)
    expect(watch.isTooSoon(1, 60_000)).toBe(false)
  })
})

describe('the back key of a room that was entered directly', () => {
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
