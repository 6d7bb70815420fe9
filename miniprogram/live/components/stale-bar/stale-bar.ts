/** A thin bar that says the list is an old one, and offers to ask again. */
Component({
  properties: {
    /** '网络不佳，显示 20:15 的列表' */
    text: String,
    actionText: String,
  },
  methods: {
    onRetry() {
      this.triggerEvent('retry')
    },
  },
})
