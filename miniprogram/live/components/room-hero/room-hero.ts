import type { RoomView } from '../../domain/view'
import { emitRoomTap, tapOf } from '../events'

/** The one room the storefront opens with: cover 16:9, three of its goods, one thing to do. */
Component({
  properties: {
    room: { type: Object, value: {} as RoomView },
  },
  methods: {
    onTap: emitRoomTap,
    onGoods(event: WechatMiniprogram.TouchEvent<object, object, { at: number }>) {
      const goods = this.data.room.goods[event.currentTarget.dataset.at]
      if (goods !== undefined) this.triggerEvent('goods', tapOf(goods))
    },
  },
})
