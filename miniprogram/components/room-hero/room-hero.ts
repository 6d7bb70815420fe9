import type { RoomView } from '../../domain/view'
import { openRoom } from '../events'
import type { GoodsTap } from '../events'

/** The one room the storefront opens with: cover 16:9, three of its goods, one thing to do. */
Component({
  properties: {
    room: { type: Object, value: {} as RoomView },
  },
  methods: {
    onTap: openRoom,
    onGoods(event: WechatMiniprogram.TouchEvent<object, object, { product: number }>) {
      const tap: GoodsTap = { productId: event.currentTarget.dataset.product }
      this.triggerEvent('goods', tap)
    },
  },
})
