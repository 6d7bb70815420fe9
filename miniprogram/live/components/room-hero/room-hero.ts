import type { RoomView } from '../../domain/view'
import { roomAriaLabel } from '../aria-label'
import { emitRoomTap, goodsTapOf } from '../events'

/** The first room of the storefront: cover 16:9, three of its goods, one button. */
Component({
  properties: {
    room: { type: Object, value: {} as RoomView },
  },
  data: { ariaLabel: '' },
  observers: {
    room(room: RoomView) {
      this.setData({ ariaLabel: roomAriaLabel(room) })
    },
  },
  methods: {
    onTap: emitRoomTap,
    onGoods(event: WechatMiniprogram.TouchEvent<object, object, { at: number }>) {
      const goods = this.data.room.goods[event.currentTarget.dataset.at]
      if (goods !== undefined) this.triggerEvent('goods', goodsTapOf(goods))
    },
  },
})
