import type { GoodsView } from '../../../domain/view'
import type { GoodsTap } from '../../../components/events'

/** One line of a room's goods shelf. */
Component({
  properties: {
    goods: { type: Object, value: {} as GoodsView },
  },
  methods: {
    onTap() {
      const tap: GoodsTap = { productId: this.data.goods.productId }
      this.triggerEvent('open', tap)
    },
  },
})
