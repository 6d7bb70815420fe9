/** A thin bar: the list is a stored one, and a tap asks for a new one. */
Component({
  properties: {
    /** '网络不佳，显示 20:15 的列表'; '' hides the bar. */
    text: String,
    actionText: String,
  },
  methods: {
    onRetry() {
      this.triggerEvent('retry')
    },
  },
})
