import { textOf } from './fields'

/**
 * Repairs addresses as WeChat sends them. WeChat's own samples contain `http://http://…` and
 * backslashes, and its pictures use http, which a mini-program refuses to load.
 * @see contract D15
 */

/** Hosts of WeChat and Tencent Cloud that serve the same files over https. */
const HTTPS_HOSTS = ['qpic.cn', 'myqcloud.com']

/**
 * @returns '' if nothing usable is left; the page then shows its own picture
 * @example mediaUrl('http://http://mmbiz.qpic.cn\\\\/a.png') // 'https://mmbiz.qpic.cn/a.png'
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

export interface PageAddress {
  readonly path: string
  /** Still encoded; '' if there is none. */
  readonly query: string
}

/**
 * The page that sells goods. WeChat appends `.html` to the path, and merchants write it with or
 * without a leading slash.
 * @returns undefined if it is not a page of a mini-program
 * @see contract A7, B3
 * @example pageAddress('/pages/goods/detail.html?id=7') // { path: 'pages/goods/detail', query: 'id=7' }
 */
export function pageAddress(value: unknown): PageAddress | undefined {
  if (typeof value !== 'string') return undefined
  const [address = ''] = value.trim().replaceAll('\\', '').split('#')
  const at = address.indexOf('?')
  const page = at === -1 ? address : address.slice(0, at)
  const path = page.replace(/^\/+/, '').replace(/\.html$/, '')
  if (path === '' || path.includes(':')) return undefined
  return { path, query: at === -1 ? '' : address.slice(at + 1) }
}
