/** ¥19.90 with the yuan large; a range and a struck-through former price where there is one. */
Component({
  properties: {
    /** A `PriceView` of domain/view.ts. */
    price: Object,
    /** s: inside a picture or a card of a card; m: lists; l: the goods page. */
    size: { type: String, value: 'm' },
  },
})
