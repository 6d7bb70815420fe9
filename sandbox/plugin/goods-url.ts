import { encodeGoodsParams } from './custom-params'
import type { PluginFaults } from './plugin-faults'

export interface GoodsVisit {
  readonly roomId: number
  readonly openid: string
  /** null unless the user came from a share card. */
  readonly shareOpenid: string | null
  /** The encoded value from the room's URL. */
  readonly customParams: string | null
}

/** Removes the `.html` of getliveinfo, which page paths of a mini-program do not have. */
export function pageOf(url: string): string {
  const [path = '', query] = url.split('?')
  const page = path.replace(/^\/+/, '').replace(/\.html$/, '')
  return query === undefined ? page : `${page}?${query}`
}

/**
 * The merchant's goods page with the parameters that the room adds.
 * @see liveplayer/component-api, 携带参数（直播间到商详页面）
 */
export function goodsUrl(
  url: string,
  visit: GoodsVisit,
  form: PluginFaults['goodsParams'],
): string {
  const [path = '', query] = pageOf(url).split('?')
  const params = encodeGoodsParams(visit.customParams, form)
  const pairs = [
    ...(query === undefined || query === '' ? [] : [query]),
    `room_id=${visit.roomId}`,
    `openid=${visit.openid}`,
    ...(visit.shareOpenid === null ? [] : [`share_openid=${visit.shareOpenid}`]),
    ...(params === null ? [] : [`custom_params=${params}`]),
  ]
  return `/${path}?${pairs.join('&')}`
}
