import { aPhoneWith } from './a-phone'
import { answers, aRoomJson, someGoods } from './builders'
import type { RoomJson } from './builders'

export const PRODUCT = 'pages/product-detail/product-detail'

/** The goods page around every test of a file; `open` on a back end that knows product 501, sold in these rooms. */
export function aProductPage() {
  const { phone, page, openPage } = aPhoneWith(PRODUCT)
  return {
    phone,
    page,
    openPage,
    open: async (query: Record<string, string>, rooms: readonly RoomJson[] = []) => {
      phone.respond = (path) => {
        if (path === '/products/501') return answers.product(someGoods(), rooms)
        return path === '/rooms/7' ? answers.room(aRoomJson({ roomId: 7 })) : 404
      }
      await openPage(PRODUCT, query)
      return page.drawn
    },
    strip: () => page.drawn.querySelector('#strip'),
  }
}
