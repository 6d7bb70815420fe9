/**
 * Stands in for content that is loading, empty or failed: a skeleton, a message, or a message with a
 * button. CSS delays the skeleton by 200 ms, so that a fast answer does not flicker and no timer is
 * needed.
 */
Component({
  properties: {
    /** 'loading', 'empty' or 'failed' */
    kind: String,
    /** Shape of the skeleton: 'store', 'grid', 'rows' or 'detail'. */
    shape: String,
    text: String,
    /** Text of the button. '' hides it. */
    actionText: String,
  },
  methods: {
    onAction() {
      this.triggerEvent('action')
    },
  },
})
