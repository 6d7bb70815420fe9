/**
 * Navigation of a page that draws its own: transparent, only a control to go back at the top left.
 * Without one WeChat's small live window leaves the shopper no way back to the room
 * (liveplayer/other-abilities). Measures come from the menu button, so that both stand in one line.
 */
Component({
  properties: {
    /** px from the top of the screen to the row of the menu button */
    topPx: Number,
    /** px, the height of that row */
    heightPx: Number,
    label: String,
    /** A house instead of the arrow: nothing lies below in the page stack. */
    home: Boolean,
  },
  methods: {
    onBack() {
      this.triggerEvent('back')
    },
  },
})
