import { textOf } from './fields'

/**
 * Addresses as WeChat prints them, made usable. Its own samples carry `http://http://…` and
 * backslashes, and its pictures come over http, which a mini-program refuses to load.
 * @see contract D15
 */

/** Hosts of WeChat and Tencent Cloud that serve the same file over https. */
const HTTPS_HOSTS = ['qpic.cn', 'myqcloud.com']

/**
 * @returns '' when nothing usable is left; a page then shows its own picture
 * @example mediaUrl('http://http://mmbiz.qpic.cn\\/a.png') // 'https://mmbiz.qpic.cn/a.png'
 */
export function mediaUrl(value: unknown): string {
  const plain = textOf(value).replaceAll('\\', '')
  const once = plain.replace(/^(?:https?:\/*)*(?=https?:\/\/)/i, '').replace(/^\/\//, 'https://')
  const url = parse(once)
  if (url === undefined) return ''
  return url.protocol === 'http:' && isHttpsHost(url.hostname)
    ? once.replace(/^http:/i, 'https:')
    : once
}

function parse(text: string): URL | undefined {
  if (!/^https?:\/\/[^/]/i.test(text) || !URL.canParse(text)) return undefined
  return new URL(text)
}

function isHttpsHost(host: string): boolean {
  return HTTPS_HOSTS.some((known) => host === known || host.endsWith(`.${known}`))
}

/**
 * The page behind goods, as the app knows it: WeChat prints `.html` after the path.
 * @example pagePath('pages/product-detail/product-detail.html?product_id=7')
 * // 'pages/product-detail/product-detail?product_id=7'
 */
export function pagePath(value: unknown): string {
  if (typeof value !== 'string') return ''
  const plain = value.trim().replaceAll('\\', '').replace(/^\/+/, '')
  return plain.replace(/^([^?#]*)\.html(?=$|[?#])/, '$1')
}
