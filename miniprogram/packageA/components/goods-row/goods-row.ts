import { emitGoodsTap } from '../../../live/components/events'
import type { GoodsView } from '../../../live/domain/view'

/** One line of a room's goods shelf. */
Component({
  properties: {
    goods: { type: Object, value: {} as GoodsView },
  },
  methods: { onTap: emitGoodsTap },
})
