/** The pages of the shop that the live part opens. */
export const routes = {
  /**
   * The storefront. `isTab` is true if the page is in `tabBar` of app.json: WeChat opens a tab by
   * `switchTab` alone. If the value is wrong, the other call is tried after the first has failed, except
   * for a link to a page that does not exist, where WeChat accepts no second call.
   */
  home: { path: '/pages/index/index', isTab: false },

  /**
   * The page of goods, and the parameter of its link that holds your id of the goods. The back end's
   * PRODUCT_ID_PARAM has the same value.
   */
  goods: { path: '/pages/product-detail/product-detail', idParam: 'product_id' },
}
