import type { RoomView } from '../../domain/view'
import type { GoodsTap, RoomTap } from '../events'

/** The one room the storefront opens with: cover 16:9, three of its goods, one thing to do. */
Component({
  properties: {
    room: { type: Object, value: {} as RoomView },
  },
  methods: {
    onTap() {
      const { roomId, action } = this.data.room
      if (action === 'none') return
      const tap: RoomTap = { roomId, action }
      this.triggerEvent('open', tap)
    },
    onGoods(event: WechatMiniprogram.TouchEvent<object, object, { product: number }>) {
      const tap: GoodsTap = { productId: event.currentTarget.dataset.product }
      this.triggerEvent('goods', tap)
    },
  },
})
