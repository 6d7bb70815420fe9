/** ¥19.90 with large yuan. Also a price range, and the former price struck through. */
Component({
  properties: {
    /** A `PriceView` of domain/view.ts. */
    price: Object,
    /** 's' in a picture or in a small card, 'm' in lists, 'l' on the goods page. */
    size: { type: String, value: 'm' },
  },
})
