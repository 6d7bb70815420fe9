import type { PriceView } from '../../domain/view'

/** ¥19.90 with the yuan large; a range and a struck-through former price where there is one. */
Component({
  properties: {
    price: { type: Object, value: {} as PriceView },
    /** s: inside a picture or a card of a card; m: lists; l: the goods page. */
    size: { type: String, value: 'm' },
  },
})
