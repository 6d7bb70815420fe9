import type { GoodsView } from '../../domain/view'
import { emitGoodsTap } from '../events'

/** One of two columns of goods: a square picture, two lines of title, the price. */
Component({
  properties: {
    goods: { type: Object, value: {} as GoodsView },
  },
  methods: { onTap: emitGoodsTap },
})
