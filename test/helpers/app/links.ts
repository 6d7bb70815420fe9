import fc from 'fast-check'
import type { PackedParams } from '../../../miniprogram/live/domain/custom-params'
import { packCustomParams } from '../../../miniprogram/live/domain/custom-params'

export const roomIds = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })

export function packed(params: Parameters<typeof packCustomParams>[0]): PackedParams {
  const result = packCustomParams(params)
  if (result.kind !== 'ok') throw new Error('too long for this test')
  return result.text
}

/** The query as WeChat passes it: not decoded. */
export function queryOf(url: string): Record<string, string> {
  const query: Record<string, string> = {}
  for (const pair of (url.split('?')[1] ?? '').split('&')) {
    const [key = '', value = ''] = pair.split('=')
    query[key] = value
  }
  return query
}

/** The query as some entries pass it: decoded. */
export const decoded = (query: Record<string, string>) =>
  Object.fromEntries(Object.entries(query).map(([key, value]) => [key, decodeURIComponent(value)]))
