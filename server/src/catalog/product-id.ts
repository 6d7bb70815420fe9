import type { CatalogGoods } from './model'

/** Longer ids do not fit the API's address. */
const MOST_CHARACTERS = 100

/**
 * The merchant's own id of goods, read from their page. The merchant submits that page before
 * WeChat assigns goods_id, so the merchant's systems know only this id.
 * @param param the query parameter that holds it
 * @returns null if the page has none, and for goods of another mini-program
 * @see contract B6, goods/add
 */
export function productIdOf(
  { query, sellerAppId }: Pick<CatalogGoods, 'query' | 'sellerAppId'>,
  param: string,
): string | null {
  if (sellerAppId !== '') return null
  const start = `${param}=`
  const pair = query.split('&').find((one) => one.startsWith(start))
  if (pair === undefined) return null
  const id = decode(pair.slice(start.length)).trim()
  return id === '' || id.length > MOST_CHARACTERS ? null : id
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
