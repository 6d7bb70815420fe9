/**
 * What stands where content will be: its skeleton, an honest "nothing here", or a failure with a
 * way to try again. The skeleton waits 200 ms by CSS, so that a fast answer never flickers and no
 * timer has to be released.
 */
Component({
  properties: {
    /** loading, empty or failed */
    kind: String,
    /** store, grid, rows or detail: the shape of what comes. */
    shape: String,
    text: String,
    /** Words of the button; without them there is none. */
    actionText: String,
  },
  methods: {
    onAction() {
      this.triggerEvent('action')
    },
  },
})
