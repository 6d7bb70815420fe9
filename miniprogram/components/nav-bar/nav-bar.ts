/**
 * Navigation of a page that draws its own: transparent, only a control to go back at the top left.
 * Without one WeChat's small live window leaves the shopper no way back to the room
 * (liveplayer/other-abilities). Measures come from the menu button, so that both stand in one line.
 */
Component({
  properties: {
    /** px from the top of the screen to the row of the menu button */
    topPx: { type: Number, value: 24 },
    /** px, the height of that row */
    heightPx: { type: Number, value: 32 },
    label: { type: String, value: '' },
    /** A house instead of the arrow: nothing lies below in the page stack. */
    home: { type: Boolean, value: false },
  },
  methods: {
    onBack() {
      this.triggerEvent('back')
    },
  },
})
