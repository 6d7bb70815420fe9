/**
 * Transparent navigation bar for a page with `"navigationStyle": "custom"`: one back button at the top
 * left. Without it, a page opened from WeChat's small live window has no way back to the room
 * (liveplayer/other-abilities). The measures come from WeChat's menu button, to align with it.
 */
Component({
  properties: {
    /** px from the top of the screen to the row of the menu button */
    topPx: Number,
    /** px, height of that row */
    heightPx: Number,
    label: String,
    /** Draws a house instead of an arrow: the page is the first of the page stack. */
    home: Boolean,
  },
  methods: {
    onBack() {
      this.triggerEvent('back')
    },
  },
})
