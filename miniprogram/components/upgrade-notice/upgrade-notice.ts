export interface Notice {
  readonly headline: string
  readonly reason: string
  readonly updateText: string
  /** Where the client cannot open its own update page: how to do it by hand. */
  readonly byHandText: string
  readonly browseText: string
}

/** One full page for a client too old for the shop: what, why, and two things to do. */
Component({
  properties: {
    notice: { type: Object, value: {} as Notice },
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
