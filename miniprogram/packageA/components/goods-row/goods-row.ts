import { emitGoodsTap } from '../../../live/components/events'
import type { GoodsView } from '../../../live/domain/view'

/** Goods in one line: picture, title, seller, price. */
Component({
  properties: {
    goods: { type: Object, value: {} as GoodsView },
  },
  methods: { onTap: emitGoodsTap },
})
