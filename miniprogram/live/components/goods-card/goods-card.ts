import type { GoodsView } from '../../domain/view'
import { emitGoodsTap } from '../events'

/** Goods in a grid of two columns: square picture, two lines of title, price. */
Component({
  properties: {
    goods: { type: Object, value: {} as GoodsView },
  },
  methods: { onTap: emitGoodsTap },
})
