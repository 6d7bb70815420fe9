/** One full page for a client too old for the shop: what, why, and two things to do. */
Component({
  properties: {
    headline: { type: String, value: '' },
    reason: { type: String, value: '' },
    updateText: { type: String, value: '' },
    /** Where the client cannot open its own update page: how to do it by hand. */
    byHandText: { type: String, value: '' },
    browseText: { type: String, value: '' },
  },
  methods: {
    onUpdate() {
      this.triggerEvent('update')
    },
    onBrowse() {
      this.triggerEvent('browse')
    },
  },
})
